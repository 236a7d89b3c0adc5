import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import type { Answer, Broker } from '../../src/main/core/broker/ports.ts';
import { ONE_PIZZA, startLan } from '../support/lan.ts';

/** A broker that keeps answers back until it is told to let them go. */
function heldBack() {
  const held: (() => void)[] = [];
  const asked: (() => void)[] = [];
  const wrap = (broker: Broker): Broker => {
    const ask: Broker['ask'] = (caller, id, command, settle) => {
      broker.ask(caller, id, command, (answer) => {
        held.push(() => settle(answer));
        asked.shift()?.();
      });
    };
    return {
      ...broker,
      get view() {
        return broker.view;
      },
      ask,
      submit: (caller, id, command) =>
        new Promise<Answer>((resolve) => ask(caller, id, command, resolve)),
    };
  };
  return {
    wrap,
    /** Resolves at the next command that has been decided and waits. */
    next: () => new Promise<void>((resolve) => asked.push(resolve)),
    letGo: () => {
      for (const go of held.splice(0)) go();
    },
  };
}

test('[HTTP23] what was taken is answered, on both doors; sockets close with 1001', async () => {
  const gate = heldBack();
  const t = await startLan({ wrap: gate.wrap });
  const socket = await t.session('counter');
  await socket.ofKind('welcome');
  const [one, two] = [gate.next(), gate.next()];
  const byHttp = t.as('integration', 'POST', '/api/v1/orders', { key: 'k', body: ONE_PIZZA });
  const bySocket = socket.command('order.place', ONE_PIZZA);
  await Promise.all([one, two]);

  const stopping = t.lan.stop();
  const late = await socket.command('order.place', ONE_PIZZA);
  expect(late).toMatchObject({ t: 'reject', code: 'overloaded' });
  gate.letGo();
  expect((await byHttp).status).toBe(201);
  expect((await bySocket).t).toBe('ack');
  expect(await socket.closed).toMatchObject({ code: 1001 });
  await stopping;
  await expect(t.call('GET', '/healthz')).rejects.toThrow('ECONNREFUSED');
  expect(t.broker.view.openOrders()).toHaveLength(2);
  await t.backend.stop();
});

test('[HTTP23] idle connections do not hold it up, and stopping twice is stopping once', async () => {
  const t = await startLan();
  // Answered on a connection that is then kept open, doing nothing.
  const idle = connect(t.port, '127.0.0.1');
  idle.write(`GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
  const [answer] = await once(idle, 'data');
  expect(String(answer)).toContain('Connection: keep-alive');
  const ended = once(idle, 'close');
  await t.lan.stop();
  await ended;
  await t.lan.stop();
  await t.backend.stop();
});

test('[HTTP23] who never ends a request is cut off after five seconds', async () => {
  const t = await startLan();
  const token = await t.token('integration');
  const slow = connect(t.port, '127.0.0.1');
  slow.on('error', () => undefined);
  slow.write(
    `POST /api/v1/orders HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n` +
      'Content-Type: application/json\r\nIdempotency-Key: k\r\nContent-Length: 100\r\n\r\n{',
  );
  // Its request has begun once another one, sent later, is answered.
  await t.call('GET', '/healthz');
  const stopping = t.lan.stop();
  t.clock.advance(5000);
  await stopping;
  if (!slow.closed) await once(slow, 'close');
  expect(t.broker.view.openOrders()).toEqual([]);
  await t.backend.stop();
});

const PLACE = (token: string, key: string) => {
  const body = JSON.stringify(ONE_PIZZA);
  return (
    `POST /api/v1/orders HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n` +
    `Content-Type: application/json\r\nIdempotency-Key: ${key}\r\n` +
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
};

/** All that a connection brings until it is closed; an error in its place. */
async function allOf(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (data) => (text += String(data)));
  const failed = new Promise<string>((resolve) =>
    socket.on('error', (error) => resolve(error.message)),
  );
  return Promise.race([failed, once(socket, 'close').then(() => text)]);
}

test('[HTTP23] a request that had reached the machine gets an answer, never a reset', async () => {
  const t = await startLan();
  const token = await t.token('integration');
  // Kept open after an answer, as pools do; and the next request comes in the moment of the stop.
  const kept = Array.from({ length: 50 }, () => connect(t.port, '127.0.0.1'));
  await Promise.all(
    kept.map(async (socket) => {
      await once(socket, 'connect');
      socket.write('GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
      await once(socket, 'data');
    }),
  );
  // New ones, which the server has not even accepted.
  const fresh = Array.from({ length: 50 }, () => connect(t.port, '127.0.0.1'));
  const sockets = [...kept, ...fresh];
  for (const [n, socket] of sockets.entries()) socket.write(PLACE(token, `k${n}`));
  await new Promise((resolve) => process.nextTick(resolve));
  const answers = sockets.map(allOf);
  await t.lan.stop();
  for (const answer of await Promise.all(answers)) {
    expect(answer).toMatch(/^HTTP\/1\.1 (?:201|503) /);
    expect(answer.toLowerCase()).toContain('connection: close');
  }
  await t.backend.stop();
});

test('[HTTP23] a connection that would be kept is closed with the answer that it waited for', async () => {
  const gate = heldBack();
  const t = await startLan({ wrap: gate.wrap });
  const socket = connect(t.port, '127.0.0.1');
  const asked = gate.next();
  socket.write(PLACE(await t.token('integration'), 'k'));
  await asked;
  const stopping = t.lan.stop();
  const answer = allOf(socket);
  gate.letGo();
  expect(await answer).toMatch(/^HTTP\/1\.1 201 /);
  expect((await answer).toLowerCase()).toContain('connection: close');
  await stopping;
  await t.backend.stop();
});
