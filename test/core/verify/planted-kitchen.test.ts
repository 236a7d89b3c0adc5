import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Command } from '../../../src/shared/commands.ts';
import { menuSchema } from '../../../src/shared/menu.ts';
import type { Order } from '../../../src/shared/order.ts';
import { PROGRAM, SMALL_MENU, startBroker } from '../../support/broker.ts';
import { edit, verdictAfter as verdictOf } from './planting.ts';

let directory: string;
let lived: string;
let path: string;

/** The picanha is the bar's, too. */
const MENU = menuSchema.parse({
  ...SMALL_MENU,
  items: SMALL_MENU.items.map((item) =>
    item.id === 'picanha' ? { ...item, alsoAt: ['bar'] } : item,
  ),
});

/** An evening in a kitchen of two stations, with courses, changes and cancellations. */
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'comanda-verify-'));
  lived = join(directory, 'lived.db');
  const t = await startBroker({ database: lived, menu: MENU });
  const send = async (command: Command): Promise<Order | undefined> => {
    t.time.advance(1000);
    const answer = await t.send(command, undefined, PROGRAM);
    if (!answer.ok) throw new Error(`${command.type}: ${answer.refusal.code}`);
    return answer.data.order;
  };
  const lines = [
    { itemId: 'picanha', quantity: 2, modifiers: ['rare'] },
    { itemId: 'guarana', quantity: 1, course: 2 },
    { itemId: 'pizza-margherita', quantity: 1, course: 3 },
  ];
  const idsOf = (order: Order) => order.lines.map(({ id }) => id);
  const show = (order: Order, stations?: string[]) =>
    send({ type: 'order.shown', data: { orderIds: [order.id], ...(stations && { stations }) } });
  const confirm = ({ id, lines: known }: Order, stations: string[], told: number) => {
    const seen = Object.fromEntries(known.map((line) => [line.id, told]));
    return send({ type: 'ticket.confirm', data: { orderId: id, lines: seen, stations } });
  };
  const takeOff = (order: Order, nth: number) =>
    send({
      type: 'order.change',
      data: {
        orderId: order.id,
        takeOff: [{ lineId: idsOf(order)[nth] ?? '', quantity: 1, reasonId: 'spoiled' }],
      },
    });

  // Nº 1: shown station by station, changed, taken note of, fired, rushed, done, called back, done, handed over.
  const one = await t.place({ lines });
  const [meat = '', drink = '', pizza = ''] = idsOf(one);
  await show(one, ['oven']);
  await show(one, ['bar']);
  await takeOff(one, 0);
  await confirm(one, ['oven'], 2);
  await send({ type: 'order.rush', data: { orderId: one.id, rush: true } });
  await send({ type: 'order.fire', data: { orderId: one.id, course: 2 } });
  const bump = (lineIds: string[], stations: string[]) =>
    send({ type: 'ticket.bump', data: { orderId: one.id, lineIds, stations } });
  await bump([meat], ['oven']);
  await bump([meat, drink], ['bar']);
  await send({
    type: 'ticket.recall',
    data: { orderId: one.id, lineIds: [meat], stations: ['bar'] },
  });
  await bump([meat], ['bar']);
  await send({ type: 'order.fire', data: { orderId: one.id, course: 9 } });
  await bump([pizza], ['oven']);
  await send({ type: 'order.recall', data: { orderId: one.id } });
  await send({ type: 'order.ready', data: { orderId: one.id } });
  await send({ type: 'order.complete', data: { orderId: one.id } });
  await confirm(one, ['bar'], 2);
  // Nº 2 lingers: the oven has taken note, the bar has not. Of 3 both have. 4 was seen by nobody. 5 is in work.
  const two = await t.place({ lines });
  await show(two);
  await send({ type: 'order.cancel', data: { orderId: two.id, reason: 'desistiu' } });
  await confirm(two, ['oven'], 2);
  const three = await t.place({ lines });
  await show(three);
  await send({ type: 'order.start', data: { orderId: three.id } });
  await send({ type: 'order.cancel', data: { orderId: three.id, reasonId: 'mistyped' } });
  await confirm(three, ['oven', 'bar'], 2);
  const four = await t.place({ lines });
  await send({ type: 'order.cancel', data: { orderId: four.id, reasonId: 'spoiled' } });
  const five = await t.place({ lines, hold: true });
  await send({ type: 'order.send', data: { orderId: five.id } });
  await show(five);
  const more = [{ itemId: 'pizza-margherita', quantity: 1 }];
  await send({ type: 'order.change', data: { orderId: five.id, add: more } });
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

test('[VER1] an evening in the kitchen is found without a difference', () => {
  expect(verdictOf(path, 'SELECT 1')).toMatch(/^verified \d\d events, 5 orders: no difference$/);
});

/** The last event about an order, and the first of which something holds. */
const lastOf = (number: number): string =>
  `seq = (SELECT last_seq FROM orders WHERE number = ${number})`;
const first = (number: number, holds: string): string =>
  `seq = (SELECT min(seq) FROM events
          WHERE type = 'order.changed' AND data ->> '$.order.number' = ${number} AND ${holds})`;
const task = (line: number, nth: number, key: string): string =>
  `$.order.lines[${line}].tasks[${nth}].${key}`;
const MIDNIGHT = `'2026-11-20T00:00:00.000Z'`;

test.each<[string, string, RegExp]>([
  [
    'a line that is ready before all of its stations are',
    edit(
      `json_set(data, '$.order.lines[0].status', 'ready')`,
      first(1, `data ->> '${task(0, 0, 'doneAt')}' IS NOT NULL`),
    ),
    /event \d+: line .* is done: expected false, found true/,
  ],
  [
    'a line that is not ready although all of its stations are',
    edit(`json_set(data, '$.order.lines[0].status', 'preparing')`, lastOf(1)),
    /event \d+: line .* is done: expected true, found false/,
  ],
  [
    'an order that is ready before its last line is',
    edit(
      `json_set(data, '$.order.lines[2].status', 'preparing', '${task(2, 0, 'doneAt')}', null)`,
      lastOf(1),
    ),
    /lines of order .* are done: expected false, found true/,
  ],
  [
    'a task of another station',
    edit(`json_set(data, '${task(0, 1, 'station')}', 'grill')`, lastOf(5)),
    /stations of line .*: expected \["oven","bar"\], found \["oven","grill"\]/,
  ],
  [
    'a station twice',
    edit(`json_set(data, '${task(0, 1, 'station')}', 'oven')`, lastOf(5)),
    /stations of line .*: expected \["oven"\], found \["oven","oven"\]/,
  ],
  [
    'a line whose first task is not its station’s',
    edit(`json_set(data, '$.order.lines[0].station', 'bar')`, lastOf(5)),
    /first station of line .*: expected "bar", found "oven"/,
  ],
  [
    'another course',
    edit(`json_set(data, '$.order.lines[1].course', 3)`, lastOf(1)),
    /course of line .*: expected 2, found 3/,
  ],
  [
    'a firing forgotten',
    edit(
      `json_set(data, '$.order.lines[1].firedAt', null)`,
      first(1, `data ->> '${task(0, 0, 'doneAt')}' IS NOT NULL`),
    ),
    /firing of line .*: expected "2026.*found null/,
  ],
  [
    'a firing at another time',
    edit(`json_set(data, '$.order.lines[1].firedAt', ${MIDNIGHT})`, lastOf(1)),
    /firing of line .*: expected "2026-11-20T18.*found "2026-11-20T00/,
  ],
  [
    'something done that was never fired',
    edit(`json_set(data, '$.order.lines[2].firedAt', null)`, lastOf(1)),
    /firing of line .*, of which some is done/,
  ],
  [
    'a line shown to a station a second time',
    edit(`json_set(data, '${task(0, 1, 'shownAt')}', ${MIDNIGHT})`, lastOf(1)),
    /showing of line .* at bar: expected "2026-11-20T18.*found "2026-11-20T00/,
  ],
  [
    'a showing forgotten',
    edit(
      `json_set(data, '${task(0, 0, 'shownAt')}', null)`,
      first(1, `data ->> '${task(0, 0, 'confirmed')}' = 2`),
    ),
    /showing of line .* at oven: expected "2026.*found null/,
  ],
  [
    'a task done a second time',
    edit(
      `json_set(data, '${task(0, 0, 'doneAt')}', ${MIDNIGHT})`,
      first(1, `data ->> '${task(0, 1, 'doneAt')}' IS NOT NULL`),
    ),
    /end of line .* at oven: expected "2026-11-20T18.*found "2026-11-20T00/,
  ],
  [
    'more taken note of than was told',
    edit(`json_set(data, '${task(0, 0, 'confirmed')}', 2)`, lastOf(5)),
    /confirmed of line .* at oven: expected "1 at most", found 2/,
  ],
  [
    'what was taken note of forgotten',
    edit(`json_set(data, '${task(0, 0, 'confirmed')}', 1)`, lastOf(1)),
    /confirmed of line .* at oven: expected "2 at least", found 1/,
  ],
  [
    'a cook at work on what is parked',
    edit(
      `json_set(data, '${task(0, 0, 'shownAt')}', ${MIDNIGHT})`,
      `type = 'order.placed' AND data ->> '$.order.number' = 5`,
    ),
    /work on line .*, not sent/,
  ],
  [
    'something done of an order that is cancelled',
    edit(`json_set(data, '${task(0, 0, 'doneAt')}', ${MIDNIGHT})`, lastOf(3)),
    /which had left, beside its price/,
  ],
  [
    'an order that lingers although it was taken note of',
    `UPDATE orders SET lingers = 1 WHERE number = 3`,
    /orders, order .*: row: expected .*"lingers":0.*found .*"lingers":1/,
  ],
  [
    'an order that does not linger although nobody took note of it',
    `UPDATE orders SET lingers = 0 WHERE number = 2`,
    /orders, order .*: row: expected .*"lingers":1.*found .*"lingers":0/,
  ],
  [
    'what a kitchen may change',
    edit(
      `json_set(data, '$.order.allowedChanges', json('["edit","discount","split","pay"]'))`,
      lastOf(5),
    ),
    /allowed changes of order .*"rush","fire"/,
  ],
  [
    'stock that a cancelled order gave back and nobody counted',
    edit(`json_set(data, '$.order.lines[1].stockTaken', 0)`, lastOf(4)),
    /stock of guarana/,
  ],
])('[VER6] finds %s', (_, sql, expected) => {
  const verdict = verdictOf(path, sql);
  expect(verdict).toMatch(/^difference at/);
  expect(verdict).toMatch(expected);
});
