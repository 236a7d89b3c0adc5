import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Batch, CommitResult, Writer } from '../../src/main/core/db/batch.ts';
import { inlineWriter } from '../../src/main/core/db/inline-writer.ts';
import { eventListSchema } from '../../src/main/core/lan/http/schemas.ts';
import { startBroker } from '../support/broker.ts';
import { ONE_PIZZA, startLan, type TestLan } from '../support/lan.ts';

/** Holds back the word that a batch is on disk: the window in which it is there and nobody has been told. */
class LateWriter implements Writer {
  /** How many commands each batch had. */
  readonly sizes: number[] = [];
  /** Called with each batch that is on disk and waits; it is answered when the promise resolves. */
  held: ((batch: Batch) => Promise<void>) | null = null;
  readonly #inner: Writer;

  constructor(path: string) {
    this.#inner = inlineWriter(path);
  }

  async commit(batch: Batch): Promise<CommitResult> {
    this.sizes.push(batch.commands.length);
    const result = await this.#inner.commit(batch);
    await this.held?.(batch);
    return result;
  }

  reopen(): Promise<CommitResult> {
    return this.#inner.reopen();
  }

  close(): Promise<void> {
    return this.#inner.close();
  }
}

let t: TestLan;
let writer: LateWriter;

/** Lets the next batch get to disk and no further; resolves with how to let it go on. */
function nextOnDisk(): Promise<() => void> {
  return new Promise((onDisk) => {
    writer.held = () =>
      new Promise((resolve) => {
        onDisk(() => {
          writer.held = null;
          resolve();
        });
      });
  });
}

beforeEach(async () => {
  const backend = await startBroker({ writer: (path) => (writer = new LateWriter(path)) });
  t = await startLan({ backend });
  // Pairing is a batch too: done before any is held back.
  for (const role of ['counter', 'kitchen', 'integration'] as const) await t.token(role);
  for (const key of ['a', 'b']) {
    await t.as('counter', 'POST', '/api/v1/orders', { key, body: ONE_PIZZA });
  }
  // After this what happened before has to be read from disk.
  t = await t.restart();
});

afterEach(async () => {
  await t.stop();
});

test('[BRK16] [HTTP10] what is on disk but was not announced is in no list of events', async () => {
  const { seq } = t.broker.view;
  const onDisk = nextOnDisk();
  const placed = t.as('counter', 'POST', '/api/v1/orders', { key: 'c', body: ONE_PIZZA });
  const goOn = await onDisk;
  expect(t.broker.history.events(seq, 10).length).toBeGreaterThan(0);
  const list = async () =>
    eventListSchema.parse((await t.as('counter', 'GET', '/api/v1/events?since=1')).json);
  const before = await list();
  expect(before.seq).toBe(seq);
  expect(before.events.at(-1)?.seq).toBe(seq);
  goOn();
  expect((await placed).status).toBe(201);
  expect((await list()).events.at(-1)?.seq).toBe(t.broker.view.seq);
});

test('[BRK16] [WS2] [WS3] who comes back in that moment gets what was announced, then the rest once', async () => {
  const { seq } = t.broker.view;
  const onDisk = nextOnDisk();
  const placed = t.as('counter', 'POST', '/api/v1/orders', { key: 'c', body: ONE_PIZZA });
  const goOn = await onDisk;
  const socket = await t.session('kitchen', seq - 1);
  const welcome = await socket.ofKind('welcome');
  expect(welcome).toMatchObject({ seq, snapshot: null, events: [{ seq }] });
  goOn();
  await placed;
  const last = t.broker.view.seq;
  await socket.reached(last);
  expect(socket.events().map((event) => event['seq'])).toEqual(
    Array.from({ length: last - seq }, (_, n) => seq + 1 + n),
  );
  await socket.close();
});

test('[HTTP4] [WS5] the number of an answer is that of the order’s own event, also in a batch of many', async () => {
  const socket = await t.session('counter');
  await socket.ofKind('welcome');
  const onDisk = nextOnDisk();
  const first = socket.command('order.place', ONE_PIZZA);
  const goOn = await onDisk;
  // These gather while the first is on its way, two of them about counted stock, whose event ends the batch.
  const drink = { lines: [{ itemId: 'guarana', quantity: 1 }] };
  const others = [ONE_PIZZA, drink, ONE_PIZZA, drink].map((data) =>
    socket.command('order.place', data),
  );
  const byHttp = t.as('integration', 'POST', '/api/v1/orders', { key: 'h', body: drink });
  while (t.broker.stats.queued < 5) await new Promise((resolve) => setImmediate(resolve));
  goOn();
  const { json } = await byHttp;
  const answers = (await Promise.all([first, ...others])).map((ack) => ({
    seq: Number(ack['seq']),
    id: String(Object(Object(ack['data']).order).id),
  }));
  answers.push({ seq: Number(Object(json).seq), id: String(Object(Object(json).order).id) });
  expect(Math.max(...writer.sizes)).toBeGreaterThan(1);
  for (const { seq, id } of answers) {
    expect(t.broker.history.events(seq - 1, 1)[0]?.event).toMatchObject({
      type: 'order.placed',
      data: { order: { id } },
    });
  }
  await socket.close();
});
