import { expect, test } from 'vitest';
import { SETTLE_MS } from '../../../src/renderer/kds/tap-guard.ts';
import {
  nextStep,
  toTicket,
  type Ticket,
  type TicketLine,
} from '../../../src/renderer/kds/tickets.ts';
import { setUp, settled, statesOf, types } from './hands.ts';
import {
  addedLine,
  at,
  cancelled,
  confirmed,
  line,
  order,
  rulesFor,
  sentLine,
  sharedLine,
  takenOff,
  task,
  ticketOf,
  waitingLine,
} from './fixtures.ts';

const GRILL = { stations: new Set(['grelha']) };

/** A line of a ticket by its place among those that were ordered. */
function lineOf(ticket: Ticket, nth: number): TicketLine {
  const id = ticket.order.lines[nth]?.id;
  const found = ticket.lines.find(({ line: { id: each } }) => each === id);
  if (!found) throw new Error('no such line');
  return found;
}

test('[KDS5] while a command is on its way the card waits, and a second touch sends nothing', async () => {
  const one = order(1);
  const { client, kitchen } = setUp([one]);
  client.hold(true);
  kitchen.advance(ticketOf(one));
  kitchen.advance(ticketOf(one));
  expect(types(client)).toEqual(['ticket.start']);
  expect(kitchen.store.getState().waiting.has(one.id)).toBe(true);
  await client.answer();
  await settled();
  expect(kitchen.store.getState().waiting.size).toBe(0);
  expect(client.get(one.id).status).toBe('preparing');
});

test('[KDS5] a refusal is kept to be shown, and nothing changes', async () => {
  const one = order(1);
  const { client, time, kitchen } = setUp([one]);
  client.refuseWith({ code: 'forbidden', detail: '', data: {} });
  kitchen.advance(ticketOf(one));
  await settled();
  const { troubles, undos } = kitchen.store.getState();
  expect(troubles.map(({ refusal }) => refusal.code)).toEqual(['forbidden']);
  expect(undos).toEqual([]);
  expect(client.get(one.id)).toBe(one);
  await time.pass(15_000);
  expect(kitchen.store.getState().troubles).toEqual([]);
});

test('[KDS5] a card that has just slid, or means something else now, takes no press', async () => {
  const { time, kitchen } = setUp([]);
  const { guard } = kitchen;
  const place = (
    ...cards: [id: string, step: 'start' | 'bump' | 'confirm', told?: number][]
  ): void => guard.laidOut(cards.map(([id, step, told = 1]) => ({ id, number: 1, step, told })));
  const pressable = (): string =>
    ['a', 'b', 'c', 'd', 'e'].filter((id) => guard.mayPress(id)).join('');
  place(['a', 'start'], ['b', 'start'], ['c', 'bump']);
  expect(pressable()).toBe('abcde');
  place(['b', 'start'], ['c', 'bump'], ['d', 'start']);
  expect(pressable()).toBe('ae');
  await time.pass(SETTLE_MS);
  expect(pressable()).toBe('abcde');
  // A new one at the end has slid under nobody's finger; one whose step changed has stayed where it was.
  place(['b', 'bump'], ['c', 'confirm'], ['d', 'start'], ['e', 'start']);
  expect(pressable()).toBe('ade');
  await time.pass(SETTLE_MS - 1);
  expect(pressable()).toBe('ade');
  place(['b', 'confirm'], ['c', 'confirm'], ['d', 'start'], ['e', 'start']);
  await time.pass(1);
  expect(pressable()).toBe('acde');
  await time.pass(SETTLE_MS);
  expect(pressable()).toBe('abcde');
  // The same step for other lines is another step.
  place(['b', 'confirm'], ['c', 'confirm'], ['d', 'start', 2], ['e', 'start']);
  expect(pressable()).toBe('abce');
});

test('[KDS11] the key of a card means what stands there now, unless that has changed', async () => {
  const { time, kitchen } = setUp([]);
  const { guard } = kitchen;
  const place = (...cards: [id: string, told: number][]): void =>
    guard.laidOut(cards.map(([id, told], nth) => ({ id, number: nth, step: 'bump', told })));
  place(['a', 1], ['b', 1], ['c', 1]);
  place(['b', 1], ['c', 2]);
  expect([guard.mayPress('b'), guard.refused.getState()]).toEqual([
    false,
    { id: 'b', number: 0, nth: 1 },
  ]);
  for (const id of ['b', 'c']) guard.mean(id);
  expect([guard.mayPress('b'), guard.mayPress('c')]).toEqual([true, false]);
  // To slide on top of it does not make it another change.
  place(['c', 2]);
  guard.mean('c');
  expect(guard.mayPress('c')).toBe(false);
  await time.pass(SETTLE_MS);
  expect(guard.mayPress('c')).toBe(true);
});

test('[KDS5] what was drawn is bumped and nothing else: nobody has cooked the line that was added meanwhile', async () => {
  const sent = sentLine(1, { status: 'preparing' });
  const one = order(1, { status: 'preparing', lines: [sent] });
  const { client, kitchen } = setUp([one]);
  // Known to the mirror already, but not drawn yet; or on its way, while the bump is.
  for (const crossing of ['before', 'after']) {
    const more = { ...one, lines: [sent, addedLine()] };
    if (crossing === 'before') client.put(more);
    client.hold(true);
    kitchen.advance(ticketOf(one));
    if (crossing === 'after') client.put(more);
    client.hold(false);
    await client.answer();
    await settled();
    expect(statesOf(client.get(one.id))).toEqual(['ready', 'pending']);
    client.put(one);
  }
});

test('[KDS5] an order that moved on before the screen did is left alone', async () => {
  const one = order(1);
  const { client, kitchen } = setUp([one]);
  client.put(order(1, { status: 'preparing' }));
  kitchen.advance(ticketOf(one));
  await settled();
  expect(client.sent).toEqual([]);
  expect(kitchen.store.getState().troubles).toEqual([]);
});

test('[KDS5] two displays that begin the same order nearly together: the slower one is told gently', async () => {
  const one = order(1);
  const { client, kitchen } = setUp([one]);
  client.hold(true);
  kitchen.advance(ticketOf(one));
  client.put(order(1, { status: 'preparing', version: 2 }));
  client.hold(false);
  await client.answer();
  await settled();
  expect(kitchen.store.getState().troubles).toEqual([]);
  expect(client.get(one.id).version).toBe(2);
});

test('[KDS5] a station begins with its own lines, and another station’s are still to be begun there', async () => {
  const [mine, theirs, later] = [line(), line({ station: 'bar' }), waitingLine(2)];
  const one = order(1, { lines: [mine, theirs, later] });
  const { client, kitchen } = setUp([one], {}, { stations: ['grelha'] });
  kitchen.advance(ticketOf(one, GRILL));
  await settled();
  expect(client.sent).toEqual([
    {
      type: 'ticket.start',
      data: { orderId: one.id, lineIds: [mine.id], stations: ['grelha'] },
    },
  ]);
  const begun = client.get(one.id);
  expect(statesOf(begun)).toEqual(['preparing', 'pending', 'pending']);
  expect(nextStep(ticketOf(begun, GRILL))).toEqual({ kind: 'bump', lineIds: [mine.id] });
  const bar = ticketOf(begun, { stations: new Set(['bar']) });
  expect(nextStep(bar)).toEqual({ kind: 'start', lineIds: [theirs.id] });
});

test('[KDS5] what was called back since a card was drawn is not bumped by a press on that card', async () => {
  const one = order(1, { status: 'preparing' });
  const { client, kitchen } = setUp([one]);
  client.hold(true);
  kitchen.advance(ticketOf(one));
  // Made, and called back, while the press was on its way.
  const back = order(1, { status: 'preparing', readiness: 1, recalled: true, recalls: 1 });
  client.put(back);
  client.hold(false);
  await client.answer();
  await settled();
  expect(client.get(one.id)).toBe(back);
  expect(kitchen.store.getState()).toMatchObject({ undos: [], troubles: [] });
  kitchen.advance(ticketOf(back));
  await settled();
  expect(client.get(one.id).status).toBe('ready');
});

test('[KDS5] a touched line is bumped, a touched bumped one is called back', async () => {
  const one = order(1, { status: 'preparing', lines: [line(), line()] });
  const { client, kitchen } = setUp([one]);
  const touch = async (): Promise<string[]> => {
    const ticket = ticketOf(client.get(one.id));
    kitchen.toggleLine(ticket, lineOf(ticket, 0));
    await settled();
    return statesOf(client.get(one.id));
  };
  expect(await touch()).toEqual(['ready', 'preparing']);
  expect(await touch()).toEqual(['preparing', 'preparing']);
});

test('[KDS6] a station bumps its own lines and can take all of them back', async () => {
  const lines = [line(), line(), line({ station: 'bar' })];
  const one = order(1, { status: 'preparing', lines });
  const { client, kitchen } = setUp([one], {}, { stations: ['grelha'] });
  kitchen.advance(ticketOf(one, GRILL));
  await settled();
  expect(client.sent).toEqual([
    {
      type: 'ticket.bump',
      data: {
        orderId: one.id,
        lineIds: [lines[0]?.id, lines[1]?.id],
        recalls: 0,
        stations: ['grelha'],
      },
    },
  ]);
  expect(statesOf(client.get(one.id))).toEqual(['ready', 'ready', 'preparing']);
  kitchen.recallHere(ticketOf(client.get(one.id), GRILL));
  await settled();
  const back = client.get(one.id);
  expect(statesOf(back)).toEqual(['preparing', 'preparing', 'preparing']);
  // It says so there, and at no other station.
  expect(ticketOf(back, GRILL).recalled).toBe(true);
  expect(ticketOf(back, { stations: new Set(['bar']) }).recalled).toBe(false);
});

test('[KDS6] who comes last makes the order ready, and what was called back elsewhere meanwhile stays open', async () => {
  const theirs = line({ status: 'ready', station: 'bar' });
  const mine = line({ status: 'preparing' });
  const one = order(1, { status: 'preparing', lines: [mine, theirs] });
  const { client, kitchen } = setUp([one], {}, { stations: ['grelha'] });
  kitchen.advance(ticketOf(one, GRILL));
  await settled();
  expect(client.get(one.id).status).toBe('ready');

  client.put(one);
  client.hold(true);
  kitchen.advance(ticketOf(one, GRILL));
  const back = { ...theirs, status: 'preparing' as const, tasks: [task('bar')] };
  client.put({ ...one, lines: [...one.lines.slice(0, 1), back] });
  client.hold(false);
  await client.answer();
  await settled();
  expect(client.get(one.id).status).toBe('preparing');
});

test('[KDS12] what another purpose of the display brings into view is no news', async () => {
  const ready = order(2, { status: 'ready', readyAt: at(-1000) });
  // Late, of which the cooks of another station were never told.
  const theirs = order(10, { lines: [line({ station: 'bar' })] });
  const { kitchen, time, played } = setUp([ready, theirs], {}, { stations: ['grelha'] });
  for (const choice of [{ expediter: true }, { expediter: false }, { stations: [] }]) {
    kitchen.choose(choice);
    await time.pass(1000);
  }
  expect(played).toEqual([]);
});

test('[KDS17] what was taken off can be neither bumped nor brought back', async () => {
  const gone = takenOff(sentLine(1, { status: 'preparing' }));
  const one = order(1, { status: 'preparing', lines: [gone, sentLine(1)] });
  const { client, kitchen } = setUp([one]);
  const ticket = ticketOf(one);
  kitchen.toggleLine(ticket, lineOf(ticket, 0));
  kitchen.recallHere(ticket);
  await settled();
  expect(client.sent).toEqual([]);
});

test('[KDS18] a station strikes its part of a line that it shares, and the line stays open elsewhere', async () => {
  const pizza = sharedLine(['forno', 'grelha']);
  const one = order(1, { status: 'preparing', lines: [pizza] });
  const { client, kitchen } = setUp([one], {}, { stations: ['grelha'] });
  kitchen.advance(ticketOf(one, GRILL));
  await settled();
  const after = client.get(one.id);
  expect(after.lines[0]?.tasks.map(({ doneAt }) => doneAt !== null)).toEqual([false, true]);
  expect(after.status).toBe('preparing');
});

test('[KDS19] a display of whole orders strikes no line', async () => {
  const one = order(1, { status: 'preparing' });
  const { client, kitchen } = setUp([one], {}, { expediter: true });
  const ticket = ticketOf(one, { expediter: true });
  kitchen.toggleLine(ticket, lineOf(ticket, 0));
  kitchen.advance(ticket);
  await settled();
  expect(client.sent).toEqual([]);
});

test('[KDS20] an order is rushed, and put back in its place by the same touch', async () => {
  const one = order(1);
  const { client, kitchen } = setUp([one]);
  for (const rush of [true, false]) {
    kitchen.rush(client.get(one.id));
    await settled();
    expect(client.get(one.id).rush).toBe(rush);
  }
  kitchen.rush(order(1, { status: 'ready' }));
  await settled();
  expect(client.sent).toHaveLength(2);
});

test('[KDS21] the next course is fired by its step, or before that by hand; each with one touch', async () => {
  const lines = [line(), waitingLine(2), waitingLine(3), waitingLine(3, { station: 'bar' })];
  const one = order(1, { status: 'preparing', lines });
  const { client, kitchen } = setUp([one], {}, { stations: ['grelha'] });
  const waits = (): boolean[] => client.get(one.id).lines.map(({ firedAt }) => firedAt === null);
  kitchen.fire(ticketOf(one, GRILL));
  kitchen.fire(ticketOf(one, GRILL));
  await settled();
  expect(waits()).toEqual([false, false, true, true]);
  for (const kind of ['ticket.bump', 'order.fire']) {
    kitchen.advance(ticketOf(client.get(one.id), GRILL));
    await settled();
    expect(types(client).at(-1)).toBe(kind);
  }
  expect(waits()).toEqual([false, false, false, false]);
  // What waits is not bumped by a touch.
  client.put(one);
  const ticket = ticketOf(one, GRILL);
  kitchen.toggleLine(ticket, lineOf(ticket, 1));
  await settled();
  expect(types(client)).toEqual(['order.fire', 'ticket.bump', 'order.fire']);
});

test('[KDS22] a cook confirms what he had before him: what came after that still waits for him', async () => {
  const [stays, gone] = [sentLine(5, { quantity: 3 }), takenOff(sentLine(5))];
  const one = order(5, { status: 'preparing', lines: [stays, gone] });
  const { client, kitchen } = setUp([one]);
  const drawn = ticketOf(one);
  client.put({ ...one, lines: [takenOff(stays, 1), gone] });
  kitchen.advance(drawn);
  await settled();
  expect(client.sent).toEqual([
    { type: 'ticket.confirm', data: { orderId: one.id, lines: { [gone.id]: 2 } } },
  ]);
  expect(ticketOf(client.get(one.id)).unconfirmed).toEqual({ [stays.id]: 2 });
});

test('[KDS22] a line that is taken off when the others are done makes the order ready; it is confirmed all the same', async () => {
  const gone = takenOff(sentLine(5));
  const one = order(5, { status: 'ready', lines: [line({ status: 'ready' }), gone] });
  const { client, kitchen } = setUp([one]);
  kitchen.advance(ticketOf(one));
  await settled();
  expect(client.get(one.id).lines[1]).toEqual(confirmed(gone));
  expect(toTicket(client.get(one.id), rulesFor())).toBeNull();
});

test('[KDS4] a cancelled ticket is confirmed with the broker, so that it is gone from every display of the station', async () => {
  const lines = [sentLine(1), sentLine(1, { station: 'bar' })];
  const gone = cancelled(order(1, { lines }));
  const { client, kitchen } = setUp([gone], {}, { stations: ['grelha'] });
  kitchen.advance(ticketOf(gone, GRILL));
  await settled();
  expect(client.sent).toEqual([
    {
      type: 'ticket.confirm',
      data: { orderId: gone.id, lines: { [lines[0]?.id ?? '']: 2 }, stations: ['grelha'] },
    },
  ]);
  const after = client.get(gone.id);
  expect(toTicket(after, rulesFor(GRILL))).toBeNull();
  expect(toTicket(after, rulesFor({ stations: new Set(['bar']) }))?.notice).toBe('cancelled');
});

test('[KDS4] a cancelled ticket can be neither begun nor bumped, also when the screen is behind', async () => {
  for (const status of ['pending', 'preparing'] as const) {
    const one = order(1, { status, lines: [sentLine(1)] });
    const { client, kitchen } = setUp([one]);
    client.put(cancelled(one));
    kitchen.advance(ticketOf(one));
    kitchen.toggleLine(ticketOf(one), lineOf(ticketOf(one), 0));
    await settled();
    expect(client.sent).toEqual([]);
  }
});

test('[KDS12] sounds follow events: a new order, a late one, a cancelled one, each once', async () => {
  const one = order(1, { placedAt: at(-478_000) });
  const { client, time, played } = setUp([one]);
  await time.pass(1000);
  expect(played).toEqual([]);
  await time.pass(2000);
  expect(played).toEqual(['late']);
  client.put(order(2));
  expect(played).toEqual(['late', 'new']);
  client.put(cancelled(one));
  expect(played).toEqual(['late', 'new', 'changed']);
  await time.pass(5000);
  expect(played).toHaveLength(3);
});

test('[KDS12] what came while the display was out of contact sounds when it is back; what it knew does not', async () => {
  const one = order(1);
  const { client, time, played } = setUp([one]);
  await time.pass(1000);
  client.set({ connection: { state: 'lost', since: 0 } });
  client.put(order(2));
  await time.pass(3000);
  expect(played).toEqual([]);
  client.set({ connection: { state: 'live' } });
  await time.pass(3000);
  expect(played).toEqual(['new']);
  client.set({ connection: { state: 'lost', since: 0 } });
  client.set({ connection: { state: 'live' } });
  await time.pass(3000);
  expect(played).toHaveLength(1);
});

test('[KDS12] choosing other stations makes no sound, however late what comes into view is', async () => {
  const late = order(30, { lines: [line({ station: 'bar' })] });
  const { time, played, kitchen } = setUp([late], {}, { stations: ['grelha'] });
  await time.pass(2000);
  kitchen.choose({ stations: ['bar'] });
  await time.pass(2000);
  expect(played).toEqual([]);
});

test('[KDS16] a lone event is drawn at once, a rush of them at most ten times a second', async () => {
  const { client, time, kitchen } = setUp([]);
  await time.pass(1000);
  let drawn = 0;
  kitchen.store.subscribe((state, before) => {
    if (state.orders !== before.orders) drawn += 1;
  });
  client.put(order(1));
  expect(drawn).toBe(1);
  for (let n = 2; n <= 50; n += 1) {
    client.put(order(n));
    await time.pass(10);
  }
  await time.pass(100);
  expect(drawn).toBeLessThanOrEqual(7);
  expect(Object.keys(kitchen.store.getState().orders)).toHaveLength(50);
});
