import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { CONNECTION_LIMITS } from '../../src/main/core/lan/connections.ts';
import { type LanTestOptions, startLan, type TestLan } from '../support/lan.ts';

let t: TestLan;
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await t.stop();
});

async function start(options: LanTestOptions = {}): Promise<void> {
  t = await startLan(options);
}

/** A connection from one of this machine's addresses, half open when the server ends it. */
function dial(localAddress = '127.0.0.1'): Socket {
  const socket = connect({
    port: t.port,
    host: '127.0.0.1',
    localAddress,
    allowHalfOpen: true,
  });
  sockets.push(socket);
  socket.on('error', () => undefined);
  return socket;
}

/** Resolves when the server has ended its side, with nothing read after that. */
async function ended(socket: Socket): Promise<void> {
  socket.resume();
  if (!socket.readableEnded && !socket.closed) {
    await Promise.race([once(socket, 'end'), once(socket, 'close')]);
  }
}

async function answers(socket: Socket): Promise<boolean> {
  let text = '';
  socket.on('data', (data) => (text += String(data)));
  socket.write('GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  await Promise.race([once(socket, 'data'), ended(socket)]);
  return text.startsWith('HTTP/1.1 200');
}

const NOBODY = { ...CONNECTION_LIMITS, trusts: () => false };

const UPGRADE =
  'GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
  'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';

test('[HTTP25] a refused upgrade holds no connection, however long the peer keeps its half open', async () => {
  await start({ connectionLimits: { ...NOBODY, each: 1 } });
  for (let n = 0; n < 20; n += 1) {
    const socket = dial();
    socket.write(UPGRADE);
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /);
    await ended(socket);
    // The peer never ends its side. The server is done with it all the same: there is room for the next one.
    expect(socket.writable).toBe(true);
  }
  expect(await answers(dial())).toBe(true);
});

test('[HTTP25] who opens more connections than one address may is refused, and no one else', async () => {
  await start({ connectionLimits: { ...NOBODY, each: 5 } });
  const mine = Array.from({ length: 5 }, () => dial());
  for (const socket of mine) expect(await answers(socket)).toBe(true);
  expect(await answers(dial())).toBe(false);
  expect(await answers(dial('127.0.0.2'))).toBe(true);
  const metrics = await t.as('admin', 'GET', '/metrics', { localAddress: '127.0.0.3' });
  expect(metrics.text).toContain('comanda_connections_refused_total 1');
  mine[0]?.destroy();
  // Its place is free once the server has seen it go.
  while (!(await answers(dial())));
});

test('[HTTP25] this machine itself is not counted, others are held to far less than all', async () => {
  const { all, each, trusts } = CONNECTION_LIMITS;
  for (const own of ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1']) {
    expect(trusts(own), own).toBe(true);
  }
  for (const other of ['192.168.0.7', '::ffff:192.168.0.7', 'fe80::1', '128.0.0.1']) {
    expect(trusts(other), other).toBe(false);
  }
  expect([each, all]).toEqual([200, 3000]);
  await start();
  const held = Array.from({ length: each + 20 }, () => dial());
  for (const socket of held) expect(await answers(socket)).toBe(true);
});

test('[HTTP25] beyond the connections of all, one more is closed at once', async () => {
  await start({ connectionLimits: { ...CONNECTION_LIMITS, all: 3 } });
  const held = [dial(), dial(), dial()];
  for (const socket of held) expect(await answers(socket)).toBe(true);
  const more = dial();
  await ended(more);
  expect(more.bytesRead).toBe(0);
});

test('[HTTP24] who connects and says nothing, or does not come to an end, is sent away soon', async () => {
  await start({ headersWithinMs: 50 });
  const silent = dial();
  const slow = dial();
  slow.write('GET /healthz HTTP/1.1\r\nHost: 127.0.');
  for (const socket of [silent, slow]) {
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 408 /);
    await ended(socket);
  }
});
