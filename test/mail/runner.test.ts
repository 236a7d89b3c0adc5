import fc from 'fast-check';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { refuse } from '../../src/shared/errors.ts';
import { MAIL_LIFETIME, retryPause } from '../../src/main/core/mail/retry-schedule.ts';
import type { Delivery, MailTransport, MailMessage } from '../../src/main/core/mail/transport.ts';
import { fakeBroker, mailJob, QUEUED_AT } from './support/fake-broker.ts';
import { mailRig, RESOURCES, temporaryFolder } from './support/rig.ts';

/** A transport that keeps each message until the test says what becomes of it. */
function heldTransport() {
  const held: {
    readonly message: MailMessage;
    readonly withdrawn: AbortSignal;
    readonly end: (delivery: Delivery) => void;
  }[] = [];
  let closed = false;
  const transport: MailTransport = {
    kind: 'smtp',
    send(message, withdrawn) {
      const { promise, resolve } = Promise.withResolvers<Delivery>();
      held.push({ message, withdrawn, end: resolve });
      return promise;
    },
    close() {
      closed = true;
      for (const { end } of held) end({ outcome: 'refused', permanent: false, error: 'closed' });
    },
  };
  return { transport, held, isClosed: () => closed };
}

/** A transport that answers at once, in turn; the last answer repeats. */
function quickTransport(...answers: readonly [Delivery, ...Delivery[]]) {
  const sent: MailMessage[] = [];
  const transport: MailTransport = {
    kind: 'smtp',
    send(message) {
      sent.push(message);
      return Promise.resolve(answers[Math.min(sent.length, answers.length) - 1] ?? answers[0]);
    },
    close: () => undefined,
  };
  return { transport, sent };
}

const SENT: Delivery = { outcome: 'sent' };
const BUSY: Delivery = { outcome: 'refused', permanent: false, error: 'busy' };
/** Lets everything run that is waiting for nothing but its turn. */
const turns = () => setImmediate();

test('[MAIL2] a message leaves only after the grace pause', async () => {
  const { transport, sent } = quickTransport(SENT);
  const { broker, clock, runner } = mailRig({ transport, mail: { graceSeconds: 2 } });
  runner.start();
  broker.queue({ id: 1 });
  clock.advance(1999);
  await turns();
  expect(sent).toHaveLength(0);
  clock.advance(1);
  await runner.drain();
  expect(sent).toHaveLength(1);
});

test('[MAIL3] a recall within the grace pause withdraws the message', async () => {
  const { transport, sent } = quickTransport(SENT);
  const { broker, clock, runner } = mailRig({ transport, mail: { graceSeconds: 2 } });
  runner.start();
  broker.queue({ id: 1 });
  clock.advance(1999);
  broker.withdraw(1);
  clock.advance(MAIL_LIFETIME);
  await runner.drain();
  expect(sent).toHaveLength(0);
  expect(broker.outcomes).toEqual([]);
});

test('[MAIL3] a recall between two attempts withdraws the message', async () => {
  const { transport, sent } = quickTransport(BUSY, SENT);
  const { broker, clock, runner } = mailRig({ transport, broker: fakeBroker([mailJob(1)]) });
  runner.start();
  await runner.drain();
  broker.withdraw(1);
  clock.advance(MAIL_LIFETIME);
  await runner.drain();
  expect(sent).toHaveLength(1);
});

test('[MAIL3] a recall in the same turn in which the message fell due withdraws it', async () => {
  const { transport, sent } = quickTransport(SENT);
  const { broker, runner } = mailRig({ transport });
  runner.start();
  broker.queue({ id: 1 });
  broker.withdraw(1);
  await runner.drain();
  expect(sent).toHaveLength(0);
});

test('[MAIL3] an order that is ready again gets a message of its own', async () => {
  const { transport, sent } = quickTransport(SENT);
  const { broker, runner } = mailRig({ transport });
  runner.start();
  const first = broker.queue({ id: 1, readiness: 1 });
  broker.withdraw(1);
  broker.queue({ id: 2, orderId: first.orderId, readiness: 2 });
  await runner.drain();
  expect(sent.map(({ key }) => key)).toEqual([`order-${first.orderId}-2`]);
});

test('[MAIL3] a recall of a message that then does not arrive leaves it withdrawn', async () => {
  const { transport, held } = heldTransport();
  const { broker, clock, runner } = mailRig({ transport, broker: fakeBroker([mailJob(1)]) });
  runner.start();
  await turns();
  broker.withdraw(1);
  held[0]?.end(BUSY);
  await runner.drain();
  clock.advance(MAIL_LIFETIME);
  await runner.drain();
  expect(broker.outcomes).toEqual([]);
  expect(held).toHaveLength(1);
});

test('[MAIL6] one job is never under way twice, and few jobs are at once', async () => {
  const { transport, held } = heldTransport();
  const jobs = Array.from({ length: 10 }, (_, index) => mailJob(index + 1));
  const { broker, clock, runner } = mailRig({ transport, broker: fakeBroker(jobs) });
  runner.start();
  await turns();
  expect(held).toHaveLength(3);
  // Whatever happens meanwhile, nobody joins in.
  broker.queue({ id: 11 });
  clock.advance(60_000);
  await turns();
  expect(held).toHaveLength(3);

  for (let next = 0; next < 11; next += 1) {
    held[next]?.end(SENT);
    await turns();
  }
  await runner.drain();
  expect(held.map(({ message }) => message.key).toSorted()).toEqual(
    [...jobs, mailJob(11)].map(({ orderId }) => `order-${orderId}-1`).toSorted(),
  );
});

test('[MAIL6] a message that left is not sent again when its outcome cannot be put down', async () => {
  const { transport, sent } = quickTransport(SENT);
  const broker = fakeBroker([mailJob(1)]);
  broker.refusals.push(
    refuse('disk_full', 'The disk is full.', {}),
    refuse('disk_full', 'The disk is full.', {}),
  );
  const { clock, runner } = mailRig({ transport, broker });
  runner.start();
  await turns();
  broker.queue({ id: 2 });
  clock.advance(5000);
  await turns();
  expect(broker.outcomes.map(({ jobId }) => jobId)).toEqual([2]);
  clock.advance(5000);
  await runner.drain();
  expect(sent).toHaveLength(2);
  expect(broker.outcomes.map(({ jobId }) => jobId)).toEqual([2, 1]);
});

test('[MAIL4] pauses grow from 5 seconds to 30 minutes, whatever the chance', () => {
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fc.nat(200), random, random, (failures, one, other) => {
      const pause = retryPause(failures, one);
      expect(pause).toBeGreaterThanOrEqual(4500);
      expect(pause).toBeLessThanOrEqual(33 * 60_000);
      if (failures < 8) expect(retryPause(failures + 1, other)).toBeGreaterThan(pause);
      expect(retryPause(8 + failures, 0.5)).toBe(30 * 60_000);
    }),
  );
  const seconds = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((failures) => retryPause(failures, 0.5) / 1000);
  expect(seconds).toEqual([5, 15, 30, 60, 120, 300, 600, 900, 1800]);
});

test('[MAIL4] a message that never gets through is tried for 24 hours, then given up', async () => {
  const { transport, sent } = quickTransport(BUSY);
  const { broker, clock, runner } = mailRig({ transport, broker: fakeBroker([mailJob(1)]) });
  runner.start();
  await runner.drain();
  while (broker.pendingMail().length > 0) {
    clock.advance(60_000);
    await runner.drain();
  }
  const states = broker.outcomes.map(({ outcome }) => outcome.state);
  expect(states.at(-1)).toBe('failed');
  expect(states.slice(0, -1).every((state) => state === 'retrying')).toBe(true);
  const lived = clock.now() - QUEUED_AT;
  expect(lived).toBeLessThanOrEqual(MAIL_LIFETIME);
  expect(lived).toBeGreaterThan(MAIL_LIFETIME - 31 * 60_000);
  expect(sent.length).toBe(states.length);
  clock.advance(MAIL_LIFETIME);
  await runner.drain();
  expect(sent.length).toBe(states.length);
});

test('[MAIL4] a message found more than 24 hours after its order was ready is not sent', async () => {
  const { transport, sent } = quickTransport(SENT);
  const { broker, clock, runner } = mailRig({ transport, broker: fakeBroker([mailJob(1)]) });
  clock.advance(MAIL_LIFETIME);
  runner.start();
  await runner.drain();
  expect(sent).toEqual([]);
  expect(broker.outcomes.map(({ outcome }) => outcome.state)).toEqual(['failed']);
});

test('[MAIL4] a machine that slept through the hour of a retry catches up within a minute', () => {
  const { transport } = quickTransport(SENT);
  const later = mailJob(1, { nextAttemptAt: QUEUED_AT + 30 * 60_000 });
  const { clock, runner } = mailRig({ transport, broker: fakeBroker([later]) });
  runner.start();
  expect(clock.pending()).toEqual([60_000]);
});

test('[MAIL7] stopping gives up what has not left, and the next start sends it', async () => {
  const { transport, held } = heldTransport();
  const broker = fakeBroker([mailJob(1)]);
  const first = mailRig({ transport, broker });
  first.runner.start();
  await turns();
  const stopped = first.runner.stop();
  expect(held[0]?.withdrawn.aborted).toBe(true);
  held[0]?.end({ outcome: 'withdrawn' });
  await stopped;
  expect(broker.outcomes).toEqual([]);
  broker.queue({ id: 2 });
  await turns();
  expect(held).toHaveLength(1);

  const { transport: next, sent } = quickTransport(SENT);
  const second = mailRig({ transport: next, broker });
  second.runner.start();
  await second.runner.drain();
  expect(sent).toHaveLength(2);
});

test('[MAIL7] stopping lets a message that is being handed over arrive', async () => {
  const { transport, held } = heldTransport();
  const { broker, runner } = mailRig({ transport, broker: fakeBroker([mailJob(1)]) });
  runner.start();
  await turns();
  const stopped = runner.stop();
  held[0]?.end(SENT);
  await stopped;
  expect(broker.outcomes).toEqual([{ jobId: 1, outcome: { state: 'sent' } }]);
});

test('[MAIL7] stopping waits for a silent server only so long', async () => {
  const { transport, isClosed } = heldTransport();
  const { broker, clock, runner } = mailRig({ transport, broker: fakeBroker([mailJob(1)]) });
  runner.start();
  await turns();
  const stopped = runner.stop();
  await turns();
  expect(isClosed()).toBe(false);
  clock.advance(5000);
  await stopped;
  expect(isClosed()).toBe(true);
  expect(broker.outcomes.map(({ outcome }) => outcome.state)).toEqual(['retrying']);
});

test('a broken template is told with the first message, which waits for a mended version', async () => {
  const resourcesDir = temporaryFolder();
  cpSync(join(RESOURCES, 'mail'), join(resourcesDir, 'mail'), { recursive: true });
  const template = join(resourcesDir, 'mail', 'ready.html.eta');
  rmSync(template);
  const { transport, sent } = quickTransport(SENT);
  const { broker, clock, runner, logged } = mailRig({ resourcesDir, transport });
  runner.start();
  broker.queue({ id: 1 });
  await runner.drain();
  expect(logged()).toContain('attempt ended in an exception');
  expect(broker.outcomes.map(({ outcome }) => outcome)).toEqual([
    expect.objectContaining({ state: 'retrying', error: 'internal error' }),
  ]);

  cpSync(join(RESOURCES, 'mail', 'ready.html.eta'), template);
  clock.advance(60_000);
  await runner.drain();
  expect(sent).toHaveLength(1);
  expect(broker.outcomes.at(-1)).toEqual({ jobId: 1, outcome: { state: 'sent' } });
});

test('an exception in an attempt is logged by its kind and tried again', async () => {
  const transport: MailTransport = {
    kind: 'smtp',
    send: () => Promise.reject(new TypeError('cannot read ana@example.com')),
    close: () => undefined,
  };
  const { broker, runner, logged } = mailRig({ transport, broker: fakeBroker([mailJob(1)]) });
  runner.start();
  await runner.drain();
  expect(broker.outcomes.map(({ outcome }) => outcome.state)).toEqual(['retrying']);
  expect(logged()).toContain('TypeError');
  expect(logged()).not.toContain('ana@');
});
