import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { OrderAction } from '../../src/shared/order-states.ts';
import type { MailState } from '../../src/shared/events.ts';
import type { Order } from '../../src/shared/order.ts';
import type { MailRunner } from '../../src/main/core/mail/mail-runner.ts';
import { createMailRunner } from '../../src/main/core/mail/mail-runner.ts';
import { COUNTER, startBroker, type TestBroker } from '../support/broker.ts';
import type { HandClock } from './support/hand-clock.ts';
import { handClock } from './support/hand-clock.ts';
import type { Inbox } from './support/inbox.ts';
import { openInbox, reply } from './support/inbox.ts';
import { mailSettings, RESOURCES, temporaryFolder } from './support/rig.ts';

let t: TestBroker;
let inbox: Inbox;
let clock: HandClock;
/** Recipients that the server turns away for now. */
const greylisted = new Set<string>();

beforeEach(async () => {
  greylisted.clear();
  t = await startBroker();
  clock = handClock(t.broker.now());
  inbox = await openInbox({
    onRcptTo: ({ address }, _session, callback) =>
      callback(greylisted.has(address) ? reply(450, '4.2.0 later') : null),
  });
});

afterEach(async () => {
  await inbox.close();
  await t.stop();
  expect(t.faults).toEqual([]);
});

/** A runner on the broker of the moment, with a grace pause of two seconds. */
function startRunner(): MailRunner {
  const nothing = () => undefined;
  const runner = createMailRunner({
    broker: t.broker,
    settings: mailSettings({ smtpUrl: inbox.url, from: 'pedidos@cantina.example' }),
    mailDir: join(temporaryFolder(), 'mail'),
    resourcesDir: RESOURCES,
    now: () => t.broker.now(),
    timer: clock.timer,
    log: { info: nothing, warn: nothing, error: nothing },
    random: () => 0.5,
  });
  onTestFinished(() => runner.stop());
  runner.start();
  return runner;
}

function advance(ms: number): void {
  t.time.advance(ms);
  clock.advance(ms);
}

async function act(order: Order, action: OrderAction): Promise<Order> {
  const data = { orderId: order.id };
  const answer = await t.send(
    action === 'cancel'
      ? { type: 'order.cancel', data: { ...data, reason: 'desistiu' } }
      : { type: `order.${action}`, data },
  );
  if (!answer.ok || !answer.data.order) throw new Error(JSON.stringify(answer));
  return answer.data.order;
}

async function readyOrder(email = 'ana@example.com'): Promise<Order> {
  const order = await t.place({
    lines: [{ itemId: 'pizza-margherita', quantity: 2 }],
    customer: { name: 'Ana', email, language: 'es' },
  });
  await act(order, 'start');
  return act(order, 'ready');
}

const stateOf = (order: Order): MailState | undefined =>
  t.broker.view.mail().find(({ orderId }) => orderId === order.id)?.state;

test('[MAIL1] an order that is ready reaches its customer, and the broker knows', async () => {
  const runner = startRunner();
  const order = await readyOrder();
  expect(stateOf(order)).toBe('queued');
  advance(2000);
  await runner.drain();
  expect(inbox.received.map(({ recipients, mail }) => [recipients, mail.subject])).toEqual([
    [
      ['ana@example.com'],
      `Pedido #${String(order.number).padStart(3, '0')} listo — Cantina do Largo`,
    ],
  ]);
  expect(stateOf(order)).toBe('sent');
});

test('[MAIL3] a recall before sending withdraws the message, and the next readiness has its own', async () => {
  const runner = startRunner();
  const order = await readyOrder();
  advance(1999);
  await act(order, 'recall');
  advance(60_000);
  await runner.drain();
  expect(inbox.received).toEqual([]);
  expect(stateOf(order)).toBe('withdrawn');

  await act(order, 'ready');
  advance(2000);
  await runner.drain();
  expect(inbox.received.map(({ mail }) => mail.messageId)).toEqual([
    `<order-${order.id}-2@comanda.local>`,
  ]);
  expect(stateOf(order)).toBe('sent');
});

test('[MAIL3] a cancellation between two attempts withdraws the message', async () => {
  greylisted.add('ana@example.com');
  const runner = startRunner();
  const order = await readyOrder();
  advance(2000);
  await runner.drain();
  expect(stateOf(order)).toBe('retrying');
  await act(order, 'cancel');
  greylisted.clear();
  advance(60_000);
  await runner.drain();
  expect(inbox.received).toEqual([]);
  expect(t.broker.pendingMail()).toEqual([]);
});

test('[MAIL1] an order that is picked up within the grace pause still gets its message', async () => {
  const runner = startRunner();
  await act(await readyOrder(), 'complete');
  advance(2000);
  await runner.drain();
  expect(inbox.received).toHaveLength(1);
});

test('[MAIL1] an order without an address gets no message', async () => {
  const runner = startRunner();
  const order = await t.place({ lines: [{ itemId: 'guarana', quantity: 1 }] });
  await act(order, 'start');
  await act(order, 'ready');
  advance(2000);
  await runner.drain();
  expect(inbox.received).toEqual([]);
});

test('[MAIL7] what was queued or waiting when the product stopped is sent by the next start, once', async () => {
  greylisted.add('bia@example.com');
  const runner = startRunner();
  await readyOrder('bia@example.com');
  advance(2000);
  await runner.drain();
  await readyOrder('ana@example.com');
  await runner.stop();
  t = await t.restart();

  greylisted.clear();
  const second = startRunner();
  advance(5000);
  await second.drain();
  await second.stop();
  t = await t.restart();
  const third = startRunner();
  advance(60_000);
  await third.drain();
  expect(inbox.received.flatMap(({ recipients }) => recipients).toSorted()).toEqual([
    'ana@example.com',
    'bia@example.com',
  ]);
  expect(t.broker.pendingMail()).toEqual([]);
});

/** An order of a counter, for a table: with a charge for service, and half paid in cash. */
async function tableOrder(): Promise<Order> {
  await t.openShift(COUNTER, 10_000);
  const order = await t.place(
    {
      lines: [{ itemId: 'pizza-margherita', quantity: 2 }],
      customer: { name: 'Ana', email: 'ana@example.com' },
      service: 'dine_in',
      table: '7',
    },
    COUNTER,
  );
  const answer = await t.send(
    {
      type: 'payment.take',
      data: { orderId: order.id, method: 'cash', amountCents: 4000, tenderedCents: 5000 },
    },
    undefined,
    COUNTER,
  );
  if (!answer.ok || !answer.data.order) throw new Error(JSON.stringify(answer));
  return answer.data.order;
}

test('[MAIL13] a receipt that was asked for before the product stopped says the order as it was then, once', async () => {
  const order = await tableOrder();
  const asked = await t.send(
    {
      type: 'order.receipt',
      data: { orderId: order.id, email: 'casa@example.com', language: 'en' },
    },
    undefined,
    COUNTER,
  );
  expect(asked.ok).toBe(true);
  await t.send(
    { type: 'payment.take', data: { orderId: order.id, method: 'pix', amountCents: 4778 } },
    undefined,
    COUNTER,
  );
  await act(order, 'cancel');
  t = await t.restart();

  const runner = startRunner();
  await runner.drain();
  const [{ recipients, mail } = { recipients: [], mail: undefined }, ...more] = inbox.received;
  expect(more).toEqual([]);
  expect(recipients).toEqual(['casa@example.com']);
  expect(mail?.messageId).toBe(`<receipt-${order.id}-1@comanda.local>`);
  expect(mail?.text).toMatch(/Table 7 [^]*2 × Pizza Margherita: R\$79.80/);
  expect(mail?.text).toContain('Service (10%): R$7.98');
  expect(mail?.text).toContain('Received R$50.00, change R$10.00');
  expect(mail?.text).toContain('Still to pay: R$47.78');
  expect(t.broker.pendingMail()).toEqual([]);
});

test('[MAIL13] a recall withdraws the ready e-mail and leaves the receipt alone', async () => {
  greylisted.add('ana@example.com');
  const order = await tableOrder();
  await act(order, 'start');
  await act(order, 'ready');
  await t.send(
    { type: 'order.receipt', data: { orderId: order.id, email: 'ana@example.com' } },
    undefined,
    COUNTER,
  );
  const runner = startRunner();
  await runner.drain();
  await act(order, 'recall');
  expect(stateOf(order)).toBe('withdrawn');
  greylisted.clear();
  advance(60_000);
  await runner.drain();
  expect(inbox.received.map(({ mail }) => mail.messageId)).toEqual([
    `<receipt-${order.id}-1@comanda.local>`,
  ]);
});
