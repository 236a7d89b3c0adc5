import { expect, test } from 'vitest';
import type { CardInView } from '../../../src/renderer/kds/shown-reporter.ts';
import type { View } from '../../../src/renderer/kds/tickets.ts';
import type { Order } from '../../../src/shared/order.ts';
import type { FakeClient } from './fake-client.ts';
import {
  addedLine,
  at,
  line,
  NOON,
  order,
  sentLine,
  sharedLine,
  takenOff,
  task,
  ticketOf,
} from './fixtures.ts';
import { setUp, settled, types } from './hands.ts';

/** Cards of whole tickets, as they are drawn now. */
const cards = (orders: readonly Order[], view: Partial<View> = {}): CardInView[] =>
  orders.map((each) => ({ ticket: ticketOf(each, view), index: 0, of: 1 }));

/** One of several cards of a torn ticket. */
const part = (of: Order, index: number, count: number): CardInView => ({
  ticket: ticketOf(of),
  index,
  of: count,
});

/** The reports of a display about one order: how much of it each says was in view. */
const toldBy = (client: FakeClient, { id }: Order): unknown[] =>
  client.sent.map(({ data }) => Object(Object(data).told)[id]);

/** An order all of whose tasks a display has shown already. */
const seen = (of: Order): Order => ({
  ...of,
  shownAt: at(-30_000),
  lines: of.lines.map((each) => ({
    ...each,
    tasks: each.tasks.map((one) => ({ ...one, shownAt: at(-30_000) })),
  })),
});

test('[KDS13] orders in view are reported once, gathered into one command', async () => {
  const [one, two, three] = [order(1), order(2), order(3)];
  const four = seen(order(4));
  const { client, time, kitchen } = setUp([one, two, three, four]);
  kitchen.shown.setInView(cards([one]));
  kitchen.shown.setInView(cards([one, two, four]));
  await time.pass(1000);
  expect(client.sent).toEqual([
    {
      type: 'order.shown',
      data: { orderIds: [one.id, two.id], told: { [one.id]: 0, [two.id]: 0 } },
    },
  ]);
  kitchen.shown.setInView(cards([one, two]));
  client.put(order(9));
  await time.pass(1000);
  expect(client.sent).toHaveLength(1);
});

test('[KDS13] nothing is reported by a hidden page, an unconnected one, a counter, or where orders are handed over', async () => {
  const hidden = setUp([order(1)]);
  hidden.show(false);
  hidden.kitchen.shown.setInView(cards([order(1)]));
  await hidden.time.pass(1000);
  expect(hidden.client.sent).toEqual([]);
  hidden.show(true);
  await hidden.time.pass(1000);
  expect(types(hidden.client)).toEqual(['order.shown']);

  for (const [over, view] of [
    [{ role: 'counter' as const }, {}],
    [{ connection: { state: 'lost' as const, since: NOON } }, {}],
    [{}, { expediter: true }],
  ] as const) {
    const { client, time, kitchen } = setUp([order(1)], over, view);
    kitchen.shown.setInView(cards([order(1)], view));
    await time.pass(1000);
    expect(client.sent).toEqual([]);
  }
});

test('[KDS13] a refused report is not said again in a loop', async () => {
  const { client, time, kitchen } = setUp([order(1)]);
  client.refuseWith({ code: 'forbidden', detail: '', data: {} });
  kitchen.shown.setInView(cards([order(1)]));
  await time.pass(5000);
  client.put(order(2));
  kitchen.shown.setInView(cards([order(1)]));
  await time.pass(5000);
  expect(types(client)).toEqual(['order.shown']);
});

test('[KDS13] a display speaks for its stations: the first one that shows the order does not see for the others', async () => {
  const pizza = sharedLine(['forno', 'grelha']);
  const one = order(1, { lines: [pizza, line({ station: 'bar' })] });
  const { client, time, kitchen } = setUp([one], {}, { stations: ['grelha'] });
  const view = { stations: new Set(['grelha']) };
  kitchen.shown.setInView(cards([one], view));
  await time.pass(1000);
  expect(client.sent[0]?.data).toMatchObject({ stations: ['grelha'] });
  const shown = client.get(one.id).lines.map(({ tasks }) => tasks.map(({ shownAt }) => !!shownAt));
  expect(shown).toEqual([[false, true], [false]]);
  // Another display has shown the order before this one was told of the drinks.
  kitchen.choose({ stations: ['grelha', 'bar'] });
  kitchen.shown.setInView(cards([client.get(one.id)], { stations: new Set(['grelha', 'bar']) }));
  await time.pass(1000);
  expect(client.get(one.id).lines[1]?.tasks[0]?.shownAt).not.toBeNull();
  expect(client.sent).toHaveLength(2);
});

test('[KDS13] each change of an order in view is reported once, with how much was told of it', async () => {
  const one = seen(order(1, { lines: [sentLine(1)] }));
  const { client, time, kitchen } = setUp([one]);
  const draw = (now: Order): void => {
    client.put(now);
    kitchen.shown.setInView(cards([now]));
  };
  draw(one);
  await time.pass(1000);
  expect(client.sent).toEqual([]);
  // Two changes within the time of gathering are one report.
  const added = { ...one, lines: [...one.lines, addedLine()] };
  draw(added);
  await time.pass(100);
  const less = { ...added, lines: added.lines.map((each) => takenOff(each, 0)) };
  draw(less);
  await time.pass(1000);
  expect(toldBy(client, one)).toEqual([4]);
  expect(client.get(one.id).changeShownAt).not.toBeNull();
  // The counter changes it once more: what the broker knew of its showing no longer holds.
  draw({ ...less, lines: [...less.lines, addedLine()], changeShownAt: null });
  await time.pass(1000);
  expect(toldBy(client, one)).toEqual([4, 5]);
  expect(client.get(one.id).shownAt).toBe(at(-30_000));
});

test('[KDS13] a change that the mirror knows and the screen has not drawn yet is not reported', async () => {
  const one = order(1, { lines: [sentLine(1)] });
  const { client, time, kitchen } = setUp([one]);
  kitchen.shown.setInView(cards([one]));
  const more = { ...one, lines: [...one.lines, addedLine()] };
  client.put(more);
  await time.pass(5000);
  expect(client.sent).toEqual([]);
  kitchen.shown.setInView(cards([more]));
  await time.pass(1000);
  expect(toldBy(client, one)).toEqual([2]);
});

test('[KDS13] a change that comes while a report is under way is reported after it', async () => {
  const one = order(1, { lines: [sentLine(1)] });
  const { client, time, kitchen } = setUp([one]);
  client.hold(true);
  kitchen.shown.setInView(cards([one]));
  await time.pass(1000);
  const more = { ...one, lines: [...one.lines, addedLine()] };
  client.put(more);
  kitchen.shown.setInView(cards([more]));
  await time.pass(1000);
  expect(toldBy(client, one)).toEqual([1]);
  client.hold(false);
  await client.answer();
  await settled();
  expect(client.get(one.id).changeShownAt).toBeNull();
  kitchen.shown.setInView(cards([client.get(one.id)]));
  await time.pass(1000);
  expect(toldBy(client, one)).toEqual([1, 2]);
  expect(client.get(one.id).changeShownAt).not.toBeNull();
});

test('[KDS13] a change of an order that is on another page is reported when it comes into view', async () => {
  const one = seen(order(1, { lines: [sentLine(1)] }));
  const { client, time, kitchen } = setUp([one]);
  kitchen.shown.setInView([]);
  const more = { ...one, lines: [...one.lines, addedLine()] };
  client.put(more);
  await time.pass(5000);
  expect(client.sent).toEqual([]);
  kitchen.shown.setInView(cards([more]));
  await time.pass(1000);
  expect(toldBy(client, one)).toEqual([2]);
});

test('[KDS13] a torn ticket counts once each of its cards has been in view since it last changed', async () => {
  const long = order(1, { lines: [sentLine(1), sentLine(1)] });
  const { client, time, kitchen } = setUp([long]);
  kitchen.shown.setInView([part(long, 0, 3), part(long, 1, 3)]);
  await time.pass(5000);
  expect(client.sent).toEqual([]);
  // Its last card stands on the next page. Before anybody turns to it, the counter adds a line.
  const more = { ...long, lines: [...long.lines, addedLine()] };
  client.put(more);
  kitchen.shown.setInView([part(more, 2, 3)]);
  await time.pass(5000);
  expect(client.sent).toEqual([]);
  kitchen.shown.setInView([part(more, 0, 3), part(more, 1, 3)]);
  await time.pass(1000);
  expect(toldBy(client, long)).toEqual([3]);
});

test('[KDS13] a ticket that is torn anew has to be seen anew', async () => {
  const long = order(1, { lines: [sentLine(1), sentLine(1)] });
  const { client, time, kitchen } = setUp([long]);
  kitchen.shown.setInView([part(long, 0, 2)]);
  kitchen.shown.setInView([part(long, 1, 3), part(long, 2, 3)]);
  await time.pass(5000);
  expect(client.sent).toEqual([]);
});

test('[KDS13] a change that came while the display was away is reported when it is back', async () => {
  const one = order(1, { lines: [sentLine(1)] });
  const { client, time, kitchen } = setUp([one]);
  kitchen.shown.setInView(cards([one]));
  await time.pass(1000);
  client.set({ connection: { state: 'lost', since: NOON } });
  const changed = { ...client.get(one.id), lines: [...one.lines, addedLine()] };
  client.put(changed);
  kitchen.shown.setInView(cards([changed]));
  await time.pass(5000);
  expect(toldBy(client, one)).toEqual([1]);
  client.set({ connection: { state: 'live' } });
  await time.pass(1000);
  expect(toldBy(client, one)).toEqual([1, 2]);
});

test('[KDS13] what the broker does not know after a reconnect is reported again, and only then', async () => {
  const one = order(1);
  const { client, time, kitchen } = setUp([one]);
  kitchen.shown.setInView(cards([one]));
  await time.pass(1000);
  // The broker was restored from a backup: it has forgotten.
  client.put(one);
  await time.pass(5000);
  expect(client.sent).toHaveLength(1);
  client.set({ connection: { state: 'lost', since: NOON } });
  client.set({ connection: { state: 'live' } });
  await time.pass(1000);
  expect(types(client)).toEqual(['order.shown', 'order.shown']);
});

test('[KDS13] a task that no display has shown is reported, also of an order that another display has', async () => {
  const one = { ...seen(order(1)), lines: [sentLine(1, { tasks: [task('grelha')] })] };
  const { client, time, kitchen } = setUp([one]);
  kitchen.shown.setInView(cards([one]));
  await time.pass(1000);
  expect(client.get(one.id).lines[0]?.tasks[0]?.shownAt).not.toBeNull();
});

test('[KDS25] what was reported is forgotten once the order has left', async () => {
  const one = order(1);
  const { client, time, kitchen } = setUp([one]);
  for (const times of [1, 2]) {
    client.put(one);
    kitchen.shown.setInView(cards([one]));
    await time.pass(1000);
    expect(client.sent).toHaveLength(times);
    client.put(order(1, { status: 'completed' }));
  }
});
