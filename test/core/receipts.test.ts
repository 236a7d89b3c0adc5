import { afterEach, beforeEach, expect, test } from 'vitest';
import { openReadable } from '../../src/main/core/db/open.ts';
import { describeVerdict, verify } from '../../src/main/core/verify/verify.ts';
import { LIMITS } from '../../src/shared/limits.ts';
import { newId } from '../../src/shared/ids.ts';
import { startBroker, type TestBroker } from '../support/broker.ts';

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

const GUARANA = {
  lines: [{ itemId: 'guarana', quantity: 1 }],
  customer: { name: 'Ana', email: 'ana@example.com', language: 'es' as const },
};

const mail = (orderId: string, email = 'caixa@example.com', key: string = newId()) =>
  t.send({ type: 'order.receipt', data: { orderId, email } }, key);

test('[BRK25] a receipt is queued with its command, once for each, and says the order as it was then', async () => {
  const order = await t.place(GUARANA);
  const heard: unknown[] = [];
  t.broker.subscribe((batch) => heard.push(...batch.map(({ event }) => event.data)));
  const first = await mail(order.id, 'a@example.com', 'k');
  expect(first).toMatchObject({ ok: true, data: { order } });
  expect(await mail(order.id, 'a@example.com', 'k')).toEqual({ ...first, replayed: true });
  const status = { orderId: order.id, kind: 'receipt', state: 'queued', attempts: 0 };
  expect(heard).toEqual([{ mail: { ...status, readiness: 1 } }]);
  await t.send({
    type: 'order.change',
    data: { orderId: order.id, add: [{ itemId: 'pizza-margherita', quantity: 1 }] },
  });
  await mail(order.id, 'b@example.com');
  const said = t.broker.pendingMail().map((job) => {
    const totalCents = job.kind === 'receipt' ? job.receipt.totalCents : null;
    return [job.kind, job.readiness, job.to, job.language, totalCents];
  });
  const expected = [
    ['receipt', 1, 'a@example.com', 'es', 700],
    ['receipt', 2, 'b@example.com', 'es', 4690],
  ];
  expect(said).toEqual(expected);
  const before = t.broker.pendingMail();
  t = await t.restart();
  expect(t.broker.pendingMail()).toEqual(before);
});

test('[BRK25] a receipt neither takes the place of a ready e-mail nor goes with it', async () => {
  const order = await t.place(GUARANA);
  const act = (action: 'start' | 'ready' | 'recall' | 'complete') =>
    t.send({ type: `order.${action}`, data: { orderId: order.id } });
  await mail(order.id);
  await act('start');
  await Promise.all([mail(order.id), act('ready'), mail(order.id), act('recall')]);
  expect(t.broker.view.mail()).toEqual([
    { orderId: order.id, readiness: 1, state: 'withdrawn', attempts: 0 },
  ]);
  const pending = () => t.broker.pendingMail().map(({ kind, readiness }) => [kind, readiness]);
  const receipts = [1, 2, 3].map((readiness) => ['receipt', readiness]);
  expect(pending()).toEqual(receipts);
  await act('ready');
  await act('complete');
  t = await t.restart();
  expect(pending()).toEqual([...receipts, ['ready', 2]]);
  const [job] = t.broker.pendingMail();
  expect(await t.broker.recordMail(job?.id ?? 0, { state: 'sent' })).toBeNull();
  expect(pending()).toEqual([...receipts.slice(1), ['ready', 2]]);
  // One of an order that left long ago, after a restart: memory knows of none before it.
  await mail(order.id);
  expect(pending()).toContainEqual(['receipt', 4]);
});

test('[BRK25] an order is mailed ten times at the most', async () => {
  const order = await t.place(GUARANA);
  const many = await Promise.all(Array.from({ length: LIMITS.receipts + 2 }, () => mail(order.id)));
  expect(many.filter(({ ok }) => ok)).toHaveLength(LIMITS.receipts);
  t = await t.restart();
  expect(await mail(order.id)).toMatchObject({
    refusal: { code: 'too_many', data: { most: LIMITS.receipts } },
  });
  expect(t.broker.pendingMail()).toHaveLength(LIMITS.receipts);
});
