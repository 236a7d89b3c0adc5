import { expect, test } from 'vitest';
import { createKitchen, type Kitchen } from '../../../src/renderer/kds/kitchen.ts';
import { SETTLE_MS } from '../../../src/renderer/kds/tap-guard.ts';
import { nextStep, toTicket } from '../../../src/renderer/kds/tickets.ts';
import { UNDO_MS } from '../../../src/renderer/kds/undo.ts';
import type { Tone } from '../../../src/renderer/sound/tones.ts';
import type { Order } from '../../../src/shared/order.ts';
import { fakeClient, type FakeClient } from './fake-client.ts';
import { addedLine, at, line, MENU, NOON, order, sentLine, takenOff } from './fixtures.ts';

/** Time that moves only when told to. */
function fakeTime() {
  let now = NOON;
  let tasks: { due: number; task: () => void }[] = [];
  return {
    clock: () => now,
    timers: {
      after(ms: number, task: () => void) {
        const entry = { due: now + ms, task };
        tasks.push(entry);
        return () => {
          tasks = tasks.filter((each) => each !== entry);
        };
      },
    },
    async pass(ms: number): Promise<void> {
      const until = now + ms;
      for (;;) {
        const [next] = tasks.filter(({ due }) => due <= until).toSorted((a, b) => a.due - b.due);
        if (!next) break;
        tasks = tasks.filter((each) => each !== next);
        now = next.due;
        next.task();
        await settled();
      }
      now = until;
    },
  };
}

/** Lets every answer that is on its way arrive. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

function memoryStorage() {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

function setUp(orders: Order[], over: Parameters<typeof fakeClient>[1] = {}) {
  const client = fakeClient(orders, over);
  const time = fakeTime();
  const played: Tone[] = [];
  const storage = memoryStorage();
  let visible = true;
  const open = (): Kitchen & { stop(): void } => {
    const made = createKitchen({
      client,
      storage,
      ...time,
      speaker: {
        state: () => 'on',
        set: () => undefined,
        play: (tone) => void played.push(tone),
        subscribe: () => () => undefined,
        start: () => () => undefined,
      },
      isVisible: () => visible,
    });
    return { ...made, stop: made.start() };
  };
  const kitchen = open();
  const show = (on: boolean): void => {
    visible = on;
    kitchen.shown.look();
  };
  return { client, time, played, kitchen, open, show };
}

const ticketOf = (of: Order) => {
  const ticket = toTicket(of, new Set(), new Set(MENU.stations.map(({ id }) => id)));
  if (!ticket) throw new Error('no ticket');
  return ticket;
};

const types = (client: FakeClient): string[] => client.sent.map(({ type }) => type);

test('[KDS7] a bump can be undone for five seconds', async () => {
  const one = order(1, { status: 'preparing' });
  const { client, time, kitchen } = setUp([one]);
  kitchen.advance(ticketOf(one));
  await settled();
  expect(client.get(one.id).status).toBe('ready');
  expect(kitchen.store.getState().undos.map(({ number }) => number)).toEqual([1]);
  await time.pass(UNDO_MS - 1000);
  kitchen.undo();
  await settled();
  expect(client.get(one.id)).toMatchObject({ status: 'preparing', recalled: true });
  expect(kitchen.store.getState().undos).toEqual([]);
});

test('[KDS7] after five seconds the undo is gone, and with it once the order was handed over', async () => {
  const one = order(1, { status: 'preparing' });
  const { client, time, kitchen } = setUp([one]);
  kitchen.advance(ticketOf(one));
  await settled();
  await time.pass(UNDO_MS + 1000);
  expect(kitchen.store.getState().undos).toEqual([]);

  const two = order(2, { status: 'preparing' });
  client.put(two);
  kitchen.advance(ticketOf(two));
  await settled();
  client.put({ ...client.get(two.id), status: 'completed' });
  expect(kitchen.store.getState().undos).toEqual([]);
});

test('[KDS7] undoing a tapped last line brings back that line and keeps the others struck', async () => {
  const lines = [line({ status: 'ready' }), line({ status: 'preparing' })] as const;
  const one = order(1, { status: 'preparing', lines: [...lines] });
  const { client, kitchen } = setUp([one]);
  kitchen.toggleLine(one, lines[1]);
  await settled();
  expect(client.get(one.id).status).toBe('ready');
  kitchen.undo();
  await settled();
  expect(client.get(one.id).lines.map(({ status }) => status)).toEqual(['ready', 'preparing']);
});

test('[KDS5] while a command is on its way the card waits, and a second touch sends nothing', async () => {
  const one = order(1);
  const { client, kitchen } = setUp([one]);
  client.hold(true);
  kitchen.advance(ticketOf(one));
  kitchen.advance(ticketOf(one));
  expect(types(client)).toEqual(['order.start']);
  expect(kitchen.store.getState().waiting.has(one.id)).toBe(true);
  await client.answer();
  await settled();
  expect(kitchen.store.getState().waiting.size).toBe(0);
  expect(client.get(one.id).status).toBe('preparing');
});

test('[KDS6] a station bumps its own lines one by one and can take all of them back', async () => {
  const mine = [line({ status: 'preparing' }), line({ status: 'preparing' })];
  const theirs = line({ status: 'preparing', station: 'bar' });
  const one = order(1, { status: 'preparing', lines: [...mine, theirs] });
  const { client, kitchen } = setUp([one]);
  kitchen.chooseStations(['grelha']);
  const ticket = toTicket(one, new Set(['grelha']), new Set(['grelha', 'bar']));
  if (ticket) kitchen.advance(ticket);
  await settled();
  expect(types(client)).toEqual(['line.bump', 'line.bump']);
  expect(client.get(one.id).lines.map(({ status }) => status)).toEqual([
    'ready',
    'ready',
    'preparing',
  ]);
  kitchen.undo();
  await settled();
  expect(client.get(one.id).lines.every(({ status }) => status === 'preparing')).toBe(true);
});

test('[KDS5] a refusal is kept to be shown, and nothing changes', async () => {
  const one = order(1);
  const { client, kitchen } = setUp([one]);
  client.refuseWith({ code: 'forbidden', detail: '', data: {} });
  kitchen.advance(ticketOf(one));
  await settled();
  expect(kitchen.store.getState().troubles.map(({ refusal }) => refusal.code)).toEqual([
    'forbidden',
  ]);
  expect(kitchen.store.getState().undos).toEqual([]);
  expect(client.get(one.id)).toBe(one);
});

test('[KDS7] the last ready order of this display is called back by one key', async () => {
  const ready = (number: number, readyAt: string, station = 'grelha') =>
    order(number, {
      status: 'ready',
      readyAt,
      lines: [line({ station, status: 'ready' })],
    });
  const { client, kitchen } = setUp([
    ready(1, at(-9000)),
    ready(2, at(-3000)),
    ready(3, at(-1000), 'bar'),
  ]);
  kitchen.chooseStations(['grelha']);
  kitchen.recallLast();
  await settled();
  expect(client.sent).toEqual([{ type: 'order.recall', data: { orderId: order(2).id } }]);
});

test('[KDS4] a cancelled ticket waits to be confirmed, also over a reload', async () => {
  const one = order(1, { shownAt: at(-1000) });
  const { client, kitchen, open } = setUp([one]);
  client.put({ ...one, status: 'cancelled', allowedActions: [] });
  expect([...kitchen.store.getState().departed.keys()]).toEqual([one.id]);
  kitchen.stop();
  client.set({ orders: {} });

  const reloaded = open();
  const kept = reloaded.store.getState().departed.get(one.id);
  expect(kept?.notice).toBe('cancelled');
  const ticket = kept && toTicket(kept.order, new Set(), new Set(), kept.notice);
  if (ticket) reloaded.advance(ticket);
  expect(reloaded.store.getState().departed.size).toBe(0);
  expect(client.sent).toEqual([]);
  expect(open().store.getState().departed.size).toBe(0);
});

test('[KDS12] sounds follow events: a new order, a late one, a cancelled one, each once', async () => {
  const one = order(1, { placedAt: at(-478_000), shownAt: at(0) });
  const { client, time, played } = setUp([one]);
  await time.pass(1000);
  expect(played).toEqual([]);
  await time.pass(2000);
  expect(played).toEqual(['late']);
  client.put(order(2));
  expect(played).toEqual(['late', 'new']);
  client.put({ ...one, status: 'cancelled' });
  expect(played).toEqual(['late', 'new', 'changed']);
  await time.pass(5000);
  expect(played).toHaveLength(3);
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

test('[KDS13] orders in view are reported once, gathered into one command', async () => {
  const orders = [order(1), order(2), order(3), order(4, { shownAt: at(-5000) })];
  const { client, time, kitchen } = setUp(orders);
  const [one, two, , seen] = orders.map(({ id }) => id);
  kitchen.shown.setInView([one ?? '']);
  kitchen.shown.setInView([one ?? '', two ?? '', seen ?? '']);
  await time.pass(1000);
  expect(client.sent).toEqual([
    {
      type: 'order.shown',
      data: { orderIds: [one, two], told: { [one ?? '']: 0, [two ?? '']: 0 } },
    },
  ]);
  kitchen.shown.setInView([one ?? '', two ?? '']);
  client.put(order(9));
  await time.pass(1000);
  expect(client.sent).toHaveLength(1);
});

test('[KDS13] nothing is reported by a hidden page, an unconnected one or a counter', async () => {
  const hidden = setUp([order(1)]);
  hidden.show(false);
  hidden.kitchen.shown.setInView([order(1).id]);
  await hidden.time.pass(1000);
  expect(hidden.client.sent).toEqual([]);
  hidden.show(true);
  await hidden.time.pass(1000);
  expect(types(hidden.client)).toEqual(['order.shown']);

  for (const over of [
    { role: 'counter' as const },
    { connection: { state: 'lost' as const, since: NOON } },
  ]) {
    const { client, time, kitchen } = setUp([order(1)], over);
    kitchen.shown.setInView([order(1).id]);
    await time.pass(1000);
    expect(client.sent).toEqual([]);
  }
});

test('[KDS13] a refused report is not said again in a loop', async () => {
  const { client, time, kitchen } = setUp([order(1)]);
  client.refuseWith({ code: 'forbidden', detail: '', data: {} });
  kitchen.shown.setInView([order(1).id]);
  await time.pass(5000);
  client.put(order(2));
  await time.pass(5000);
  expect(types(client)).toEqual(['order.shown']);
});

/** The reports of a display about one order: how much of it each says was in view. */
const toldBy = (client: FakeClient, { id }: Order): unknown[] =>
  client.sent.map(({ data }) => Object(Object(data).told)[id]);

test('[KDS13] each change of an order in view is reported once, with how much was told of it', async () => {
  const one = order(1, { lines: [sentLine(1)], shownAt: at(-30_000) });
  const { client, time, kitchen } = setUp([one]);
  kitchen.shown.setInView([one.id]);
  await time.pass(1000);
  expect(client.sent).toEqual([]);
  // Two changes within the time of gathering are one report.
  const added = { ...one, lines: [...one.lines, addedLine()] };
  client.put(added);
  await time.pass(100);
  const less = { ...added, lines: added.lines.map((each) => takenOff(each, 0)) };
  client.put(less);
  await time.pass(1000);
  expect(toldBy(client, one)).toEqual([4]);
  expect(client.get(one.id).changeShownAt).not.toBeNull();
  await time.pass(1000);
  // The counter changes it once more: what the broker knew of its showing no longer holds.
  client.put({ ...less, lines: [...less.lines, addedLine()], changeShownAt: null });
  await time.pass(1000);
  expect(toldBy(client, one)).toEqual([4, 5]);
  expect(client.get(one.id).shownAt).toBe(at(-30_000));
});

test('[KDS13] a change that comes while a report is under way is reported after it', async () => {
  const one = order(1, { lines: [sentLine(1)] });
  const { client, time, kitchen } = setUp([one]);
  client.hold(true);
  kitchen.shown.setInView([one.id]);
  await time.pass(1000);
  client.put({ ...one, lines: [...one.lines, addedLine()] });
  await time.pass(1000);
  expect(toldBy(client, one)).toEqual([1]);
  client.hold(false);
  await client.answer();
  await settled();
  expect(client.get(one.id)).toMatchObject({ shownAt: at(0), changeShownAt: null });
  await time.pass(1000);
  expect(toldBy(client, one)).toEqual([1, 2]);
  expect(client.get(one.id)).toMatchObject({ changeShownAt: at(0) });
});

test('[KDS13] a change of an order that is on another page is reported when it comes into view', async () => {
  const one = order(1, { lines: [sentLine(1)], shownAt: at(-30_000) });
  const { client, time, kitchen } = setUp([one]);
  kitchen.shown.setInView([]);
  client.put({ ...one, lines: [...one.lines, addedLine()] });
  await time.pass(5000);
  expect(client.sent).toEqual([]);
  kitchen.shown.setInView([one.id]);
  await time.pass(1000);
  expect(toldBy(client, one)).toEqual([2]);
});

test('[KDS13] a change that came while the display was away is reported when it is back', async () => {
  const one = order(1, { lines: [sentLine(1)] });
  const { client, time, kitchen } = setUp([one]);
  kitchen.shown.setInView([one.id]);
  await time.pass(1000);
  client.set({ connection: { state: 'lost', since: NOON } });
  const changed = { ...client.get(one.id), lines: [...one.lines, addedLine()] };
  client.put(changed);
  await time.pass(5000);
  expect(toldBy(client, one)).toEqual([1]);
  client.set({ connection: { state: 'live' } });
  await time.pass(1000);
  expect(toldBy(client, one)).toEqual([1, 2]);
  // What the broker has forgotten is said once more after the next reconnect, and only then.
  client.put(changed);
  await time.pass(5000);
  expect(client.sent).toHaveLength(2);
  client.set({ connection: { state: 'lost', since: NOON } });
  client.set({ connection: { state: 'live' } });
  await time.pass(1000);
  expect(toldBy(client, one)).toEqual([1, 2, 2]);
});

test('[KDS13] what the broker does not know after a reconnect is reported again', async () => {
  const one = order(1);
  const { client, time, kitchen } = setUp([one]);
  kitchen.shown.setInView([one.id]);
  await time.pass(1000);
  // The broker was restored from a backup: it has forgotten.
  client.set({ connection: { state: 'lost', since: NOON } });
  client.put(one);
  await time.pass(1000);
  expect(client.sent).toHaveLength(1);
  client.set({ connection: { state: 'live' } });
  await time.pass(1000);
  expect(types(client)).toEqual(['order.shown', 'order.shown']);
});

test('[KDS5] a card that has just slid, or means something else now, takes no press', async () => {
  const { time, kitchen } = setUp([]);
  const { guard } = kitchen;
  const place = (
    ...cards: [id: string, step: 'start' | 'ready' | 'confirm', told?: number][]
  ): void => guard.laidOut(cards.map(([id, step, told = 1]) => ({ id, step, told })));
  const pressable = (): string =>
    ['a', 'b', 'c', 'd', 'e'].filter((id) => guard.mayPress(id)).join('');
  place(['a', 'start'], ['b', 'start'], ['c', 'ready']);
  expect(pressable()).toBe('abcde');
  place(['b', 'start'], ['c', 'ready'], ['d', 'start']);
  expect(pressable()).toBe('ae');
  await time.pass(SETTLE_MS);
  expect(pressable()).toBe('abcde');
  // A new one at the end has slid under nobody's finger; one whose step changed has stayed where it was.
  place(['b', 'ready'], ['c', 'confirm'], ['d', 'start'], ['e', 'start']);
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

test('[KDS5] a step that was drawn before a line was added is not done: nobody has cooked that line', async () => {
  const sent = sentLine(1, { status: 'preparing' });
  const one = order(1, { status: 'preparing', lines: [sent] });
  const { client, kitchen } = setUp([one]);
  const more = { ...one, lines: [sent, addedLine({ status: 'preparing' })] };
  client.put(more);
  kitchen.advance(ticketOf(one));
  await settled();
  expect(client.sent).toEqual([]);
  kitchen.advance(ticketOf(more));
  await settled();
  expect(types(client)).toEqual(['order.ready']);
});

test('[KDS17] what was taken off can be neither bumped nor brought back', async () => {
  const gone = takenOff(sentLine(1, { status: 'preparing' }));
  const one = order(1, { status: 'preparing', lines: [gone, sentLine(1)] });
  const { client, kitchen } = setUp([one]);
  kitchen.toggleLine(one, gone);
  kitchen.recallHere(ticketOf(one));
  await settled();
  expect(client.sent).toEqual([]);
});

test('[KDS5] only the step that was drawn is done: an order that moved on before the screen did is left alone', async () => {
  const one = order(1);
  const { client, kitchen } = setUp([one]);
  client.put({ ...one, status: 'preparing', allowedActions: ['ready', 'cancel'] });
  kitchen.advance(ticketOf(one));
  await settled();
  expect(client.sent).toEqual([]);
  expect(kitchen.store.getState().troubles).toEqual([]);
});

test('[KDS5] two kitchens that begin the same order nearly together: the slower one is told gently', async () => {
  const one = order(1);
  const { client, kitchen } = setUp([one]);
  const refusal = (from: 'preparing' | 'cancelled') =>
    ({
      code: 'illegal_transition',
      detail: '',
      data: { orderId: one.id, from, allowedActions: [] },
    }) as const;
  client.refuseWith(refusal('preparing'));
  kitchen.advance(ticketOf(one));
  await settled();
  client.refuseWith(refusal('cancelled'));
  kitchen.advance(ticketOf(one));
  await settled();
  expect(kitchen.store.getState().troubles.map(({ already }) => already)).toEqual(['start', null]);
});

test('[KDS6] the last station finishes its own lines, so that what was called back elsewhere stays open', async () => {
  const mine = line({ status: 'preparing' });
  const theirs = line({ status: 'ready', station: 'bar' });
  const one = order(1, { status: 'preparing', lines: [mine, theirs] });
  const { client, kitchen } = setUp([one]);
  kitchen.chooseStations(['grelha']);
  const ticket = toTicket(one, new Set(['grelha']), new Set(['grelha', 'bar']));
  if (!ticket) throw new Error('no ticket');
  expect(nextStep(ticket)?.kind).toBe('ready');
  kitchen.advance(ticket);
  await settled();
  expect(client.sent).toEqual([{ type: 'line.bump', data: { orderId: one.id, lineId: mine.id } }]);
  expect(client.get(one.id).status).toBe('ready');
});

test('[KDS7] each bump can be undone for its own five seconds, the last one first', async () => {
  const [one, two, three] = [1, 2, 3].map((n) => order(n, { status: 'preparing' }));
  if (!one || !two || !three) throw new Error('no orders');
  const { client, time, kitchen } = setUp([one, two, three]);
  const offered = (): number[] => kitchen.store.getState().undos.map(({ number }) => number);
  for (const each of [one, two, three]) {
    kitchen.advance(ticketOf(each));
    await settled();
    await time.pass(2000);
  }
  expect(offered()).toEqual([3, 2]);
  kitchen.undo();
  kitchen.undo();
  await settled();
  expect([one, two, three].map(({ id }) => client.get(id).status)).toEqual([
    'ready',
    'preparing',
    'preparing',
  ]);
  expect(offered()).toEqual([]);
});

test('[KDS7] a bump that another screen has called back is not in the way of the one before', async () => {
  const [one, two] = [order(1, { status: 'preparing' }), order(2, { status: 'preparing' })];
  const { client, kitchen } = setUp([one, two]);
  for (const each of [one, two]) {
    kitchen.advance(ticketOf(each));
    await settled();
  }
  client.put({ ...client.get(two.id), status: 'preparing', recalled: true });
  kitchen.undo();
  await settled();
  expect(client.get(one.id).status).toBe('preparing');
});
