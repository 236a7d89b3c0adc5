import { setImmediate as turn } from 'node:timers/promises';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { seeded } from '../../../scripts/simulate/random.ts';
import type { LanContext } from '../../../src/main/core/lan/context.ts';
import { shopOf } from '../../../src/main/core/lan/context.ts';
import { Counters } from '../../../src/main/core/lan/counters.ts';
import { DeviceRates } from '../../../src/main/core/lan/device-rates.ts';
import { Hub } from '../../../src/main/core/lan/ws/hub.ts';
import { newSessionKey } from '../../../src/main/core/people/session-key.ts';
import { SignIns } from '../../../src/main/core/people/sign-ins.ts';
import { settingsSchema } from '../../../src/main/core/settings.ts';
import type { Device } from '../../../src/main/core/broker/ports.ts';
import type { Role } from '../../../src/shared/roles.ts';
import { startBroker } from '../../support/broker.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { MemoryNet } from './memory-net.ts';
import { expectTruth, haveConverged, Screen } from './screens.ts';

const ROLES: readonly Role[] = ['counter', 'counter', 'kitchen', 'board'];

/** Steps with faults, and most that may follow until everything has come to rest. */
const STORM = 900;
const REST = 2000;

/** One run of the screens over a faulty network, decided by its seed alone. */
async function expectConvergence(seed: number): Promise<void> {
  const backend = await startBroker();
  const { broker } = backend;
  const clock = new ManualClock();
  const random = seeded(seed);
  const devices = new Map<string, Device>();
  for (const [index, role] of ROLES.entries()) {
    const tokenHash = String(index).padStart(64, '0');
    const device: Device = { id: `device-${index}`, name: role, role, tokenHash, createdAt: 0 };
    await broker.registerDevice(device);
    devices.set(`token-${index}`, device);
  }
  // The part of the server's shared things that sessions use.
  const context = {
    broker,
    clock,
    log: pino({ level: 'silent' }),
    shop: shopOf(settingsSchema.parse({})),
    rates: new DeviceRates(clock),
    counters: new Counters(),
    signIns: new SignIns(broker, newSessionKey(), clock),
    stopping: () => false,
  } as unknown as LanContext;
  const hub = new Hub(context);
  const net = new MemoryNet(hub, random.fork('net'), devices);
  const screens = ROLES.map(
    (role, index) =>
      new Screen({
        name: `screen-${index}`,
        role,
        token: `token-${index}`,
        random,
        url: 'ws://memory/ws',
        socketFactory: net.socketFactory,
        http: () => Promise.resolve({ status: 200, body: {} }),
        clock: () => clock.now(),
        timers: { after: (ms, task) => clock.after(ms, task) },
      }),
  );
  try {
    const course = random.fork('course');
    for (let step = 0; step < STORM; step += 1) {
      const what = course.next();
      if (what < 0.08) course.pick(screens).act();
      else if (what < 0.2) clock.advance(course.int(0, 600));
      else net.step();
      await turn();
    }
    net.heal();
    for (let step = 0; step < REST && !haveConverged(screens, broker); step += 1) {
      while (net.step()) await turn();
      await turn();
      clock.advance(250);
    }
    const page = broker.history.orders({ statuses: null, limit: 1000, cursor: null });
    expect(haveConverged(screens, broker)).toBe(true);
    expectTruth(screens, broker, page?.orders ?? []);
    expect(page?.orders.length).toBeGreaterThan(0);
    expect(backend.faults).toEqual([]);
  } finally {
    for (const { client } of screens) client.stop();
    await backend.stop();
  }
}

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

test.for(SEEDS)('[NET1] [NET2] a faulty network in memory, seed %i', (seed) =>
  expectConvergence(seed),
);
