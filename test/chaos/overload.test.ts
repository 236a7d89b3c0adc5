import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { newId } from '../../src/shared/ids.ts';
import type { ServerFrame } from '../../src/shared/wire.ts';
import {
  applyEvents,
  applySnapshotPage,
  applyWelcome,
  EMPTY_MIRROR,
  type Step,
} from '../../src/renderer/client/mirror.ts';
import { startBroker } from '../support/broker.ts';
import { FaultyWriter } from '../support/faulty-writer.ts';
import { startLan, type TestLan } from '../support/lan.ts';
import type { Frame } from '../support/test-socket.ts';

const PIZZA = { lines: [{ itemId: 'pizza-margherita', quantity: 1 }] };

let lan: TestLan | null = null;

afterEach(async () => {
  await lan?.stop();
  lan = null;
});

/** The real server on a broker with a queue of four, whose disk a test can hold up. */
async function startNarrow() {
  let writer: FaultyWriter | null = null;
  const backend = await startBroker({
    queueLimit: 4,
    writer: (path) => (writer = new FaultyWriter(path)),
  });
  const narrow = await startLan({ backend });
  lan = narrow;
  const token = await narrow.token('integration');
  let release: () => void = () => undefined;
  if (writer === null) throw new Error('no writer');
  const disk: FaultyWriter = writer;
  return {
    narrow,
    token,
    disk,
    hold: () => {
      disk.gate = new Promise((resolve) => (release = resolve));
    },
    release: () => {
      disk.gate = null;
      release();
    },
  };
}

/** Lets the event loop turn until this is so. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await turn();
}

test('[LOAD1] beyond the queue: 503 with Retry-After at once, nothing changed, and the same key goes through later', async () => {
  const { narrow, token, disk, hold, release } = await startNarrow();
  const place = (key: string) => narrow.call('POST', '/api/v1/orders', { token, key, body: PIZZA });
  const before = disk.batches.length;
  hold();
  const first = place('first');
  await until(() => disk.batches.length > before);
  const waiting = ['a', 'b', 'c', 'd'].map(place);
  await until(() => narrow.broker.stats.queued === 4);

  // The disk still stands: these answers waited for nothing.
  const refused = await Promise.all(['e', 'f', 'g'].map(place));
  for (const { status, headers, json } of refused) {
    expect(status).toBe(503);
    expect(json).toMatchObject({ code: 'overloaded', retryAfterSeconds: 1 });
    expect(headers['retry-after']).toBe('1');
  }
  const socket = await narrow.session('integration');
  expect(await socket.command('order.place', PIZZA)).toMatchObject({
    t: 'reject',
    code: 'overloaded',
    data: { retryAfterSeconds: 1 },
  });
  expect(narrow.broker.view.openOrders()).toEqual([]);

  release();
  const taken = await Promise.all([first, ...waiting]);
  expect(taken.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
  expect(narrow.broker.view.openOrders()).toHaveLength(5);
  // A refusal for want of room is not remembered.
  const again = await place('e');
  expect(again.status).toBe(201);
  expect(again.headers['idempotency-replayed']).toBeUndefined();
  expect(narrow.broker.view.openOrders()).toHaveLength(6);
});

test('[LOAD2] reading goes on while the queue is full', async () => {
  const { narrow, token, disk, hold, release } = await startNarrow();
  await narrow.token('kitchen');
  const before = disk.batches.length;
  hold();
  const placed = Array.from({ length: 9 }, (_, index) =>
    narrow.call('POST', '/api/v1/orders', { token, key: `k${index}`, body: PIZZA }),
  );
  await until(() => disk.batches.length > before && narrow.broker.stats.queued === 4);
  for (const path of ['/api/v1/orders', '/api/v1/stock', '/api/v1/menu', '/api/v1/events']) {
    expect((await narrow.call('GET', path, { token })).status).toBe(200);
  }
  const display = await narrow.session('kitchen');
  expect(await display.ofKind('welcome')).toMatchObject({ snapshot: { orders: [] } });
  release();
  const statuses = (await Promise.all(placed)).map(({ status }) => status);
  // What one commit took before the queue filled is a matter of how the sockets were read.
  expect(statuses.filter((status) => status === 201)).toHaveLength(
    narrow.broker.view.openOrders().length,
  );
  expect(new Set(statuses)).toEqual(new Set([201, 503]));
});

test('[LOAD3] a display that stops reading is dropped, resumes by since and misses nothing; others notice nothing', async () => {
  lan = await startLan();
  const { broker } = lan;
  const watching = await lan.session('counter');
  const stalled = await lan.session('admin');
  await watching.ofKind('welcome');
  await stalled.ofKind('welcome');
  stalled.ws.pause();

  // Orders as fat as they may be, until the stalled one is given up: its socket's buffers take some megabytes.
  const fat = {
    lines: Array.from({ length: 100 }, () => ({
      itemId: 'pizza-margherita',
      quantity: 1,
      note: 'ø'.repeat(450),
    })),
  };
  const dropped = () => lan?.log.some((line) => line.includes('"reason":"slow"')) ?? false;
  const source = { deviceId: 'shop', role: 'integration' } as const;
  for (let nth = 0; nth < 400 && !dropped(); nth += 1) {
    const answer = await broker.submit(source, newId(), { type: 'order.place', data: fat });
    if (!answer.ok) throw new Error(answer.refusal.code);
    await watching.reached(answer.seq);
  }
  expect(dropped()).toBe(true);
  stalled.ws.resume();
  await stalled.closed;

  // It comes back with what it has, and then has all that the one that kept reading has.
  const mirror = new Mirrored();
  for (const frame of stalled.frames) mirror.take(frame);
  const resumed = await lan.session('admin', mirror.seq);
  await resumed.ofKind('welcome');
  const last = await broker.submit(source, newId(), { type: 'order.place', data: PIZZA });
  if (!last.ok) throw new Error(last.refusal.code);
  await Promise.all([resumed.reached(last.seq), watching.reached(last.seq)]);
  for (const frame of resumed.frames) mirror.take(frame);
  expect(mirror.seq).toBe(last.seq);
  expect(mirror.orders).toEqual(broker.view.openOrders());

  const other = new Mirrored();
  for (const frame of watching.frames) other.take(frame);
  expect(other.orders).toEqual(mirror.orders);
  expect(watching.frames.filter(({ t }) => t === 'welcome')).toHaveLength(1);
}, 60_000);

test('[LOAD4] a flooding device is limited; another one gets all it asks for', async () => {
  lan = await startLan();
  const flooder = await lan.session('counter');
  const kitchen = await lan.session('kitchen');
  const shop = await lan.session('integration');
  await Promise.all([flooder, kitchen, shop].map((socket) => socket.ofKind('welcome')));

  const flood = Array.from({ length: 600 }, () =>
    flooder.command('order.place', { ...PIZZA, channel: 'phone' }),
  );
  const ordered = await Promise.all(
    Array.from({ length: 60 }, () => shop.command('order.place', PIZZA)),
  );
  expect(ordered.map(({ t }) => t)).toEqual(ordered.map(() => 'ack'));
  const started = await Promise.all(
    ordered.map((ack) => kitchen.command('order.start', { orderId: orderIn(ack) })),
  );
  expect(started.map(({ t }) => t)).toEqual(started.map(() => 'ack'));

  const flooded = await Promise.all(flood);
  const codes = flooded.map((frame) => (frame.t === 'ack' ? 'ack' : frame['code']));
  // The burst of a counter, and not one more: the clock of the limits stands still here.
  expect(codes.filter((code) => code === 'ack')).toHaveLength(100);
  expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(500);
  expect(lan.broker.view.openOrders()).toHaveLength(160);
});

function orderIn(ack: Frame): string {
  const data = ack['data'] as { order: { id: string } };
  return data.order.id;
}

/** What a screen makes of the frames it gets, with the screens' own code. */
class Mirrored {
  #mirror = EMPTY_MIRROR;

  get seq(): number {
    return this.#mirror.seq;
  }

  get orders(): unknown[] {
    return Object.values(this.#mirror.orders).toSorted((a, b) => a.number - b.number);
  }

  take(data: Frame): void {
    const frame = data as unknown as ServerFrame;
    if (frame.t === 'welcome') this.#step(applyWelcome(this.#mirror, frame));
    if (frame.t === 'snapshot') this.#step(applySnapshotPage(this.#mirror, frame));
    if (frame.t === 'event') this.#step(applyEvents(this.#mirror, [frame]));
  }

  #step({ mirror, verdict }: Step): void {
    expect(verdict).toBe('ok');
    this.#mirror = mirror;
  }
}
