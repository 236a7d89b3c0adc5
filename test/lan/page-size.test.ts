import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventListSchema, orderListSchema } from '../../src/main/core/lan/http/schemas.ts';
import { newId } from '../../src/shared/ids.ts';
import { startLan, type TestLan } from '../support/lan.ts';

const MIB = 1024 * 1024;
const ORDERS = 12;

let t: TestLan;

/** As long as a note may be, on as many lines as an order may have: about 150 KB. */
const LONG = {
  lines: Array.from({ length: 200 }, () => ({
    itemId: 'pizza-margherita',
    quantity: 1,
    note: 'x'.repeat(500),
  })),
};

beforeEach(async () => {
  t = await startLan();
  for (let n = 0; n < ORDERS; n += 1) {
    const key = newId();
    const { status } = await t.as('integration', 'POST', '/api/v1/orders', { key, body: LONG });
    expect(status).toBe(201);
  }
});

afterEach(async () => {
  await t.stop();
});

test.each(['limit=1000', 'limit=1000&status=pending'])(
  '[HTTP5] a page of orders ends soon after 1 MiB, and the cursor leads on: %s',
  async (query) => {
    const numbers: number[] = [];
    let [cursor, pages]: [string, number] = ['', 0];
    do {
      const answer = await t.as('integration', 'GET', `/api/v1/orders?${query}&cursor=${cursor}`);
      const page = orderListSchema.parse(answer.json);
      expect(page.orders.length).toBeGreaterThan(0);
      expect(answer.text.length).toBeLessThan(MIB + MIB / 4);
      numbers.push(...page.orders.map(({ number }) => number));
      cursor = page.nextCursor ?? '';
      pages += 1;
    } while (cursor !== '');
    expect(pages).toBe(2);
    expect(numbers).toEqual(Array.from({ length: ORDERS }, (_, n) => n + 1));
  },
);

test('[HTTP10] a page of events ends soon after 1 MiB; who goes on from its last event misses none', async () => {
  const seqs: number[] = [];
  let [since, last, pages] = [0, 1, 0];
  while (since < last) {
    const answer = await t.as('integration', 'GET', `/api/v1/events?since=${since}`);
    const page = eventListSchema.parse(answer.json);
    expect(answer.text.length).toBeLessThan(MIB + MIB / 4);
    seqs.push(...page.events.map(({ seq }) => seq));
    ({ seq: last } = page);
    since = page.events.at(-1)?.seq ?? last;
    pages += 1;
  }
  expect(pages).toBe(2);
  expect(seqs).toEqual(Array.from({ length: t.broker.view.seq }, (_, n) => n + 1));
});

test('[BRK8] a gap of more than 512 KiB on disk is not read to its end, but closed by a snapshot', async () => {
  t = await t.restart();
  const { seq } = t.broker.view;
  const read: number[] = [];
  expect(t.broker.eventsSince(seq - 2)?.map(({ event }) => event.seq)).toEqual([seq - 1, seq]);
  expect(t.broker.eventsSince(seq - 10)).toBeNull();
  read.push(...t.broker.history.events(0, 1000, MIB / 2).map(({ event }) => event.seq));
  expect(read.length).toBeLessThan(8);
  const socket = await t.session('counter', seq - 10);
  expect(await socket.ofKind('welcome')).toMatchObject({ events: [], snapshot: {}, more: true });
  await socket.close();
});

test('[HTTP16] displays may read less than counters: they hear what there is by their sockets', async () => {
  for (const role of ['kitchen', 'board'] as const) {
    for (let n = 0; n < 100; n += 1) {
      expect((await t.as(role, 'GET', '/api/v1/me')).status).toBe(200);
    }
    expect((await t.as(role, 'GET', '/api/v1/me')).status, role).toBe(429);
    t.clock.advance(50);
    expect((await t.as(role, 'GET', '/api/v1/me')).status, role).toBe(200);
  }
});
