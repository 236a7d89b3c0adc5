import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTicketBook, type Queue } from '../../../src/renderer/kds/ticket-book.ts';
import type { Ticket } from '../../../src/renderer/kds/tickets.ts';
import type { Order } from '../../../src/shared/order.ts';
import { fakeBroker, type FakeBroker } from './fake-client.ts';
import { cancelled, line, order, rulesFor, sharedLine, task, waitingLine } from './fixtures.ts';
import { setUp, settled } from './hands.ts';

/** A display of some stations (none: of all) among others at one broker. */
function display(broker: FakeBroker, orders: readonly Order[], stations: readonly string[]) {
  const opened = setUp({ broker, orders }, {}, { stations: [...stations] });
  const book = createTicketBook();
  const rules = rulesFor({ stations: new Set(stations) });
  return {
    ...opened,
    /** What stands on it. */
    shows: (): Queue => book.queue(Object.values(opened.kitchen.store.getState().orders), rules),
  };
}

type Display = ReturnType<typeof display>;

/** Lets everything that is under way arrive everywhere, until nobody says anything any more. */
async function quiet(displays: readonly Display[]): Promise<void> {
  for (const { client } of displays) {
    client.set({ connection: { state: 'live' } });
    client.hold(false);
    client.deafen(false);
  }
  for (let round = 0; round < 3; round += 1) {
    for (const { client, time } of displays) {
      await client.answer();
      await settled();
      await time.pass(200);
    }
  }
}

const seen = { shownAt: '2026-01-09T11:59:00.000Z' };

/** Three orders as a kitchen has them: shared lines, two courses, several stations; all of it was in view. */
function someOrders(): Order[] {
  const ledger = (each: Order): Order => ({
    ...each,
    lines: each.lines.map((one) => ({
      ...one,
      ledger: [{ at: each.sentAt ?? '', sent: one.quantity }],
      tasks: one.tasks.map((its) => ({ ...its, ...seen, confirmed: 1 })),
    })),
  });
  return [
    order(1, { lines: [line(), line(), line({ station: 'bar' })] }),
    order(2, { lines: [sharedLine(['forno', 'grelha']), waitingLine(2)] }),
    order(3, { status: 'preparing', lines: [line({ quantity: 3 })] }),
  ].map(ledger);
}

/** Counts how often each task of a broker became done, less how often it was called back: 0 or 1 at any time. */
function watch(broker: FakeBroker, orders: readonly Order[]) {
  const known = new Map(orders.map((each) => [each.id, each]));
  const twice: string[] = [];
  broker.subscribe((now) => {
    const before = known.get(now.id);
    for (const [nth, { id, tasks }] of now.lines.entries()) {
      const was = before?.lines[nth]?.tasks;
      for (const [each, { doneAt }] of tasks.entries()) {
        const earlier = was?.[each]?.doneAt ?? null;
        if (earlier !== null && doneAt !== null && earlier !== doneAt) twice.push(id);
      }
    }
    known.set(now.id, now);
  });
  return twice;
}

const doings = [
  'advance',
  'touch',
  'undo',
  'recall-here',
  'recall-last',
  'rush',
  'fire',
  'decide',
  'hear',
  'lose',
  'find',
] as const;

const ofCounter = ['add', 'take-off', 'cancel', 'complete'] as const;

const stepArb = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(fc.nat(2), fc.constantFrom(...doings), fc.nat(5)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant(9), fc.constantFrom(...ofCounter), fc.nat(2)) },
);

/** What somebody at a display does, by the `nth` of what stands there. */
async function act(
  { client, kitchen, time, shows }: Display,
  what: (typeof doings)[number] | (typeof ofCounter)[number],
  nth: number,
): Promise<void> {
  const { tickets, doneHere } = shows();
  const pick = (from: readonly Ticket[]): Ticket | undefined => from[nth % (from.length || 1)];
  const ticket = pick(tickets);
  const found = ticket?.lines[nth % (ticket.lines.length || 1)];
  const done = pick(doneHere);
  if (what === 'advance' && ticket) kitchen.advance(ticket);
  if (what === 'touch' && ticket && found) kitchen.toggleLine(ticket, found);
  if (what === 'undo') kitchen.undo();
  if (what === 'recall-here' && done) kitchen.recallHere(done);
  if (what === 'recall-last') kitchen.recallLast();
  if (what === 'rush' && ticket) kitchen.rush(ticket.order);
  if (what === 'fire' && ticket) kitchen.fire(ticket);
  if (what === 'decide') await client.answer(1);
  if (what === 'hear') {
    client.deafen(false);
    client.deafen(true);
    await time.pass(100);
  }
  if (what === 'lose') {
    client.set({ connection: { state: 'lost', since: 0 } });
    client.deafen(true);
  }
  if (what === 'find') {
    client.deafen(false);
    client.set({ connection: { state: 'live' } });
  }
  await settled();
}

/** What a counter does meanwhile, to one of the orders. */
function change(broker: FakeBroker, { id }: Order, what: string): void {
  const now = broker.get(id);
  const units = now.lines.find(({ quantity }) => quantity > 0);
  const isOpen = now.allowedActions.includes('cancel');
  if (what === 'add' && isOpen) {
    const added = line({
      ledger: [{ at: '2026-01-09T12:30:00.000Z', sent: 1 }],
      tasks: [task('grelha', { ...seen, confirmed: 0 })],
    });
    broker.put({
      ...now,
      status: now.status === 'ready' ? 'preparing' : now.status,
      lines: [...now.lines, added],
      allowedActions: now.status === 'ready' ? ['ready', 'cancel'] : now.allowedActions,
    });
  }
  if (what === 'take-off' && units && isOpen) {
    const takeOff = [{ lineId: units.id, quantity: 1, reasonId: 'mistyped' }];
    broker.decide({ type: 'order.change', data: { orderId: id, takeOff } });
  }
  if (what === 'cancel' && isOpen) broker.put(cancelled(now));
  if (what === 'complete') broker.decide({ type: 'order.complete', data: { orderId: id } });
}

test('[KDS23] whatever several cooks do at once, and however it crosses, all displays end up the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(stepArb, { minLength: 10, maxLength: 60 }), async (steps) => {
      const orders = someOrders();
      const broker = fakeBroker(orders);
      const twice = watch(broker, orders);
      const displays = [['grelha'], ['grelha'], []].map((its) => display(broker, orders, its));
      for (const { client } of displays) {
        client.hold(true);
        client.deafen(true);
      }
      for (const [who, what, nth] of steps) {
        const its = displays[who];
        const of = orders[nth % orders.length];
        if (its) await act(its, what, nth);
        else if (of) change(broker, of, what);
      }
      await quiet(displays);
      const [a, b] = displays;
      expect(a?.shows()).toEqual(b?.shows());
      for (const { kitchen } of displays) {
        const { orders: drawn, waiting } = kitchen.store.getState();
        expect(drawn).toEqual(Object.fromEntries(orders.map(({ id }) => [id, broker.get(id)])));
        expect(waiting.size).toBe(0);
      }
      expect(twice).toEqual([]);
      for (const { kitchen } of displays) kitchen.stop();
    }),
    { numRuns: 150 },
  );
});

test('[KDS23] two cooks who bump the same line make one bump, and neither is told that anything is wrong', async () => {
  const one = order(1, { status: 'preparing', lines: [line(), line({ station: 'bar' })] });
  for (const stations of [['grelha'], []]) {
    const broker = fakeBroker([one]);
    let changes = 0;
    broker.subscribe(() => (changes += 1));
    const displays = [1, 2].map(() => display(broker, [one], stations));
    for (const { client, kitchen, shows } of displays) {
      client.hold(true);
      const [ticket] = shows().tickets;
      if (ticket) kitchen.advance(ticket);
    }
    await quiet(displays);
    expect(changes).toBe(1);
    for (const { client, kitchen, shows } of displays) {
      expect(client.sent).toHaveLength(1);
      expect(kitchen.store.getState().troubles).toEqual([]);
      expect(shows().tickets).toEqual([]);
    }
  }
});

test('[KDS24] after an outage a display shows what the broker has, as one that is opened only now', async () => {
  const orders = someOrders();
  const broker = fakeBroker(orders);
  const [away, there] = [display(broker, orders, []), display(broker, orders, [])];
  await act(away, 'lose', 0);
  for (const nth of [0, 1, 2]) await act(there, 'advance', nth);
  await act(there, 'touch', 0);
  change(broker, order(3), 'cancel');
  change(broker, order(1), 'add');
  await there.time.pass(200);
  expect(away.shows()).not.toEqual(there.shows());
  // It presses what it still has drawn: what has moved on is left alone, and nothing of it is lost.
  await act(away, 'advance', 0);
  await quiet([away, there]);
  const opened = away.open();
  expect(away.shows()).toEqual(there.shows());
  expect(opened.store.getState().orders).toEqual(there.kitchen.store.getState().orders);
});
