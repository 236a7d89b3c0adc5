import { z } from 'zod';
import { type Child, startChild } from '../../../bench/lib/child.ts';
import type { PairedDevice } from './devices.ts';

const countsSchema = z.object({
  left: z.int(),
  dropped: z.int(),
  resumed: z.int(),
  snapshots: z.int(),
  events: z.int(),
  stalls: z.int(),
});

const settledSchema = z.object({ counts: countsSchema, faults: z.array(z.string()) });

export type DisplaysCounts = z.infer<typeof countsSchema>;

/** A device that a display runs on, and whether it leaves and comes back all the time. */
export interface ShownOn extends PairedDevice {
  readonly restless: boolean;
}

export interface DisplaysOptions {
  readonly url: string;
  readonly displays: readonly ShownOn[];
  /** Longest time, in milliseconds, that one stays or is away. */
  readonly longestMs: number;
  readonly stalledToken: string;
  readonly seed: string;
}

/** The displays of a soak, as seen from the process that steers it. */
export class Displays {
  readonly #child: Child;

  constructor() {
    this.#child = startChild(new URL('./displays-driver.ts', import.meta.url), []);
  }

  async open(options: DisplaysOptions): Promise<void> {
    await this.#child.ask('open', options, z.null());
  }

  counts(): Promise<DisplaysCounts> {
    return this.#child.ask('counts', null, countsSchema);
  }

  /** @returns what was wrong at any display, and what differs now from what the server tells */
  settle(seq: number): Promise<z.infer<typeof settledSchema>> {
    return this.#child.ask('settle', { seq }, settledSchema);
  }

  end(): Promise<void> {
    return this.#child.end();
  }
}
