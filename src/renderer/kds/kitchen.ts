import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandType } from '../../shared/commands.ts';
import type { Refusal } from '../../shared/errors.ts';
import type { Order, OrderLine } from '../../shared/order.ts';
import type { Client, CommandInput, MirrorState, Reply } from '../client/contract.ts';
import type { Clock, TextStorage, Timers } from '../client/ports.ts';
import type { Speaker } from '../sound/speaker.ts';
import { orderAge } from './age.ts';
import { createAlertMemory } from './alerts.ts';
import { isRemoved } from './changes.ts';
import { departures, withDepartures, type Departure } from './departed.ts';
import { readChoices, writeChoices } from './device-choices.ts';
import {
  doneAlready,
  DRAW_EVERY_MS,
  lineKey,
  readyOrders,
  TROUBLE_MS,
  type KitchenState,
  type Trouble,
} from './kitchen-state.ts';
import { createShownReporter, type ShownReporter } from './shown-reporter.ts';
import { createStrokes } from './strokes.ts';
import { createTapGuard, type TapGuard } from './tap-guard.ts';
import {
  inQueue,
  isDoneHere,
  isOpenHere,
  knownStations,
  nextStep,
  stepStill,
  toTicket,
  type StationFilter,
  type Step,
  type Ticket,
} from './tickets.ts';
import {
  offeredUndos,
  UNDO_MS,
  withoutOrder,
  withoutRecalled,
  withUndo,
  type Undo,
} from './undo.ts';

/** The display's hands: everything a touch or a key may do. Nothing here changes an order; the broker does. */
export interface Kitchen {
  readonly store: StoreApi<KitchenState>;
  readonly shown: ShownReporter;
  /** What takes no press for a moment. */
  readonly guard: TapGuard;
  /** Does the ticket's next step as it was drawn; nothing when the order has moved on since. */
  advance(ticket: Ticket): void;
  /** Strikes a line, or brings a struck one back. */
  toggleLine(order: Order, line: OrderLine): void;
  /** Takes back the last bump, and at the next call the one before. */
  undo(): void;
  /** Calls a ready order back. */
  recall(order: Order): void;
  /** Brings back the lines that this display bumped while other stations still cook. */
  recallHere(ticket: Ticket): void;
  /** Calls back the order that became ready last. */
  recallLast(): void;
  chooseStations(stations: readonly string[]): void;
  setSound(on: boolean): void;
  dismissTrouble(key: number): void;
  /** Begins to follow the mirror and the clock; returns the way to stop that. May be started again. */
  start(): () => void;
}

export interface KitchenOptions {
  readonly client: Client;
  readonly storage: TextStorage;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly speaker: Speaker;
  readonly isVisible: () => boolean;
}

export function createKitchen(options: KitchenOptions): Kitchen {
  const { client, storage, clock, timers, speaker } = options;
  const mirror = client.store;
  const kept = readChoices(storage);
  const brokerNow = (): number => clock() + mirror.getState().clockOffsetMs;
  const store = createStore<KitchenState>(() => ({
    now: brokerNow(),
    orders: mirror.getState().orders,
    stations: kept.stations,
    waiting: new Map(),
    undos: [],
    troubles: [],
    departed: new Map(kept.departed.map((each) => [each.order.id, each])),
  }));
  const guard = createTapGuard(timers);
  const shown = createShownReporter(client, timers, options.isVisible);
  const alerts = createAlertMemory();
  const stations = (): ReadonlySet<string> =>
    new Set(mirror.getState().menu?.stations.map(({ id }) => id));
  const filter = (): StationFilter =>
    knownStations(store.getState().stations, mirror.getState().menu);
  const ticketOf = (order: Order): Ticket | null => toTicket(order, filter(), stations());

  const keep = (sound = speaker.state() !== 'off'): void => {
    const { stations: chosen, departed } = store.getState();
    writeChoices(storage, { stations: chosen, sound, departed: [...departed.values()] });
  };

  const setDeparted = (departed: ReadonlyMap<string, Departure>): void => {
    if (departed === store.getState().departed) return;
    store.setState({ departed });
    keep();
  };

  const addWaiting = (keys: readonly string[], by: 1 | -1): void => {
    const waiting = new Map(store.getState().waiting);
    for (const key of keys) {
      const count = (waiting.get(key) ?? 0) + by;
      if (count > 0) waiting.set(key, count);
      else waiting.delete(key);
    }
    store.setState({ waiting });
  };

  let troubleCount = 0;
  const complain = (number: number, refusal: Refusal, type: CommandType): void => {
    troubleCount += 1;
    const trouble: Trouble = {
      key: troubleCount,
      number,
      refusal,
      already: doneAlready(type, refusal),
      until: brokerNow() + TROUBLE_MS,
    };
    store.setState({ troubles: [...store.getState().troubles, trouble].slice(-3) });
  };

  /** Sends, with the order (and lines) marked as waiting until the broker has answered. */
  const command = async <T extends CommandType>(
    order: Order,
    type: T,
    inputs: readonly CommandInput<T>[],
    keys: readonly string[] = [],
  ): Promise<Reply[]> => {
    const marks = [order.id, ...keys];
    addWaiting(marks, 1);
    const replies = await Promise.all(inputs.map((input) => client.send(type, input)));
    addWaiting(marks, -1);
    const refused = replies.find((reply) => !reply.ok);
    if (refused && !refused.ok) complain(order.number, refused.refusal, type);
    return replies;
  };

  const isWaiting = (id: string): boolean => store.getState().waiting.has(id);

  const offerUndo = (order: Order, lineIds: readonly string[] | null): void => {
    const until = brokerNow() + UNDO_MS;
    const added: Undo = { orderId: order.id, number: order.number, lineIds, until };
    store.setState({ undos: withUndo(store.getState().undos, added) });
  };

  /** Once an order is called back there is nothing left of its bump to undo. */
  const forgetUndo = (order: Order): void => {
    store.setState({ undos: withoutOrder(store.getState().undos, order.id) });
  };

  const bump = async (order: Order, lineIds: readonly string[]): Promise<void> => {
    const replies = await command(
      order,
      'line.bump',
      lineIds.map((lineId) => ({ orderId: order.id, lineId })),
      lineIds.map((lineId) => lineKey(order.id, lineId)),
    );
    // The last answer knows of all bumps; without one the mirror does.
    const answered = replies.findLast((reply) => reply.ok);
    const after =
      (answered?.ok ? answered.data.order : undefined) ?? mirror.getState().orders[order.id];
    if (!answered || !after) return;
    const ticket = inQueue(after) ? ticketOf(after) : null;
    const left = ticket ? isDoneHere(ticket) : after.status === 'ready';
    if (left) offerUndo(order, lineIds);
  };

  const ready = async (order: Order): Promise<void> => {
    const [reply] = await command(order, 'order.ready', [{ orderId: order.id }]);
    if (reply?.ok) offerUndo(order, null);
  };

  /**
   * The last part of an order. A display of some stations finishes its own lines only: another station may just have
   * called one of its own back, and the order must then not become ready from here.
   */
  const finish = (ticket: Ticket): void => {
    const own = ticket.lines.filter(isOpenHere).map(({ line }) => line.id);
    const shared = ticket.lines.some(({ elsewhere }) => elsewhere);
    if (shared && own.length > 0) void bump(ticket.order, own);
    else void ready(ticket.order);
  };

  /** What was drawn is what is done: null when the order has moved on and the screen is about to say so. */
  const stepToSend = (ticket: Ticket): Step | null => {
    const drawn = nextStep(ticket);
    const known = mirror.getState().orders[ticket.order.id];
    if (!drawn || drawn.kind === 'confirm' || !known || known === ticket.order) return drawn;
    return stepStill(ticket, ticketOf(known));
  };

  const recall = (order: Order): void => {
    if (isWaiting(order.id) || !order.allowedActions.includes('recall')) return;
    forgetUndo(order);
    void command(order, 'order.recall', [{ orderId: order.id }]);
  };

  const recallLines = (order: Order, lineIds: readonly string[]): void => {
    if (isWaiting(order.id) || lineIds.length === 0) return;
    forgetUndo(order);
    void command(
      order,
      'line.recall',
      lineIds.map((lineId) => ({ orderId: order.id, lineId })),
      lineIds.map((lineId) => lineKey(order.id, lineId)),
    );
  };

  const listen = (): void => {
    const { orders, shop, connection } = mirror.getState();
    if (!shop || connection.state !== 'live') return;
    const { now, departed } = store.getState();
    for (const alert of alerts.hear({
      orders: Object.values(orders),
      concerns: (order) => ticketOf(order) !== null,
      isLate: (order) => orderAge(order, shop, now) === 'late',
      departed: [...departed.keys()],
    })) {
      speaker.play(alert);
    }
  };

  const strokes = createStrokes(clock, timers, DRAW_EVERY_MS, () => {
    store.setState({ orders: mirror.getState().orders });
  });

  const follow = (state: MirrorState, before: MirrorState): void => {
    if (state.clockOffsetMs !== before.clockOffsetMs) store.setState({ now: brokerNow() });
    if (state.orders !== before.orders) {
      strokes.ask();
      const found = departures(before.orders, state.orders, shown.isInView);
      setDeparted(withDepartures(store.getState().departed, found, state.orders));
      const undos = withoutRecalled(store.getState().undos, before.orders, state.orders);
      store.setState({ undos: offeredUndos(undos, brokerNow(), state.orders) });
    }
    if (state.orders !== before.orders || state.connection !== before.connection) listen();
  };

  let cancelTick: () => void = () => undefined;
  const tick = (): void => {
    const now = brokerNow();
    const { undos, troubles } = store.getState();
    store.setState({
      now,
      undos: offeredUndos(undos, now, mirror.getState().orders),
      ...(troubles.some(({ until }) => until <= now)
        ? { troubles: troubles.filter(({ until }) => until > now) }
        : {}),
    });
    listen();
    // On the broker's full seconds, so that two displays side by side change together.
    cancelTick = timers.after(1000 - (now % 1000), tick);
  };

  return {
    store,
    shown,
    guard,
    advance(ticket) {
      const { order } = ticket;
      const step = stepToSend(ticket);
      if (!step || isWaiting(order.id)) return;
      switch (step.kind) {
        case 'confirm': {
          const departed = new Map(store.getState().departed);
          departed.delete(order.id);
          setDeparted(departed);
          return;
        }
        case 'start':
          void command(order, 'order.start', [{ orderId: order.id }]);
          return;
        case 'part':
          void bump(order, step.lineIds);
          return;
        case 'ready':
          finish(ticket);
          return;
      }
    },
    toggleLine(order, line) {
      if (!inQueue(order) || isRemoved(line) || isWaiting(lineKey(order.id, line.id))) return;
      if (line.status === 'ready') {
        void command(
          order,
          'line.recall',
          [{ orderId: order.id, lineId: line.id }],
          [lineKey(order.id, line.id)],
        );
      } else void bump(order, [line.id]);
    },
    undo() {
      const [undo] = offeredUndos(store.getState().undos, brokerNow(), mirror.getState().orders);
      const order = undo && mirror.getState().orders[undo.orderId];
      if (!order) return;
      if (undo.lineIds) recallLines(order, undo.lineIds);
      else recall(order);
    },
    recall,
    recallHere(ticket) {
      const done = ticket.lines.filter((each) => !each.elsewhere && each.line.status === 'ready');
      const ids = done.map(({ line }) => line.id);
      recallLines(ticket.order, ids);
    },
    recallLast() {
      const last = readyOrders(mirror.getState().orders).find((order) => ticketOf(order) !== null);
      if (last) recall(last);
    },
    chooseStations(chosen) {
      store.setState({ stations: chosen });
      keep();
    },
    setSound(on) {
      speaker.set(on);
      keep(on);
    },
    dismissTrouble(key) {
      store.setState({ troubles: store.getState().troubles.filter((each) => each.key !== key) });
    },
    start() {
      const unsubscribe = mirror.subscribe(follow);
      const stopShown = shown.start();
      strokes.ask();
      tick();
      return () => {
        unsubscribe();
        stopShown();
        cancelTick();
        strokes.stop();
      };
    },
  };
}
