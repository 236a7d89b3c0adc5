import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { seeded } from '../../../scripts/simulate/random.ts';
import { createLan } from '../../../src/main/core/lan/create-lan.ts';
import type { Clock } from '../../../src/main/core/lan/clock.ts';
import { hashToken, newToken } from '../../../src/main/core/lan/device-tokens.ts';
import { newSessionKey } from '../../../src/main/core/people/session-key.ts';
import { settingsSchema } from '../../../src/main/core/settings.ts';
import type { Http, Socket, SocketFactory } from '../../../src/renderer/client/ports.ts';
import type { Role } from '../../../src/shared/roles.ts';
import { startBroker } from '../../support/broker.ts';
import { FaultyProxy } from './faulty-proxy.ts';
import { expectTruth, haveConverged, Screen } from './screens.ts';

const ROLES: readonly Role[] = ['counter', 'counter', 'kitchen', 'board'];

/** What people do at the screens while the network is bad. */
const ACTS = 120;

/** Time runs this much faster here, for the server and for the screens: a silence of 12 s is noticed in 0.4 s. */
const FASTER = 30;

const fast: Clock = {
  now: () => performance.now() * FASTER,
  after: (ms, run) => {
    const timer = setTimeout(run, ms / FASTER);
    return () => clearTimeout(timer);
  },
  every: (ms, run) => {
    const timer = setInterval(run, ms / FASTER);
    return () => clearInterval(timer);
  },
};

const sockets: SocketFactory = (url, protocols): Socket => {
  const ws = new WebSocket(url, [...protocols], { perMessageDeflate: false });
  const socket: Socket = {
    onopen: null,
    onmessage: null,
    onclose: null,
    send: (text) => {
      if (ws.readyState === ws.OPEN) ws.send(text);
    },
    close: () => ws.close(),
  };
  ws.on('open', () => socket.onopen?.());
  ws.on('message', (data: Buffer) => socket.onmessage?.({ data: data.toString('utf8') }));
  ws.on('close', () => socket.onclose?.());
  ws.on('error', () => undefined);
  return socket;
};

function httpAt(base: string): Http {
  return async (method, path, { token }) => {
    const response = await fetch(new URL(path, base), {
      method,
      headers: { authorization: `Bearer ${token ?? ''}`, connection: 'close' },
      signal: AbortSignal.timeout(1000),
    });
    return { status: response.status, body: await response.json() };
  };
}

/** What the networks of all seeds did together. */
const total = new Map<string, number>();

function tally(what: string, count: number): void {
  total.set(what, (total.get(what) ?? 0) + count);
}

/** The real server, the real client, and a bad network between them that a seed decides about. */
async function expectConvergence(seed: number): Promise<void> {
  const backend = await startBroker();
  const { broker } = backend;
  const lan = createLan({
    broker,
    settings: settingsSchema.parse({}),
    sessionKey: newSessionKey(),
    host: '127.0.0.1',
    port: 0,
    pagesDir: '/nonexistent',
    version: '0.0.0-test',
    log: pino({ level: 'silent' }),
    clock: fast,
  });
  const { port } = await lan.start();
  const random = seeded(seed);
  const proxy = await FaultyProxy.start(port, random.fork('proxy'));
  const screens: Screen[] = [];
  for (const [index, role] of ROLES.entries()) {
    const token = newToken();
    const tokenHash = hashToken(token);
    await broker.registerDevice({
      id: `device-${index}`,
      name: role,
      role,
      tokenHash,
      createdAt: 0,
    });
    const name = `screen-${index}`;
    screens.push(
      new Screen({
        name,
        role,
        token,
        random,
        url: `ws://127.0.0.1:${proxy.port}/ws`,
        socketFactory: sockets,
        http: httpAt(`http://127.0.0.1:${proxy.port}`),
        clock: () => fast.now(),
        timers: { after: (ms, task) => fast.after(ms, task) },
      }),
    );
  }
  try {
    const course = random.fork('course');
    for (let act = 0; act < ACTS; act += 1) {
      course.pick(screens).act();
      // The chaos itself: people do not act in one moment.
      await delay(course.int(0, 20));
    }
    proxy.heal();
    // Ends with the test's own time at the latest.
    while (!haveConverged(screens, broker)) await delay(10);
    const page = broker.history.orders({ statuses: null, limit: 1000, cursor: null });
    expectTruth(screens, broker, page?.orders ?? []);
    expect(page?.orders.length).toBeGreaterThan(0);
    expect(backend.faults).toEqual([]);
    for (const [fault, count] of Object.entries(proxy.done)) tally(fault, count);
    tally('commands sent again', broker.stats.replayed);
  } finally {
    for (const { client } of screens) client.stop();
    await proxy.close();
    await lan.stop();
    await backend.stop();
  }
}

const SEEDS = [1, 2, 3];

test.for(SEEDS)('[NET1] [NET2] a bad network of real bytes, seed %i', async (seed) => {
  await expectConvergence(seed);
});

test('every kind of fault was among them, and commands were sent again because of them', () => {
  expect([...total].filter(([, count]) => count === 0)).toEqual([]);
  expect(total.size).toBe(9);
});
