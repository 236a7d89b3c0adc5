/** From submit to shown: a command leaves on one socket; the clock stops when the last display has read the event. */
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { SUBPROTOCOL } from '../../src/shared/wire.ts';
import { startChild } from '../lib/child.ts';
import { orderSource } from '../lib/order.ts';
import { startProductServer } from '../lib/product-server.ts';
import { median, percentile } from '../lib/statistics.ts';
import { count, ms, table } from '../lib/table.ts';
import type { Workplace } from '../lib/workplace.ts';

const DISPLAYS = [1, 20, 100] as const;

const PER_SECOND = 200;

/** How long the last events may take to arrive everywhere before they count as missing, in milliseconds. */
const ARRIVE_WITHIN_MS = 5000;

const ackSchema = z.object({ t: z.enum(['ack', 'reject', 'event', 'tick']), seq: z.int() });

const heardSchema = z.object({
  gaps: z.int(),
  events: z.array(z.object({ seq: z.int(), atNs: z.string() })),
});

export interface DisplayRow {
  readonly displays: number;
  readonly orders: number;
  readonly p50: number;
  readonly p99: number;
  /** Until the sender itself had its answer, milliseconds. */
  readonly answerP50: number;
  readonly answerP99: number;
  /** Orders that were answered and did not come to every display, and gaps that a display saw. */
  readonly missing: number;
  readonly loopDelayP99: number;
}

export async function display(options: {
  readonly seconds: number;
  readonly rounds: number;
  readonly workplace: Workplace;
}): Promise<readonly DisplayRow[]> {
  const most = DISPLAYS.at(-1) ?? 0;
  const server = startProductServer({
    directory: options.workplace.folder('display'),
    devices: [
      { role: 'integration', count: 1 },
      { role: 'kitchen', count: most },
    ],
    liftRates: false,
  });
  const displays = startChild(new URL('../displays.ts', import.meta.url), []);
  const results: DisplayRow[] = [];
  try {
    for (let round = 0; round < options.rounds; round += 1) {
      for (const number of DISPLAYS) {
        const { port, tokens } = await server.open();
        const [sender = '', ...others] = tokens;
        await displays.ask('open', { port, tokens: others.slice(0, number) }, z.null());
        const sent = await send(port, sender, options.seconds);
        const heard = await allHeard(sent, () => displays.ask('heard', null, heardSchema));
        const { orders } = await server.count();
        const shown = sent.flatMap(({ seq, at }) => {
          const ns = heard.events.get(seq);
          return ns === undefined ? [] : [Number(ns - at) / 1e6];
        });
        const answered = sent.map(({ at, answeredAt }) => Number(answeredAt - at) / 1e6);
        results.push({
          displays: number,
          orders: sent.length,
          p50: percentile(shown, 50),
          p99: percentile(shown, 99),
          answerP50: percentile(answered, 50),
          answerP99: percentile(answered, 99),
          missing: sent.length - shown.length + heard.gaps + Math.abs(orders - sent.length),
          loopDelayP99: await server.loopDelayP99(),
        });
      }
    }
  } finally {
    await displays.end();
    await server.end();
  }
  return DISPLAYS.map((number) => {
    const own = results.filter((row) => row.displays === number);
    const middle = (value: (row: DisplayRow) => number): number => median(own.map(value));
    const sum = (value: (row: DisplayRow) => number): number =>
      own.reduce((total, row) => total + value(row), 0);
    return {
      displays: number,
      orders: sum((row) => row.orders),
      p50: middle((row) => row.p50),
      p99: middle((row) => row.p99),
      answerP50: middle((row) => row.answerP50),
      answerP99: middle((row) => row.answerP99),
      missing: sum((row) => row.missing),
      loopDelayP99: middle((row) => row.loopDelayP99),
    };
  });
}

interface Sent {
  readonly at: bigint;
  answeredAt: bigint;
  seq: number;
}

/** Sends at an even pace, whether or not the ones before were answered, and waits for all answers. */
async function send(port: number, token: string, seconds: number): Promise<readonly Sent[]> {
  const ws = new WebSocket(`ws://127.0.0.1:${port}/ws`, [SUBPROTOCOL, `auth.${token}`], {
    perMessageDeflate: false,
  });
  await once(ws, 'open');
  const welcomed = once(ws, 'message');
  ws.send('{"t":"hello","since":null}');
  await welcomed;
  const sent: Sent[] = [];
  const done = Promise.withResolvers<void>();
  const total = Math.round(PER_SECOND * seconds);
  let answered = 0;
  ws.on('message', (data: Buffer) => {
    const text = data.toString('utf8');
    if (text.startsWith('{"t":"event"') || text.startsWith('{"t":"tick"')) return;
    const frame: unknown = JSON.parse(text);
    const ack = ackSchema.safeParse(frame);
    const waiting = sent[answered];
    // Over one socket answers come in the order of the commands.
    if (!ack.success || ack.data.t !== 'ack' || !waiting) {
      done.reject(new Error(`the order was not taken: ${text}`));
      return;
    }
    waiting.answeredAt = process.hrtime.bigint();
    waiting.seq = ack.data.seq;
    answered += 1;
    if (answered === total) done.resolve();
  });
  const nextOrder = orderSource();
  const began = performance.now();
  while (sent.length < total) {
    const wait = began + (sent.length * 1000) / PER_SECOND - performance.now();
    if (wait > 0) await delay(wait);
    const { key, data } = nextOrder();
    const frame = JSON.stringify({ t: 'command', id: key, type: 'order.place', data });
    sent.push({ at: process.hrtime.bigint(), answeredAt: 0n, seq: 0 });
    ws.send(frame);
  }
  await done.promise;
  ws.close();
  return sent;
}

async function allHeard(
  sent: readonly Sent[],
  ask: () => Promise<z.infer<typeof heardSchema>>,
): Promise<{ readonly gaps: number; readonly events: ReadonlyMap<number, bigint> }> {
  const until = performance.now() + ARRIVE_WITHIN_MS;
  for (;;) {
    const { gaps, events } = await ask();
    const bySeq = new Map(events.map(({ seq, atNs }) => [seq, BigInt(atNs)]));
    if (sent.every(({ seq }) => bySeq.has(seq)) || performance.now() > until) {
      return { gaps, events: bySeq };
    }
    await delay(50);
  }
}

export function displayTable(rows: readonly DisplayRow[]): string {
  const cells = rows.map((row) => [
    `${row.displays}`,
    count(row.orders),
    ms(row.p50),
    ms(row.p99),
    ms(row.answerP50),
    ms(row.answerP99),
    ms(row.loopDelayP99),
    count(row.missing),
  ]);
  return table(
    [
      `displays, ${PER_SECOND} orders/s`,
      'orders',
      'shown p50 ms',
      'shown p99 ms',
      'answer p50',
      'answer p99',
      'loop p99',
      'missing',
    ],
    cells,
  );
}
