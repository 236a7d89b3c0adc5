import { expect, test } from 'vitest';
import { UNDO_MS } from '../../../src/renderer/kds/undo.ts';
import type { Kitchen } from '../../../src/renderer/kds/kitchen.ts';
import { setUp, settled, statesOf, types } from './hands.ts';
import { addedLine, at, cancelled, line, order, task, ticketOf } from './fixtures.ts';

const GRILL = { stations: new Set(['grelha']) };
const EXPEDITER = { expediter: true };

/** The numbers of the orders that can be undone, the last bump first. */
const offered = (kitchen: Kitchen): number[] =>
  kitchen.store.getState().undos.map(({ number }) => number);

const ready = (number: number, readyAt: string, station = 'grelha') =>
  order(number, {
    status: 'ready',
    readyAt,
    lines: [line({ station, status: 'ready', tasks: [task(station, { doneAt: readyAt })] })],
  });

test('[KDS7] a bump can be undone for five seconds', async () => {
  const one = order(1, { status: 'preparing' });
  const { client, time, kitchen } = setUp([one]);
  kitchen.advance(ticketOf(one));
  await settled();
  expect(client.get(one.id).status).toBe('ready');
  expect(offered(kitchen)).toEqual([1]);
  await time.pass(UNDO_MS - 1000);
  kitchen.undo();
  await settled();
  expect(client.get(one.id)).toMatchObject({ status: 'preparing', recalled: true });
  expect(offered(kitchen)).toEqual([]);
});

test('[KDS7] after five seconds the undo is gone, and with it once the order was handed over', async () => {
  const one = order(1, { status: 'preparing' });
  const { client, time, kitchen } = setUp([one]);
  kitchen.advance(ticketOf(one));
  await settled();
  await time.pass(UNDO_MS + 1000);
  expect(offered(kitchen)).toEqual([]);

  const two = order(2, { status: 'preparing' });
  client.put(two);
  kitchen.advance(ticketOf(two));
  await settled();
  client.put({ ...client.get(two.id), status: 'completed' });
  expect(offered(kitchen)).toEqual([]);
});

test('[KDS7] each bump can be undone for its own five seconds, the last one first', async () => {
  const [one, two, three] = [1, 2, 3].map((n) => order(n, { status: 'preparing' }));
  if (!one || !two || !three) throw new Error('no orders');
  const { client, time, kitchen } = setUp([one, two, three]);
  for (const each of [one, two, three]) {
    kitchen.advance(ticketOf(each));
    await settled();
    await time.pass(2000);
  }
  expect(offered(kitchen)).toEqual([3, 2]);
  kitchen.undo();
  kitchen.undo();
  await settled();
  expect([one, two, three].map(({ id }) => client.get(id).status)).toEqual([
    'ready',
    'preparing',
    'preparing',
  ]);
  expect(offered(kitchen)).toEqual([]);
});

test('[KDS7] the bump of a line is undone like that of a ticket: those lines, and no others', async () => {
  const one = order(1, { status: 'preparing', lines: [line(), line(), line()] });
  const { client, kitchen } = setUp([one]);
  const touch = async (nth: number): Promise<void> => {
    const ticket = ticketOf(client.get(one.id));
    const found = ticket.lines[nth];
    if (found) kitchen.toggleLine(ticket, found);
    await settled();
  };
  await touch(0);
  await touch(1);
  kitchen.advance(ticketOf(client.get(one.id)));
  await settled();
  expect(offered(kitchen)).toEqual([1, 1, 1]);
  const states: string[][] = [];
  for (let n = 0; n < 3; n += 1) {
    kitchen.undo();
    await settled();
    states.push(statesOf(client.get(one.id)));
  }
  expect(states).toEqual([
    ['ready', 'ready', 'preparing'],
    ['ready', 'preparing', 'preparing'],
    ['preparing', 'preparing', 'preparing'],
  ]);
});

test('[KDS7] a line that a touch has brought back is nothing to undo any more', async () => {
  const one = order(1, { status: 'preparing', lines: [line(), line()] });
  const { client, kitchen } = setUp([one]);
  for (const left of [[1], []]) {
    const ticket = ticketOf(client.get(one.id));
    const [first] = ticket.lines;
    if (first) kitchen.toggleLine(ticket, first);
    await settled();
    expect(offered(kitchen)).toEqual(left);
  }
});

test('[KDS7] a bump that another screen has called back is not in the way of the one before', async () => {
  const [one, two] = [order(1, { status: 'preparing' }), order(2, { status: 'preparing' })];
  const { client, kitchen } = setUp([one, two]);
  for (const each of [one, two]) {
    kitchen.advance(ticketOf(each));
    await settled();
  }
  client.put({ ...two, recalled: true });
  expect(offered(kitchen)).toEqual([1]);
  kitchen.undo();
  await settled();
  expect(client.get(one.id).status).toBe('preparing');
});

test('[KDS7] an undo is offered although the answer to the bump comes before its event', async () => {
  const one = order(1, { lines: [line(), line()] });
  const { client, time, kitchen } = setUp([one]);
  client.deafen(true);
  const ticket = ticketOf(one);
  const [first] = ticket.lines;
  if (first) kitchen.toggleLine(ticket, first);
  await settled();
  await time.pass(1000);
  // An event of another order comes in between.
  const other = order(2);
  client.set({ orders: { [one.id]: one, [other.id]: other } });
  expect(offered(kitchen)).toEqual([1]);
  client.deafen(false);
  expect(offered(kitchen)).toEqual([1]);
});

test('[KDS7] a station calls back what it made of a ready order, and others keep what they have done', async () => {
  const [mine, theirs] = [ready(1, at(-9000)).lines, ready(1, at(-9000), 'bar').lines];
  const one = order(1, { status: 'ready', readyAt: at(-9000), lines: [...mine, ...theirs] });
  const { client, kitchen } = setUp([one], {}, { stations: ['grelha'] });
  kitchen.recall(one);
  await settled();
  expect(statesOf(client.get(one.id))).toEqual(['preparing', 'ready']);
  expect(client.get(one.id)).toMatchObject({ status: 'preparing', recalled: true, readyAt: null });
  expect(ticketOf(client.get(one.id), GRILL).clockAt).toBe(ticketOf(order(1)).clockAt);
});

test('[KDS7] one key calls back what left this display last, ready or still cooked elsewhere', async () => {
  const done = line({ status: 'ready', tasks: [task('grelha', { doneAt: at(-1000) })] });
  const waits = order(4, { status: 'preparing', lines: [done, line({ station: 'bar' })] });
  const { client, kitchen } = setUp(
    [ready(1, at(-9000)), ready(2, at(-3000)), ready(3, at(-500), 'bar'), waits],
    {},
    { stations: ['grelha'] },
  );
  for (const id of [waits.id, order(2).id, order(1).id]) {
    kitchen.recallLast();
    await settled();
    expect(client.sent.at(-1)).toMatchObject({ type: 'ticket.recall', data: { orderId: id } });
  }
  kitchen.recallLast();
  await settled();
  expect(client.sent).toHaveLength(3);
});

test('[KDS19] a hand-over leaves five seconds later, and is undone by staying', async () => {
  const one = ready(1, at(-1000));
  const { client, time, kitchen } = setUp([one], {}, { expediter: true });
  kitchen.advance(ticketOf(one, EXPEDITER));
  kitchen.advance(ticketOf(one, EXPEDITER));
  await time.pass(UNDO_MS - 1000);
  expect([types(client), offered(kitchen)]).toEqual([[], [1]]);
  kitchen.undo();
  await time.pass(UNDO_MS);
  expect([types(client), kitchen.store.getState().leaving.size]).toEqual([[], 0]);

  kitchen.advance(ticketOf(one, EXPEDITER));
  await time.pass(UNDO_MS + 1000);
  expect(client.sent).toEqual([
    { type: 'order.complete', data: { orderId: one.id, readiness: 1 } },
  ]);
  expect(client.get(one.id).status).toBe('completed');
  expect(offered(kitchen)).toEqual([]);
});

test('[KDS19] an order that leaves the pass is called back by its key as well', async () => {
  const one = ready(1, at(-1000));
  const { client, time, kitchen } = setUp([one], {}, { expediter: true });
  kitchen.advance(ticketOf(one, EXPEDITER));
  // However long the answer takes, it does not leave meanwhile.
  client.hold(true);
  kitchen.recallLast();
  await time.pass(UNDO_MS + 1000);
  expect(types(client)).toEqual(['ticket.recall']);
  await client.answer();
  await settled();
  expect(client.get(one.id).status).toBe('preparing');
});

test('[KDS24] what somebody else served, changed or cancelled meanwhile does not leave a second time', async () => {
  const one = ready(1, at(-1000));
  const elsewhere = [
    { ...one, status: 'completed' as const, allowedActions: [] },
    cancelled(one),
    // Called back and made anew: it is another dish that stands there.
    { ...one, readiness: 2 },
    {
      ...one,
      status: 'preparing' as const,
      lines: [...one.lines, addedLine()],
      allowedActions: [],
    },
  ];
  for (const now of elsewhere) {
    const { client, time, kitchen } = setUp([one], {}, { expediter: true });
    kitchen.advance(ticketOf(one, EXPEDITER));
    client.put(now);
    const { leaving, undos } = kitchen.store.getState();
    expect([leaving.size, undos.length]).toEqual([0, 0]);
    await time.pass(UNDO_MS + 1000);
    expect(types(client)).toEqual([]);
  }
});

test('[KDS24] one that was handed over on two displays is no trouble: the slower one is told gently', async () => {
  const one = ready(1, at(-1000));
  const { client, time, kitchen } = setUp([one], {}, { expediter: true });
  kitchen.advance(ticketOf(one, EXPEDITER));
  client.hold(true);
  await time.pass(UNDO_MS + 1000);
  client.put({ ...one, status: 'completed', allowedActions: [] });
  client.hold(false);
  await client.answer();
  await settled();
  expect(kitchen.store.getState().troubles.map(({ already }) => already)).toEqual(['complete']);
});
