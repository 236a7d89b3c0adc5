import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandType } from '../../shared/commands.ts';
import type { Refusal } from '../../shared/errors.ts';
import type { Order } from '../../shared/order.ts';
import type { Client, CommandInput, MirrorState, Reply } from '../client/contract.ts';
import type { Clock, TextStorage, Timers } from '../client/ports.ts';
import type { Speaker } from '../sound/speaker.ts';
import { ticketAge } from './age.ts';
import { createAlertMemory } from './alerts.ts';
import { readChoices, writeChoices, type DeviceChoices } from './device-choices.ts';
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
  knownStations,
  nextStep,
  stepStill,
  toTicket,
  type Step,
  type Ticket,
  type TicketLine,
  type TicketRules,
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
  /** Strikes a line, or brings a struck one back: for the stations of this display. */
  toggleLine(ticket: Ticket, line: TicketLine): void;
  /** Takes back the last bump, and at the next call the one before. */
  undo(): void;
  /** Calls a ready order back. */
  recall(order: Order): void;
  /** Brings back the lines that this display bumped while other stations still cook. */
  recallHere(ticket: Ticket): void;
  /** Calls back the order that became ready last. */
  recallLast(): void;
  /** Puts an order before all others, or back in its place. */
  rush(order: Order): void;
  /** Has the kitchen begin with the next course that waits. */
  fire(ticket: Ticket): void;
  /** Changes what this display keeps for itself. */
  choose(change: Partial<DeviceChoices>): void;
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
    choices: kept,
    waiting: new Map(),
    undos: [],
    troubles: [],
    leaving: new Map(),
  }));
  const guard = createTapGuard(timers);
  const shown = createShownReporter(client, timers, options.isVisible);
  const alerts = createAlertMemory();
  const rules = (): TicketRules | null => rulesOf(mirror.getState(), store.getState().choices);
  const ticketOf = (order: Order): Ticket | null => {
    const now = rules();
    return now && toTicket(order, now);
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

  const offerUndo = ({ order, stations }: Ticket, lineIds: readonly string[]): void => {
    const until = brokerNow() + UNDO_MS;
    const added: Undo = { orderId: order.id, number: order.number, lineIds, stations, until };
    store.setState({ undos: withUndo(store.getState().undos, added) });
  };

  /** True for what has, or would have, a ticket here. */
  const concerns = (order: Order): boolean => ticketOf({ ...order, status: 'preparing' }) !== null;

  /** What was handed over cannot be called back: the command leaves when its time to undo it has passed. */
  const handOver = (order: Order): void => {
    const { leaving, undos } = store.getState();
    if (leaving.has(order.id)) return;
    const until = brokerNow() + UNDO_MS;
    const undo: Undo = {
      orderId: order.id,
      number: order.number,
      lineIds: null,
      stations: null,
      until,
    };
    store.setState({
      leaving: new Map([...leaving, [order.id, until]]),
      undos: withUndo(undos, undo),
    });
  };

  const keepHere = (order: Order): void => {
    const leaving = new Map(store.getState().leaving);
    leaving.delete(order.id);
    forgetUndo(order);
    store.setState({ leaving });
  };

  /** Hands over what has had its time, unless somebody else did or called it back. */
  const letGo = (now: number): void => {
    const { leaving } = store.getState();
    for (const [id, until] of leaving) {
      const order = mirror.getState().orders[id];
      const stands = order?.allowedActions.includes('complete') === true;
      if (stands && until > now) continue;
      const rest = new Map(store.getState().leaving);
      rest.delete(id);
      store.setState({ leaving: rest });
      if (order && stands) void command(order, 'order.complete', [{ orderId: id }]);
    }
  };

  /** Once an order is called back there is nothing left of its bump to undo. */
  const forgetUndo = (order: Order): void => {
    store.setState({ undos: withoutOrder(store.getState().undos, order.id) });
  };

  const bump = async (ticket: Ticket, lineIds: readonly string[]): Promise<void> => {
    const { order } = ticket;
    const [reply] = await command(
      order,
      'ticket.bump',
      [{ orderId: order.id, lineIds: [...lineIds], ...inTheNameOf(ticket) }],
      lineIds.map((lineId) => lineKey(order.id, lineId)),
    );
    if (!reply?.ok) return;
    const after = reply.data.order ?? mirror.getState().orders[order.id];
    const now = after && inQueue(after) ? ticketOf(after) : null;
    if (now === null || isDoneHere(now)) offerUndo(ticket, lineIds);
  };

  const confirm = (ticket: Ticket): void => {
    const { order, unconfirmed } = ticket;
    void command(order, 'ticket.confirm', [
      { orderId: order.id, lines: { ...unconfirmed }, ...inTheNameOf(ticket) },
    ]);
  };

  /** What was drawn is what is done: null when the order has moved on and the screen is about to say so. */
  const stepToSend = (ticket: Ticket): Step | null => {
    const drawn = nextStep(ticket);
    const known = mirror.getState().orders[ticket.order.id];
    if (!drawn || !known || known === ticket.order) return drawn;
    return stepStill(ticket, ticketOf(known));
  };

  const recall = (order: Order): void => {
    if (isWaiting(order.id) || !order.allowedActions.includes('recall')) return;
    forgetUndo(order);
    void command(order, 'order.recall', [{ orderId: order.id }]);
  };

  const recallLines = (
    order: Order,
    lineIds: readonly string[],
    stations: readonly string[] | null,
  ): void => {
    if (isWaiting(order.id) || lineIds.length === 0) return;
    forgetUndo(order);
    void command(
      order,
      'ticket.recall',
      [{ orderId: order.id, lineIds: [...lineIds], ...inTheNameOf({ stations }) }],
      lineIds.map((lineId) => lineKey(order.id, lineId)),
    );
  };

  const listen = (): void => {
    const { orders, shop, connection } = mirror.getState();
    if (!shop || connection.state !== 'live') return;
    const { now } = store.getState();
    for (const alert of alerts.hear({
      orders: Object.values(orders),
      ticketOf,
      isLate: (ticket) => ticketAge(ticket, shop, now) === 'late',
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
      const undos = withoutRecalled(store.getState().undos, before.orders, state.orders);
      store.setState({ undos: offeredUndos(undos, brokerNow(), state.orders) });
    }
    if (state.orders !== before.orders || state.connection !== before.connection) listen();
  };

  let cancelTick: () => void = () => undefined;
  const tick = (): void => {
    const now = brokerNow();
    letGo(now);
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
        case 'confirm':
          confirm(ticket);
          return;
        case 'start':
          void command(order, 'order.start', [{ orderId: order.id }]);
          return;
        case 'bump':
          void bump(ticket, step.lineIds);
          return;
        case 'fire':
          void command(order, 'order.fire', [{ orderId: order.id, course: step.course }]);
          return;
        case 'hand-over':
          handOver(order);
          return;
      }
    },
    toggleLine(ticket, { line, elsewhere, done, waits }) {
      const { order } = ticket;
      if (ticket.whole || elsewhere || waits || line.quantity === 0 || !inQueue(order)) return;
      if (isWaiting(lineKey(order.id, line.id))) return;
      if (done) recallLines(order, [line.id], ticket.stations);
      else void bump(ticket, [line.id]);
    },
    undo() {
      const [undo] = offeredUndos(store.getState().undos, brokerNow(), mirror.getState().orders);
      const order = undo && mirror.getState().orders[undo.orderId];
      if (!order) return;
      if (undo.lineIds === null) keepHere(order);
      else recallLines(order, undo.lineIds, undo.stations);
    },
    recall,
    recallHere(ticket) {
      const done = ticket.lines.filter((each) => !each.elsewhere && each.done);
      const ids = done.map(({ line }) => line.id);
      recallLines(ticket.order, ids, ticket.stations);
    },
    recallLast() {
      const last = readyOrders(mirror.getState().orders).find(concerns);
      if (last) recall(last);
    },
    rush(order) {
      if (isWaiting(order.id) || !order.allowedChanges.includes('rush')) return;
      void command(order, 'order.rush', [{ orderId: order.id, rush: !order.rush }]);
    },
    fire({ order, lines }) {
      const waiting = lines.filter(({ waits }) => waits).map(({ line }) => line.course);
      if (isWaiting(order.id) || waiting.length === 0) return;
      if (!order.allowedChanges.includes('fire')) return;
      void command(order, 'order.fire', [{ orderId: order.id, course: Math.min(...waiting) }]);
    },
    choose(change) {
      const choices = { ...store.getState().choices, ...change };
      store.setState({ choices });
      writeChoices(storage, choices);
      if (change.sound !== undefined) speaker.set(change.sound);
      if (change.volume !== undefined) speaker.setVolume(change.volume / 10);
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

/** In whose name a display acts: its stations', or everyone's. */
function inTheNameOf({ stations }: Pick<Ticket, 'stations'>): { readonly stations?: string[] } {
  return stations === null ? {} : { stations: [...stations] };
}

/** What the tickets of a display are made with; null before the shop and its menu are known. */
export function rulesOf(
  { shop, menu }: Pick<MirrorState, 'shop' | 'menu'>,
  { expediter, stations }: Pick<DeviceChoices, 'expediter' | 'stations'>,
): TicketRules | null {
  if (!shop || !menu) return null;
  return {
    view: { expediter, stations: knownStations(stations, menu) },
    known: new Set(menu.stations.map(({ id }) => id)),
    thresholds: shop.ageThresholds,
  };
}
