/** The process of one contestant: its client, with a heap of its own, and the parent of its server if it has one. */
import { z } from 'zod';
import { answerQuestions } from './lib/child.ts';
import { UNITS_PER_ORDER, type Contestant } from './lib/contestant.ts';
import { probeDisk } from './lib/disk-probe.ts';
import { closedLoop, openLoop } from './lib/load.ts';
import { orderSource, type BenchOrder } from './lib/order.ts';
import { CONTESTANTS } from './lib/registry.ts';
import { roundSchema, type Round, type RoundResult } from './lib/round.ts';
import { percentile } from './lib/statistics.ts';

const [name = '', directory = ''] = process.argv.slice(2);
const nextOrder = orderSource();
let contestant: Contestant | null = null;

async function load({ load: wanted, seconds }: Round, on: Contestant) {
  let last: BenchOrder | null = null;
  const submit = async (): Promise<void> => {
    const order = nextOrder();
    await on.place(order);
    last = order;
  };
  const measured =
    'inFlight' in wanted
      ? await closedLoop(submit, { inFlight: wanted.inFlight, seconds })
      : await openLoop(submit, { perSecond: wanted.perSecond, seconds });
  return { measured, last: () => last };
}

async function round(asked: Round, on: Contestant): Promise<RoundResult> {
  const diskMs = probeDisk(directory);
  await on.reset();
  const { measured, last } = await load(asked, on);
  const loopDelayP99 = (await on.loopDelayP99?.()) ?? null;
  const held = await on.count();
  const units = await on.unitsTaken();
  const repeated = last();
  if (repeated) await on.place(repeated);
  const heldAfterRepeat = repeated ? await on.count() : held;
  const { completed, failures, elapsedMs, latencies } = measured;
  return {
    accepted: completed,
    failures,
    perSecond: (completed * 1000) / elapsedMs,
    p50: percentile(latencies, 50),
    p99: percentile(latencies, 99),
    lost: Math.max(0, completed - held),
    doubled: Math.max(0, held - completed),
    stockError: units === null ? null : units - completed * UNITS_PER_ORDER,
    repeatAdded: heldAfterRepeat - held,
    diskMs,
    loopDelayP99,
  };
}

answerQuestions(
  {
    /** Opens it and runs it warm. */
    open: async (argument) => {
      const entry = CONTESTANTS[name];
      if (!entry) throw new Error(`There is no contestant ${name}.`);
      contestant = await entry.open(directory);
      const { warmUpSeconds } = z.object({ warmUpSeconds: z.number() }).parse(argument);
      await load({ load: { inFlight: 64 }, seconds: warmUpSeconds }, contestant);
      return null;
    },
    round: (argument) => {
      if (!contestant) throw new Error('It is not open.');
      return round(roundSchema.parse(argument), contestant);
    },
  },
  async () => contestant?.close(),
);
