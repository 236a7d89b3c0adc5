import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Order } from '../../shared/order.ts';
import type { Client, MirrorState } from '../client/contract.ts';
import type { Clock, TextStorage, Timers } from '../client/ports.ts';
import type { Speaker } from '../sound/speaker.ts';
import { ticketAge } from './age.ts';
import { createAlertMemory } from './alerts.ts';
import { createBumps } from './bumps.ts';
import { createCommands, inTheNameOf } from './commands.ts';
import { readChoices, writeChoices, type DeviceChoices } from './device-choices.ts';
import { createHandOver } from './hand-over.ts';
import { DRAW_EVERY_MS, lineKey, type KitchenState } from './kitchen-state.ts';
import { createShownReporter, type ShownReporter } from './shown-reporter.ts';
import { createStrokes } from './strokes.ts';
import { createTapGuard, type TapGuard } from './tap-guard.ts';
import { createTicketBook } from './ticket-book.ts';
import { createRulesOf } from './ticket-rules.ts';
import { inQueue, nextCourse, stepStill, type Ticket, type TicketLine } from './tickets.ts';
import { offeredUndos, withoutRecalled } from './undo.ts';

/** The display's hands: everything a touch or a key may do. Nothing here changes an order; the broker does. */
export interface Kitchen {
  readonly store: StoreApi<KitchenState>;
  readonly shown: ShownReporter;
  /** What takes no press for a moment. */
  readonly guard: TapGuard;
  /** What the page waits with. */
  readonly timers: Timers;
  /** Does the ticket's next step as it was drawn; nothing when the order has moved on since. */
  advance(ticket: Ticket): void;
  /** True for the order of the last press here that may have made a card leave. */
  isOwnDeed(orderId: string): boolean;
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
  const brokerNow = (): number => clock() + mirror.getState().clockOffsetMs;
  const store = createStore<KitchenState>(() => ({
    now: brokerNow(),
    orders: mirror.getState().orders,
    choices: readChoices(storage),
    waiting: new Map(),
    undos: [],
    troubles: [],
    leaving: new Map(),
  }));
  const book = createTicketBook();
  const rulesOf = createRulesOf();
  const ticketOf = (order: Order): Ticket | null => {
    const rules = rulesOf(mirror.getState(), store.getState().choices);
    return rules && book.ticketOf(order, rules);
  };
  /** What the mirror knows of an order now: what was drawn may be a stroke behind it. */
  const orderNow = (id: string): Order | undefined => mirror.getState().orders[id];

  const guard = createTapGuard(timers);
  const shown = createShownReporter(client, timers, options.isVisible);
  const alerts = createAlertMemory();
  const commands = createCommands(client, store, brokerNow);
  const handOver = createHandOver(mirror, store, commands, brokerNow);
  const bumps = createBumps(mirror, store, commands, ticketOf, brokerNow);

  /** See `isOwnDeed`. */
  let lastDeed: string | null = null;

  const fire = (order: Order, course: number): void => {
    if (commands.isWaiting(order.id) || !order.allowedChanges.includes('fire')) return;
    void commands.send(order, 'order.fire', { orderId: order.id, course });
  };

  const listen = (): void => {
    const { orders, shop, menu, connection } = mirror.getState();
    if (!shop || !menu || connection.state !== 'live') return;
    const now = brokerNow();
    const isLate = (ticket: Ticket): boolean => ticketAge(ticket, shop, now) === 'late';
    for (const alert of alerts.hear({ orders: Object.values(orders), ticketOf, isLate })) {
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
      handOver.settle(brokerNow());
      const known = store.getState().undos;
      const left = withoutRecalled(known, before.orders, state.orders);
      const undos = offeredUndos(left, brokerNow(), state.orders);
      if (undos !== known) store.setState({ undos });
    }
    if (state.orders !== before.orders || state.connection !== before.connection) listen();
  };

  let cancelTick: () => void = () => undefined;
  const tick = (): void => {
    const now = brokerNow();
    handOver.settle(now);
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
    timers,
    advance(ticket) {
      const { order, stations, unconfirmed } = ticket;
      const { id: orderId } = order;
      const current = orderNow(orderId);
      const step = stepStill(ticket, current ? ticketOf(current) : null);
      if (!step || commands.isWaiting(orderId)) return;
      lastDeed = step.kind === 'start' || step.kind === 'fire' ? null : orderId;
      switch (step.kind) {
        case 'confirm': {
          const input = { orderId, lines: { ...unconfirmed }, ...inTheNameOf(stations) };
          void commands.send(order, 'ticket.confirm', input);
          return;
        }
        case 'start':
          void commands.send(
            order,
            'ticket.start',
            { orderId, lineIds: [...step.lineIds], ...inTheNameOf(stations) },
            step.lineIds,
          );
          return;
        case 'bump':
          void bumps.bump(ticket, step.lineIds);
          return;
        case 'fire':
          fire(order, step.course);
          return;
        case 'hand-over':
          handOver.begin(order);
          return;
      }
    },
    isOwnDeed: (orderId) => orderId === lastDeed,
    toggleLine(ticket, { line, elsewhere, done, waits }) {
      const { order, stations, whole } = ticket;
      const current = orderNow(order.id);
      if (!current || !inQueue(current) || commands.isWaiting(lineKey(order.id, line.id))) return;
      if (whole || elsewhere || waits || line.quantity === 0) return;
      lastDeed = done ? null : order.id;
      if (done) bumps.recall(order, [line.id], stations);
      else void bumps.bump(ticket, [line.id]);
    },
    undo() {
      const [undo] = offeredUndos(store.getState().undos, brokerNow(), mirror.getState().orders);
      const order = undo && orderNow(undo.orderId);
      if (!order) return;
      if (undo.lineIds === null) handOver.keep(order.id);
      else bumps.recall(order, undo.lineIds, undo.stations);
    },
    recall(order) {
      handOver.keep(order.id);
      bumps.recallReady(order);
    },
    recallHere: bumps.recallHere,
    recallLast() {
      const last = bumps.lastDone();
      if (!last) return;
      handOver.keep(last.order.id);
      bumps.recallHere(last);
    },
    rush(order) {
      if (commands.isWaiting(order.id) || !order.allowedChanges.includes('rush')) return;
      void commands.send(order, 'order.rush', { orderId: order.id, rush: !order.rush });
    },
    fire({ order, lines }) {
      const course = nextCourse(lines);
      if (course !== null) fire(order, course);
    },
    choose(change) {
      const choices = { ...store.getState().choices, ...change };
      store.setState({ choices });
      writeChoices(storage, choices);
      // What another choice of stations brings into view is no news.
      if (change.stations || change.expediter !== undefined) {
        alerts.reset();
        listen();
      }
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
