import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Command } from '../../../src/shared/commands.ts';
import type { Order } from '../../../src/shared/order.ts';
import { COUNTER, startBroker } from '../../support/broker.ts';
import {
  edit,
  SUM_CUSTOMERS,
  SUM_EVENTS,
  SUM_MAIL,
  SUM_PEOPLE,
  verdictAfter as verdictOf,
} from './planting.ts';

let directory: string;
let lived: string;
let path: string;

/** A day at a counter, with all that may befall an order there. */
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'comanda-verify-'));
  lived = join(directory, 'lived.db');
  const t = await startBroker({ database: lived });
  const person = (n: number, name: string, role: 'manager' | 'cashier') => ({
    id: `00000000-0000-7000-8000-00000000000${n}`,
    name,
    role,
    active: true,
    pinHash: `hash ${n}`,
  });
  await t.broker.putPerson(person(1, 'Ana Gerente', 'manager'), COUNTER);
  await t.broker.putPerson(person(2, 'Bia Caixa', 'cashier'), COUNTER);
  const send = async (command: Command): Promise<Order | undefined> => {
    t.time.advance(1000);
    const answer = await t.send(command, undefined, COUNTER);
    if (!answer.ok) throw new Error(`${command.type}: ${answer.refusal.code}`);
    return answer.data.order;
  };
  await t.openShift();
  const lines = [
    { itemId: 'guarana', quantity: 3 },
    { itemId: 'pizza-margherita', quantity: 2 },
  ];
  // Nº 1 is changed, paid in two ways, mailed, given back of, and handed over before the rest of it is paid.
  const customer = { name: 'Carla', phone: '(11) 97777-1234', email: 'carla@example.com' };
  const one = await t.place({ lines, service: 'dine_in', table: '7', customer }, COUNTER);
  const [drinks, pizzas] = one.lines.map(({ id }) => id);
  const takeOff = (lineId = '', reasonId: string, quantity = 1) => [{ lineId, quantity, reasonId }];
  const orderId = one.id;
  const off = { orderId, takeOff: takeOff(drinks, 'mistyped') };
  const add = [{ itemId: 'picanha', quantity: 1, modifiers: ['rare'] }];
  await send({ type: 'order.change', data: { ...off, add } });
  await send({ type: 'order.change', data: { orderId, takeOff: takeOff(drinks, 'spoiled') } });
  await send({ type: 'order.change', data: { orderId, takeOff: takeOff(pizzas, 'spoiled', 2) } });
  const discount = { kind: 'percent', basisPoints: 500 } as const;
  await send({ type: 'order.discount', data: { orderId, discount } });
  const cash = { orderId, method: 'cash', amountCents: 20_00, tenderedCents: 50_00 } as const;
  const paid = await send({ type: 'payment.take', data: cash });
  await send({ type: 'order.receipt', data: { orderId, email: 'carla@example.com' } });
  const paymentId = paid?.payments[0]?.id ?? '';
  const back = { orderId, paymentId, amountCents: 5_00, reason: 'demora' };
  await send({ type: 'payment.refund', data: back });
  await send({ type: 'order.advance', data: { orderId, status: 'completed' } });
  const due = (await send({ type: 'order.receipt', data: { orderId, email: 'c@example.com' } }))
    ?.totals.dueCents;
  await send({ type: 'payment.take', data: { orderId, method: 'card', amountCents: due ?? 0 } });
  // Nº 2 is shown, loses a unit for good, is shown again and is cancelled; 3 was parked, changed there, and stays unpaid.
  const two = await t.place({ lines }, COUNTER);
  const wasted = takeOff(two.lines[0]?.id, 'spoiled');
  const show = () => t.send({ type: 'order.shown', data: { orderIds: [two.id] } });
  await show();
  await send({ type: 'order.change', data: { orderId: two.id, takeOff: wasted } });
  t.time.advance(1000);
  await show();
  await send({ type: 'order.cancel', data: { orderId: two.id, reason: 'desistiu' } });
  const three = await t.place({ lines, hold: true, customer: { phone: '999' } }, COUNTER);
  const gone = [{ lineId: three.lines[0]?.id ?? '', quantity: 3 }];
  const renamed = { name: 'Davi', phone: '11 97777 1234' };
  const parked = { orderId: three.id, takeOff: gone, customer: renamed };
  await send({ type: 'order.change', data: parked });
  await send({ type: 'order.send', data: { orderId: three.id } });
  await send({ type: 'shift.cash_in', data: { amountCents: 10_00, reason: 'troco' } });
  await send({ type: 'shift.cash_out', data: { amountCents: 30_00, reason: 'cofre' } });
  const counts = [{ valueCents: 50_00, count: 1 }];
  await send({ type: 'shift.close', data: { counts, leaveUnpaid: true } });
  await t.openShift(COUNTER, 20_00);
  await t.stop();
  expect(t.faults).toEqual([]);
});

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

beforeEach(() => {
  path = join(directory, 'planted.db');
  copyFileSync(lived, path);
});

afterEach(() => {
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
});

test('[VER1] a day at the counter is found without a difference', () => {
  expect(verdictOf(path, 'SELECT 1')).toMatch(/^verified \d\d events, 3 orders: no difference$/);
});

/** Events of an order, by what they are about. */
const of = (number: number, what: string): string =>
  `type = 'order.changed' AND data ->> '$.order.number' = ${number} AND ${what}`;
const lastOf = (number: number): string =>
  `seq = (SELECT last_seq FROM orders WHERE number = ${number})`;
const firstPaid = `seq = (SELECT min(seq) FROM events WHERE json_array_length(data -> '$.order.payments') = 1)`;
const lastOfShift = (number: number): string =>
  `seq = (SELECT last_seq FROM shifts WHERE number = ${number})`;
const quantity = (line: number, is: number): string =>
  `data ->> '$.order.lines[${line}].quantity' = ${is}`;
/** Sets a member of a document wherever it is written. */
const everywhere = (key: string, value: string): string =>
  `UPDATE events SET data = json_set(data, '${key}', ${value})
   WHERE json_extract(data, '${key}') IS NOT NULL; ${SUM_EVENTS}`;

test.each<[string, string, RegExp]>([
  [
    'a line gone from what the kitchen was told',
    edit(`json_remove(data, '$.order.lines[1]')`, lastOf(1)),
    /line .*: expected "kept", found "gone"/,
  ],
  [
    'a ledger that is not what stands',
    edit(`json_set(data, '$.order.lines[0].ledger[0].sent', 9)`, firstPaid),
    /units that the kitchen was told of line/,
  ],
  [
    'a ledger rewritten',
    edit(`json_set(data, '$.order.lines[0].ledger[1].reason', 'outro')`, firstPaid),
    /what the kitchen had been told of line/,
  ],
  [
    'more units than were sent',
    edit(
      `json_set(data, '$.order.lines[0].quantity', 3, '$.order.lines[0].ledger[0].sent', 3,
         '$.order.lines[0].totalCents', 11970, '$.order.totals.subtotalCents', 11970,
         '$.order.totals.totalCents', 11970, '$.order.totals.dueCents', 11970)`,
      lastOf(3),
    ),
    /quantity of line .*: expected "2 at most", found 3/,
  ],
  [
    'a line of another price',
    edit(`json_set(data, '$.order.lines[1].totalCents', 1)`, firstPaid),
    /total of line/,
  ],
  [
    'a discount that comes to something else',
    edit(`json_set(data, '$.order.lines[0].discountCents', 100)`, firstPaid),
    /discount on line/,
  ],
  [
    'a payment of another amount',
    edit(`json_set(data, '$.order.payments[0].amountCents', 1)`, lastOf(1)),
    /totals of order/,
  ],
  [
    'a payment rewritten',
    edit(`json_set(data, '$.order.payments[0].method', 'pix')`, lastOf(1)),
    /payment .*: expected .*"cash".*found .*"pix"/,
  ],
  [
    'change that was not given',
    everywhere('$.order.payments[0].changeCents', '0'),
    /change of payment/,
  ],
  [
    'an order that has left and moved on',
    edit(`json_set(data, '$.order.table', '8')`, lastOf(1)),
    /which had left, beside its price: .*"7"/,
  ],
  [
    'a first showing that was another later',
    edit(`json_set(data, '$.order.shownAt', data ->> '$.order.changeShownAt')`, lastOf(2)),
    /first showing of order/,
  ],
  [
    'a change that was shown before it was made',
    edit(
      `json_set(data, '$.order.changeShownAt', data ->> '$.order.shownAt')`,
      of(2, `json_array_length(data -> '$.order.lines[0].ledger') = 2`),
    ),
    /showing of the change of order .*: expected null/,
  ],
  [
    'the showing of a change forgotten',
    edit(`json_set(data, '$.order.changeShownAt', null)`, lastOf(2)),
    /showing of the change of order .*: expected "20.*found null/,
  ],
  [
    'a showing of what nobody changed',
    edit(`json_set(data, '$.order.changeShownAt', data ->> '$.order.sentAt')`, lastOf(3)),
    /showing of the change of order .*: expected null/,
  ],
  [
    'what a counter may change',
    edit(`json_set(data, '$.order.allowedChanges', json('["edit"]'))`, lastOf(3)),
    /allowed changes of order/,
  ],
  [
    'an order that waits for nothing',
    edit(`json_set(data, '$.order.awaitsPayment', json('true'))`, lastOf(3)),
    /awaits its payment/,
  ],
  [
    'the shift of an order',
    edit(`json_set(data, '$.order.shiftId', null)`, lastOf(3)),
    /what never changes in order/,
  ],
  [
    'units wasted that came back all the same',
    edit(
      `json_set(data, '$.order.lines[0].ledger[2].restocked', 1)`,
      of(1, `json_array_length(data -> '$.order.lines[0].ledger') = 3`),
    ),
    /stock of guarana/,
  ],
  [
    'units that came back and were kept',
    edit(
      `json_set(data, '$.order.lines[0].stockTaken', 3)`,
      of(1, `${quantity(0, 2)} AND ${quantity(1, 2)}`),
    ),
    /stock taken by line .*: expected 2, found 3/,
  ],
  [
    'more back in stock than was taken off',
    edit(
      `json_set(data, '$.order.lines[0].ledger[1].restocked', 2)`,
      of(1, `${quantity(0, 2)} AND ${quantity(1, 2)}`),
    ),
    /back in stock: expected 1 at most, found 2/,
  ],
  [
    'a shift in another state',
    `UPDATE shifts SET status = 'open', device_id = 'x' WHERE number = 1`,
    /shifts, shift 1: row: expected .*"closed".*found .*"open"/,
  ],
  [
    'a shift that points to an older event',
    `UPDATE shifts SET last_seq = last_seq - 1 WHERE number = 2`,
    /shifts, shift 2: row/,
  ],
  ['a shift gone', `DELETE FROM shifts WHERE number = 2`, /shift 2: row: .*found nothing/],
  [
    'a shift too many',
    `INSERT INTO shifts VALUES (9, 'x', 'y', 'closed', 1)`,
    /shifts: number of rows: expected 2, found 3/,
  ],
  [
    'a shift with another number',
    edit(`json_set(data, '$.shift.number', 7)`, lastOfShift(2)),
    /number of the next shift: expected 2, found 7/,
  ],
  [
    'a second shift at an open counter',
    edit(
      `json_set(data, '$.shift.status', 'open', '$.shift.closedAt', null,
         '$.shift.counts', json('[]'), '$.shift.countedCents', null,
         '$.shift.differenceCents', null)`,
      lastOfShift(1),
    ),
    /shift open at counter counter-1 already: expected nothing, found 1/,
  ],
  [
    'sales that are not what was ordered',
    edit(`json_set(data, '$.shift.sales.totalCents', 1)`, lastOfShift(1)),
    /"sales" of shift 1/,
  ],
  [
    'cash that was not taken',
    edit(`json_set(data, '$.shift.payments.cash.cents', 9999)`, lastOfShift(1)),
    /"payments" of shift 1: expected .*2000.*found .*9999/,
  ],
  [
    'money given back that was not',
    edit(`json_set(data, '$.shift.refunds.cash.count', 2)`, lastOfShift(1)),
    /"refunds" of shift 1/,
  ],
  [
    'units taken off that were not',
    edit(`json_set(data, '$.shift.voided.count', 0)`, lastOfShift(1)),
    /"voided" of shift 1/,
  ],
  [
    'a cancelled order that was none',
    edit(`json_set(data, '$.shift.cancelled.count', 0)`, lastOfShift(1)),
    /"cancelled" of shift 1/,
  ],
  [
    'another sum expected in the drawer',
    edit(`json_set(data, '$.shift.expectedCashCents', 5000)`, lastOfShift(1)),
    /"expectedCashCents" of shift 1/,
  ],
  [
    'another sum counted',
    edit(`json_set(data, '$.shift.countedCents', 1)`, lastOfShift(1)),
    /cash counted of shift 1: expected 5000, found 1/,
  ],
  [
    'another difference',
    edit(`json_set(data, '$.shift.differenceCents', 0)`, lastOfShift(1)),
    /difference of shift 1/,
  ],
  [
    'orders that were paid after all',
    edit(`json_set(data, '$.shift.unpaid.count', 0)`, lastOfShift(1)),
    /"unpaid" of shift 1/,
  ],
  [
    'cash moved and not told',
    edit(
      `json_remove(data, '$.shift.movements[0]')`,
      `type = 'shift.changed' AND json_array_length(data -> '$.shift.movements') = 2`,
    ),
    /"movements" of shift 1/,
  ],
  [
    'the float of another morning',
    edit(`json_set(data, '$.shift.expectedCashCents', 1)`, lastOfShift(2)),
    /"expectedCashCents" of shift 2/,
  ],
  [
    'a report that missed an order',
    `UPDATE events SET type = 'menu.changed', data = '{"items":[]}'
     WHERE seq = (SELECT min(seq) FROM events WHERE type = 'shift.changed'
                  AND data ->> '$.shift.sales.orders' = 2 AND data ->> '$.shift.status' = 'open');
     ${SUM_EVENTS}`,
    /of shift 1/,
  ],
  [
    'a person with another role',
    `UPDATE people SET role = 'manager' WHERE role = 'cashier'; ${SUM_PEOPLE}`,
    /people, person .*: role: expected "cashier", found "manager"/,
  ],
  [
    'a person with another name',
    `UPDATE people SET name = 'Eva'; ${SUM_PEOPLE}`,
    /people, person .*: name: expected that of the log, found another/,
  ],
  [
    'a person who has left and is here',
    `UPDATE people SET active = 0; ${SUM_PEOPLE}`,
    /people, person .*: active: expected true, found false/,
  ],
  ['a person gone', `DELETE FROM people WHERE role = 'cashier'`, /people, person .*found nothing/],
  [
    'a person nobody registered',
    `INSERT INTO people SELECT 'x', name, role, active, pin_hash, created_at, 0 FROM people
     WHERE role = 'cashier'; ${SUM_PEOPLE}`,
    /people, person x: row: expected nothing/,
  ],
  [
    'another PIN',
    `UPDATE people SET pin_hash = 'mine' WHERE role = 'manager'`,
    /of people is not as it was written/,
  ],
  [
    'a customer with other orders',
    `UPDATE customers SET orders = 9 WHERE name = 'Davi'; ${SUM_CUSTOMERS}`,
    /customers, row of event \d+: row: expected .*"orders":2.*found .*"orders":9/,
  ],
  [
    'a customer of an older order',
    `UPDATE customers SET last_seq = last_seq - 1 WHERE name = 'Davi'; ${SUM_CUSTOMERS}`,
    /customers, row of event \d+: row/,
  ],
  [
    'a customer with another name',
    `UPDATE customers SET name = 'Eva' WHERE name = 'Davi'; ${SUM_CUSTOMERS}`,
    /customers, row of event \d+: "name": expected that of its order, found another/,
  ],
  [
    'a customer found by another name',
    `UPDATE customers SET search = 'x' WHERE name = 'Davi'; ${SUM_CUSTOMERS}`,
    /"search": expected that of its order/,
  ],
  [
    'a customer gone',
    `DELETE FROM customers WHERE key = '999'`,
    /customers, row of event .*nothing/,
  ],
  [
    'a customer nobody named',
    `INSERT INTO customers SELECT 'x', name, email, phone, search, orders, last_seq, last_at, 0
     FROM customers WHERE name = 'Davi'; ${SUM_CUSTOMERS}`,
    /customers, row of event \d+: row: expected nothing/,
  ],
  [
    'a receipt that says something else',
    `UPDATE mail_jobs SET doc = json_set(doc, '$.receipt.totalCents', 1); ${SUM_MAIL}`,
    /mail_jobs, row 1: "receipt": expected that of its order/,
  ],
  [
    'a receipt gone',
    `DELETE FROM mail_jobs WHERE kind = 'receipt' AND readiness = 2`,
    /mail_jobs, order .*, receipt 2: state: .*nothing/,
  ],
  [
    'a receipt with another number',
    edit(
      `json_set(data, '$.mail.readiness', 5)`,
      `type = 'mail.changed' AND data ->> '$.mail.kind' = 'receipt'
       AND data ->> '$.mail.readiness' = 2`,
    ),
    /receipt of order .*: expected 2, found 5/,
  ],
  [
    'somebody who did it',
    `UPDATE events SET actor = '{"deviceId":7}' WHERE seq = 5; ${SUM_EVENTS}`,
    /by nobody that can be/,
  ],
  [
    'somebody else who did it',
    `UPDATE events SET actor = '{"deviceId":"counter-9"}' WHERE seq = 5`,
    /row 5 of events is not as it was written/,
  ],
])('[VER2] finds %s', (_, sql, expected) => {
  const verdict = verdictOf(path, sql);
  expect(verdict).toMatch(/^difference at/);
  expect(verdict).toMatch(expected);
  expect(verdict).not.toMatch(/example\.com|97777|Carla|Davi/);
});
