import { expect, test } from 'vitest';
import type { SeenOrder } from '../../../scripts/simulate/door.ts';
import { startBroker } from '../../support/broker.ts';
import { course } from './course.ts';
import { Metrics, type Sample } from './gauges.ts';
import { judge, type Seen } from './judge.ts';
import { Ledger } from './ledger.ts';
import { noteOf } from './orders.ts';
import { compareStored } from './stored.ts';

// What an hour cannot be run for in each test: that every check of a soak does see its fault.

const order = (id: string, change: Partial<SeenOrder> = {}): SeenOrder => ({
  id,
  number: 1,
  businessDate: '2026-11-20',
  status: 'pending',
  note: noteOf(1),
  readiness: 0,
  version: 1,
  lines: [],
  ...change,
});

/**
 * Samples of a process that grows by so many bytes a command, 300 of them a second, and that swells by half with each rush,
 * until its garbage is taken out.
 */
function samples(bytesPerCommand: number, minutes = 60, change: Partial<Sample> = {}): Sample[] {
  return Array.from({ length: minutes * 12 + 1 }, (_, index) => {
    const at = index * 5;
    return {
      at,
      orders: at * 50,
      commands: at * 300,
      rss: 200 + (at % 300) * 0.6 + (bytesPerCommand * at * 300) / 2 ** 20,
      heap: 60,
      external: 5,
      wal: 16,
      sessions: 30,
      queued: 0,
      open: 300,
      loopP99: 12,
      p50: 2,
      p99: 9,
      max: 20,
      ...change,
    };
  });
}

/** A soak that kept every promise. */
function sound(): Seen {
  const ledger = new Ledger();
  ledger.placed(1, order('a'));
  return {
    seconds: 3600,
    ledger,
    stored: { orders: 1, sent: 2, faults: [] },
    verify: { ok: true, line: 'verified 9 events, 1 orders: no difference' },
    displays: {
      counts: { left: 1, dropped: 0, resumed: 1, snapshots: 1, events: 9, stalls: 1 },
      faults: [],
    },
    samples: samples(64),
    metrics: new Metrics('comanda_sessions_dropped_total{reason="slow"} 1'),
    backups: 1,
    messages: 2,
    polls: 1,
    errors: [],
    exitCode: 0,
    complaints: '',
  };
}

function broken(seen: Seen): string[] {
  return judge(seen).flatMap(({ name, state }) => (state === 'broken' ? [name] : []));
}

test('a soak that kept every promise is found sound, and everything was judged', () => {
  expect(judge(sound()).map(({ state }) => state)).toEqual(judge(sound()).map(() => 'held'));
});

test.for<[name: string, change: (seen: Seen) => Partial<Seen>]>([
  ['nothing lost, nothing twice', (seen) => ({ stored: { ...seen.stored, faults: ['lost'] } })],
  ['the log agrees with the tables', () => ({ verify: { ok: false, line: 'difference at …' } })],
  [
    'the log agrees with the tables',
    () => ({ verify: { ok: true, line: 'verified 9 events, 2 orders: no difference' } }),
  ],
  [
    'every display shows what is',
    (seen) => ({ displays: { ...seen.displays, faults: ['a gap'] } }),
  ],
  ['each message arrived', () => ({ messages: 1 })],
  ['a backup is made meanwhile', () => ({ backups: 0 })],
  ['the display that hangs is given up', () => ({ metrics: new Metrics('') })],
  ['the log stays below 128 MiB', () => ({ samples: samples(64, 60, { wal: 128.1 }) })],
  // A kilobyte for each command: no table that doubles, a leak.
  ['memory is flat', () => ({ samples: samples(1024) })],
  ['it complains of nothing, and ends well', () => ({ exitCode: 1 })],
  ['it complains of nothing, and ends well', () => ({ complaints: 'a warning' })],
  ['it complains of nothing, and ends well', () => ({ errors: ['the backup failed'] })],
])('"%s" is broken by its fault alone', ([name, change]) => {
  const seen = sound();
  expect(broken({ ...seen, ...change(seen) })).toEqual([name]);
});

test('"nothing refused but what was meant" sees refusals, repeats for want of an answer, and limits', () => {
  const name = ['nothing refused but what was meant'];
  const refused = sound();
  const refusal = { state: 'refused', code: 'out_of_stock', detail: '', data: {} } as const;
  refused.ledger.refused('order 1', refusal, ['out_of_stock']);
  expect(broken(refused)).toEqual([]);
  refused.ledger.refused('order 2', refusal, []);
  expect(broken(refused)).toEqual(name);

  const again = sound();
  again.ledger.sentAgain('overloaded');
  expect(broken(again)).toEqual(name);

  const limited = 'comanda_sessions_dropped_total{reason="slow"} 1\ncomanda_rate_limited_total 1';
  expect(broken({ ...sound(), metrics: new Metrics(limited) })).toEqual(name);
});

test.for([20, 33, 47, 60, 90])(
  'in %i minutes a leak is found, and swelling with each rush is none',
  (minutes) => {
    expect(broken({ ...sound(), samples: samples(64, minutes) })).toEqual([]);
    expect(broken({ ...sound(), samples: samples(2048, minutes) })).toEqual(['memory is flat']);
  },
);

test('a short soak is judged by neither its memory nor the patience with a display that hangs', () => {
  const short = { ...sound(), seconds: 30, samples: samples(1024, 15), metrics: new Metrics('') };
  expect(broken(short)).toEqual([]);
  const states = judge(short).map(({ state }) => state);
  expect(states.filter((state) => state === 'not judged')).toHaveLength(2);
});

test('what is stored is held against what was told, order by order', async () => {
  const t = await startBroker();
  const [kept, moved, strange] = await Promise.all(
    [1, 2, 3].map((nth) =>
      t.place({ lines: [{ itemId: 'pizza-margherita', quantity: 1 }], note: noteOf(nth) }),
    ),
  );
  if (!kept || !moved || !strange) throw new Error('not placed');
  await t.send({ type: 'order.shown', data: { orderIds: [kept.id] } });
  await t.send({ type: 'order.start', data: { orderId: moved.id } });
  const ledger = new Ledger();
  ledger.placed(1, kept);
  ledger.placed(2, moved);
  ledger.placed(3, strange);
  // That it was shown is told to nobody.
  const [first] = compareStored(t.database, ledger).faults;
  expect(first).toBe('#2 was pending and is preparing');

  const started = { ...moved, status: 'preparing', version: 2 } as const;
  ledger.advanced(started);
  expect(compareStored(t.database, ledger)).toEqual({ orders: 3, sent: 0, faults: [] });

  ledger.orders.delete(strange.id);
  ledger.placed(4, order('00000000-0000-7000-8000-000000000000'));
  ledger.placed(5, order('00000000-0000-7000-8000-000000000001'));
  expect(compareStored(t.database, ledger).faults).toEqual([
    '#3 ("soak 3") is there and was never acknowledged',
    '2 acknowledged orders are not there',
  ]);
  await t.stop();
});

test('what was told is held against what had been told before', () => {
  const ledger = new Ledger();
  ledger.placed(1, order('a'));
  ledger.placed(2, order('a'));
  ledger.advanced(order('a', { version: 1 }));
  ledger.advanced(order('b', { number: 7 }));
  expect(ledger.faults).toEqual([
    'order a was acknowledged to two customers',
    '#1: a step led from version 1 to 1',
    '#7 was advanced and had not been acknowledged',
  ]);
});

test('the stream comes to its average, with a rush of eight times as much', () => {
  const hour = course(50, 3_600_000);
  expect(hour.ordersBy(3_600_000)).toBe(180_000);
  const rush =
    Array.from({ length: 300 }, (_, second) => second * 1000).find((ms) => hour.isRush(ms)) ?? 0;
  expect(hour.ordersBy(rush + 10_000) - hour.ordersBy(rush)).toBe(4000);
  expect(hour.isRush(rush + 10_000)).toBe(false);
  expect(course(50, 4000).ordersBy(4000)).toBe(200);
});
