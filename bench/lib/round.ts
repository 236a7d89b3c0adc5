/** What is asked of a contestant's process in one round, and what it answers. */
import { z } from 'zod';

export const roundSchema = z.object({
  /** A closed loop of so many under way, or an open one of so many a second. */
  load: z.union([z.object({ inFlight: z.int() }), z.object({ perSecond: z.number() })]),
  seconds: z.number(),
});

export type Round = z.infer<typeof roundSchema>;

export const roundResultSchema = z.object({
  /** Orders that were answered as safe. */
  accepted: z.int(),
  failures: z.record(z.string(), z.int()),
  perSecond: z.number(),
  p50: z.number(),
  p99: z.number(),
  /** Accepted and not there. */
  lost: z.int(),
  /** There more often than accepted. */
  doubled: z.int(),
  /** Units that were sold and not taken from the stock, or the other way round; null where there is no stock. */
  stockError: z.int().nullable(),
  /** How many more orders one repeat under a known key made: 0 where repeats are recognised. */
  repeatAdded: z.int(),
  /** The disk's mood before this round: one fsync of 4 KiB, milliseconds. */
  diskMs: z.number(),
  loopDelayP99: z.number().nullable(),
});

export type RoundResult = z.infer<typeof roundResultSchema>;
