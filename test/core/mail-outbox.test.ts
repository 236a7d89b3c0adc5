import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBroker, type TestBroker } from '../support/broker.ts';

let t: TestBroker;

beforeEach(async () => {
  t = await startBroker();
});

afterEach(() => t.stop());

async function readyOrder(email: string | null = 'ana@example.com') {
  const order = await t.place({
    lines: [{ itemId: 'guarana', quantity: 1 }],
    customer: { name: 'Ana', email, language: 'es' },
  });
  await act(order.id, 'start');
  await act(order.id, 'ready');
  return order;
}

const act = (orderId: string, action: 'start' | 'ready' | 'recall' | 'complete') =>
  t.send({ type: `order.${action}`, data: { orderId } });

test('[MAIL1] the job is there in the moment the order is ready, once for each readiness', async () => {
  const order = await readyOrder();
  expect(t.broker.pendingMail()).toEqual([
    {
      kind: 'ready',
      id: 1,
      orderId: order.id,
      readiness: 1,
      orderNumber: 1,
      to: 'ana@example.com',
      customerName: 'Ana',
      language: 'es',
      service: 'counter',
      lines: [{ name: 'Guaraná lata', quantity: 1 }],
      queuedAt: t.time.ms,
      attempts: 0,
      nextAttemptAt: t.time.ms,
    },
  ]);
  await readyOrder(null);
  expect(t.broker.pendingMail()).toHaveLength(1);
});

test('[MAIL3] a recall before sending withdraws it; ready again is another message', async () => {
  const order = await readyOrder();
  await act(order.id, 'recall');
  expect(t.broker.pendingMail()).toEqual([]);
  expect(t.broker.view.mail()).toMatchObject([{ readiness: 1, state: 'withdrawn' }]);
  await act(order.id, 'ready');
  expect(t.broker.pendingMail()).toMatchObject([{ id: 2, readiness: 2 }]);
  expect(t.broker.view.mail()).toMatchObject([{ readiness: 2, state: 'queued' }]);
});

test('a handed-over order still gets its message, also after a restart', async () => {
  const order = await readyOrder();
  await act(order.id, 'complete');
  t = await t.restart();
  expect(t.broker.pendingMail()).toMatchObject([{ orderId: order.id }]);
});

test('what an attempt came to is on disk and announced', async () => {
  const order = await readyOrder();
  const states: unknown[] = [];
  t.broker.subscribe((batch) => states.push(...batch.map(({ event }) => event.data)));
  const next = t.time.ms + 5000;
  await t.broker.recordMail(1, { state: 'retrying', nextAttemptAt: next, error: 'refused' });
  expect(t.broker.pendingMail()).toMatchObject([{ attempts: 1, nextAttemptAt: next }]);
  t = await t.restart();
  expect(t.broker.pendingMail()).toMatchObject([{ attempts: 1, nextAttemptAt: next }]);
  expect(await t.broker.recordMail(1, { state: 'sent' })).toBeNull();
  expect(t.broker.pendingMail()).toEqual([]);
  expect(states).toEqual([
    { mail: { orderId: order.id, readiness: 1, state: 'retrying', attempts: 1 } },
  ]);
});

test('[MAIL3] a failure that is reported after the withdrawal does not bring the message back', async () => {
  const order = await readyOrder();
  await act(order.id, 'recall');
  await t.broker.recordMail(1, { state: 'retrying', nextAttemptAt: 0, error: 'late' });
  expect(t.broker.pendingMail()).toEqual([]);
  expect(t.broker.view.mail()).toMatchObject([{ state: 'withdrawn', attempts: 0 }]);
});

test('[MAIL3] ready and called back in one transaction leaves nothing to send', async () => {
  const order = await t.place({
    lines: [{ itemId: 'guarana', quantity: 1 }],
    customer: { email: 'ana@example.com' },
  });
  await act(order.id, 'start');
  await Promise.all([act(order.id, 'ready'), act(order.id, 'recall')]);
  expect(t.broker.pendingMail()).toEqual([]);
  expect(t.broker.view.mail()).toMatchObject([{ readiness: 1, state: 'withdrawn' }]);
  t = await t.restart();
  expect(t.broker.pendingMail()).toEqual([]);
});
