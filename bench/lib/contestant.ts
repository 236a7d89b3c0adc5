/** What everyone who is measured has in common. */
import type { BenchOrder } from './order.ts';

/** One that takes orders, opened on an empty directory. */
export interface Contestant {
  /** Resolves when the order is as safe as this one promises; rejects when it was refused. */
  place(order: BenchOrder): Promise<void>;
  /** Orders it holds, by asking what it holds them in. */
  count(): Promise<number>;
  /** Units it says were taken from the stock; null where it keeps none. */
  unitsTaken(): Promise<number | null>;
  /** Forgets all orders, so that each round begins alike. */
  reset(): Promise<void>;
  /** 99th percentile of the delay of its event loop since the last reset, milliseconds; null where not asked for. */
  loopDelayP99?(): Promise<number>;
  close(): Promise<void>;
}

/** @param directory its own, empty; removed when all is over */
export type OpenContestant = (directory: string) => Promise<Contestant>;

/** Units in one order: three lines of one. */
export const UNITS_PER_ORDER = 3;
