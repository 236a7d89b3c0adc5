import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Caller } from '../../src/main/core/broker/ports.ts';
import { openReadable } from '../../src/main/core/db/open.ts';
import { describeVerdict, verify } from '../../src/main/core/verify/verify.ts';
import type { Order } from '../../src/shared/order.ts';
import { COUNTER, PROGRAM, startBroker, type TestBroker } from '../support/broker.ts';
import { COUNTER_RULES } from '../support/counter-rules.ts';

let t: TestBroker;

beforeEach(async () => {
  t = await startBroker();
});

afterEach(async () => {
  const reader = openReadable(t.database);
  expect(describeVerdict(verify(reader))).toMatch(/no difference$/);
  reader.close();
  await t.stop();
  expect(t.faults).toEqual([]);
});

const GUARANA = { lines: [{ itemId: 'guarana', quantity: 1 }] };
const OTHER: Caller = { deviceId: 'counter-2', role: 'counter' };
const ANA = { id: '00000000-0000-7000-8000-00000000000a', name: 'Ana' };

const pay = (order: Order, amountCents = order.totals.dueCents) =>
  ({
    type: 'payment.take',
    data: { orderId: order.id, method: 'cash', amountCents, tenderedCents: amountCents + 300 },
  }) as const;

/** What the broker keeps of drawers in memory, and what it would read. */
const drawers = () => ({
  open: t.broker.view.shifts(),
  page: t.broker.history.shifts({ limit: 10, cursor: null }),
});

test('[BRK20] every event says who made it true; sums of stock, e-mails and a menu are the broker’s own', async () => {
  const by = { ...COUNTER, person: ANA };
  await t.openShift(by);
  const order = await t.place({ ...GUARANA, customer: { email: 'ana@example.com' } }, by);
  await t.send(
    { type: 'order.advance', data: { orderId: order.id, status: 'ready' } },
    'k',
    PROGRAM,
  );
  const told = t.broker.history.events(0, 100).map(({ event }) => [event.type, event.by]);
  const actor = { deviceId: 'counter-1', personId: ANA.id };
  expect(told).toEqual([
    ['menu.replaced', null],
    ['stock.changed', null],
    ['shift.changed', actor],
    ['order.placed', actor],
    ['shift.changed', actor],
    ['stock.changed', null],
    ['order.changed', { deviceId: 'program-1' }],
    ['order.changed', { deviceId: 'program-1' }],
    ['mail.changed', null],
  ]);
  // Screens that were there hear the same, and so does who comes back from memory.
  expect(t.broker.eventsSince(0)?.map(({ event }) => [event.type, event.by])).toEqual(told);
});

test('[BRK21] a command about a shift answers with the shift; its repeat too, also after a restart', async () => {
  const open = { type: 'shift.open', data: { floatCents: 100_00 } } as const;
  const [first, twin] = await Promise.all([t.send(open, 'k', COUNTER), t.send(open, 'k', COUNTER)]);
  expect(first).toMatchObject({ ok: true, data: { shift: { number: 1, floatCents: 100_00 } } });
  expect(twin).toEqual({ ...first, replayed: true });
  const cashOut = {
    type: 'shift.cash_out',
    data: { amountCents: 40_00, reason: 'troco' },
  } as const;
  const moved = await t.send(cashOut, 'm', COUNTER);
  expect(moved).toMatchObject({ ok: true, data: { shift: { expectedCashCents: 60_00 } } });
  await t.send({ type: 'shift.close', data: { counts: [] } }, 'c', COUNTER);
  t = await t.restart();
  expect(await t.send(open, 'k', COUNTER)).toEqual({ ...first, replayed: true });
  expect(await t.send(cashOut, 'm', COUNTER)).toEqual({ ...moved, replayed: true });
  expect(t.broker.view.shifts()).toEqual([]);
});

test('[BRK7] open shifts and what was paid into them are in memory as they are on disk', async () => {
  await t.openShift();
  await t.openShift(OTHER);
  const order = await t.place(GUARANA, COUNTER);
  await t.send(pay(order, 300), 'p1', COUNTER);
  await t.send(pay(order, 400), 'p2', OTHER);
  await t.send({ type: 'shift.close', data: { counts: [] } }, 'c', OTHER);
  await t.openShift(OTHER, 0);
  const before = drawers();
  expect(before.open.map(({ number, payments }) => [number, payments.cash])).toEqual([
    [1, { count: 1, cents: 300 }],
    [3, { count: 0, cents: 0 }],
  ]);
  expect(before.page?.shifts.map(({ number, status }) => [number, status])).toEqual([
    [3, 'open'],
    [2, 'closed'],
    [1, 'open'],
  ]);
  t = await t.restart();
  expect(drawers()).toEqual(before);
  const answer = await t.send({ type: 'shift.open', data: { floatCents: 0 } }, 'o', PROGRAM);
  expect(answer).toMatchObject({ ok: true, data: { shift: { number: 4 } } });
});

test('[SHF9] another counter closes the drawer of a device that is gone; the log still adds up', async () => {
  const gone = await t.openShift();
  await t.openShift(OTHER);
  await t.send(pay(await t.place(GUARANA, COUNTER)), 'p', COUNTER);
  const data = { shiftId: gone.id, counts: [{ valueCents: 100_00, count: 1 }] };
  const closed = await t.send({ type: 'shift.close', data }, 'c', { ...OTHER, person: ANA });
  expect(closed).toMatchObject({
    ok: true,
    data: { shift: { id: gone.id, deviceId: 'counter-1', status: 'closed', closedBy: ANA } },
  });
  expect(t.broker.view.shifts().map(({ deviceId }) => deviceId)).toEqual(['counter-2']);
  expect(t.broker.history.events(0, 100).at(-1)?.event.by).toEqual({
    deviceId: 'counter-2',
    personId: ANA.id,
  });
  // The same words again are answered as before, also after a restart; others find it closed.
  t = await t.restart();
  const repeat = await t.send({ type: 'shift.close', data }, 'c', { ...OTHER, person: ANA });
  expect(repeat).toEqual({ ...closed, replayed: true });
  expect(await t.send({ type: 'shift.close', data }, 'd', OTHER)).toMatchObject({
    ok: false,
    refusal: { code: 'not_found', data: { shiftId: gone.id } },
  });
});

test('[BRK5] shifts of one counter follow each other also within one transaction', async () => {
  const answers = await Promise.all([
    t.send({ type: 'shift.open', data: { floatCents: 0 } }, 'a', COUNTER),
    t.send({ type: 'order.place', data: GUARANA }, 'b', COUNTER),
    t.send({ type: 'shift.open', data: { floatCents: 0 } }, 'c', COUNTER),
    t.send({ type: 'shift.close', data: { counts: [], leaveUnpaid: false } }, 'd', COUNTER),
    t.send({ type: 'shift.close', data: { counts: [], leaveUnpaid: true } }, 'e', COUNTER),
    t.send({ type: 'order.place', data: GUARANA }, 'f', COUNTER),
    t.send({ type: 'shift.open', data: { floatCents: 5 } }, 'g', COUNTER),
    t.send({ type: 'order.place', data: GUARANA }, 'h', COUNTER),
  ]);
  expect(answers.map((answer) => (answer.ok ? 'ok' : answer.refusal.code))).toEqual([
    'ok',
    'ok',
    'shift_already_open',
    'unpaid_orders',
    'ok',
    'no_open_shift',
    'ok',
    'ok',
  ]);
  // Each says what was so when it was its turn.
  const shifts = answers.flatMap((answer) =>
    answer.ok && answer.data.shift ? [answer.data.shift] : [],
  );
  expect(shifts.map(({ number, status, version }) => [number, status, version])).toEqual([
    [1, 'open', 1],
    [1, 'closed', 3],
    [2, 'open', 1],
  ]);
  expect(t.broker.stats.commits).toBe(2);
  // One that was opened before is closed for what comes behind it.
  const next = await Promise.all([
    t.send({ type: 'shift.close', data: { counts: [], leaveUnpaid: true } }, 'i', COUNTER),
    t.send({ type: 'order.place', data: GUARANA }, 'j', COUNTER),
    t.send({ type: 'shift.open', data: { floatCents: 0 } }, 'k', COUNTER),
  ]);
  expect(next.map((answer) => (answer.ok ? 'ok' : answer.refusal.code))).toEqual([
    'ok',
    'no_open_shift',
    'ok',
  ]);
});

test('[BRK22] a shift is found by its id, and pages of shifts lead on from the newest', async () => {
  const ids: string[] = [];
  for (let n = 1; n <= 3; n += 1) {
    ids.unshift((await t.openShift()).id);
    await t.send({ type: 'shift.close', data: { counts: [] } }, `close ${n}`, COUNTER);
  }
  const { history } = t.broker;
  const first = history.shifts({ limit: 2, cursor: null });
  expect(first?.shifts.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  const second = history.shifts({ limit: 2, cursor: first?.nextCursor ?? '' });
  expect(second).toMatchObject({ shifts: [{ id: ids[2] }], nextCursor: null });
  expect(history.shift(ids[1] ?? '')).toEqual(first?.shifts[1]);
  expect(history.shift('none')).toBeUndefined();
  expect(history.shifts({ limit: 2, cursor: 'x' })).toBeNull();
});

test('[BRK23] what managers alone may do needs one, from the moment that somebody works here', async () => {
  await t.stop();
  t = await startBroker({ rules: { ...COUNTER_RULES, managerFor: ['cash_out'] } });
  await t.openShift();
  const cashOut = { type: 'shift.cash_out', data: { amountCents: 1, reason: 'x' } } as const;
  const taken = async (caller: Caller): Promise<boolean> =>
    (await t.send(cashOut, undefined, caller)).ok;
  expect(await taken(COUNTER)).toBe(true);
  const person = { ...ANA, role: 'manager', active: true, pinHash: 'h' } as const;
  expect(await t.broker.putPerson(person, COUNTER)).toBeNull();
  expect(await t.send(cashOut, 'refused', COUNTER)).toMatchObject({
    refusal: { code: 'approval_required', data: { action: 'cash_out' } },
  });
  expect(await taken({ ...COUNTER, person: ANA, hasAuthority: true })).toBe(true);
  const admin: Caller = { deviceId: 'admin', role: 'admin' };
  await t.openShift(admin);
  expect(await taken(admin)).toBe(true);
});

test('[BRK24] a device’s own name is on its shift', async () => {
  const device = { id: 'counter-1', name: 'Balcão', role: 'counter', tokenHash: 'a' } as const;
  await t.broker.registerDevice({ ...device, createdAt: 0 });
  expect((await t.openShift()).deviceName).toBe('Balcão');
  expect((await t.openShift(OTHER)).deviceName).toBe('counter-2');
});
