/**
 * All displays of a soak in a process of their own, so that what they read does not slow down those who order: most stay,
 * some leave and come back all the time, one hangs.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { answerQuestions } from '../../../bench/lib/child.ts';
import { type Random, seeded } from '../../../scripts/simulate/random.ts';
import { PAIRABLE_ROLES } from '../../../src/shared/roles.ts';
import { Display, type DisplayCounts } from './display.ts';
import { StalledDisplay } from './stalled-display.ts';

const openSchema = z.object({
  url: z.string(),
  displays: z.array(
    z.object({ role: z.enum(PAIRABLE_ROLES), token: z.string(), restless: z.boolean() }),
  ),
  /** Longest time, in milliseconds, that one stays or is away. */
  longestMs: z.number(),
  stalledToken: z.string(),
  seed: z.string(),
});

const settleSchema = z.object({ seq: z.int() });

const displays: Display[] = [];
const stop = new AbortController();
let wandering: Promise<unknown> = Promise.resolve();
let stalled: StalledDisplay | null = null;

/** Stays for a while, leaves for a moment or for longer, and comes back, until all is over. */
async function wander(display: Display, random: Random, longestMs: number): Promise<void> {
  const { signal } = stop;
  const pause = (ms: number): Promise<void> =>
    delay(ms, undefined, { signal }).catch(() => undefined);
  while (!signal.aborted) {
    await pause(random.next() * longestMs);
    if (signal.aborted) return;
    display.leave(random.chance(0.5));
    // Mostly for so short a time that the missed events are few enough to be sent.
    await pause(random.chance(0.7) ? random.int(5, 400) : random.next() * longestMs);
    display.come();
  }
}

function counted(): DisplayCounts & { readonly stalls: number } {
  const sum = (of: keyof DisplayCounts): number =>
    displays.reduce((total, { counts }) => total + counts[of], 0);
  return {
    left: sum('left'),
    dropped: sum('dropped'),
    resumed: sum('resumed'),
    snapshots: sum('snapshots'),
    events: sum('events'),
    stalls: stalled?.stalls ?? 0,
  };
}

answerQuestions(
  {
    open: async (argument) => {
      const { url, longestMs, stalledToken, seed, ...given } = openSchema.parse(argument);
      displays.push(...given.displays.map((device) => new Display(url, device)));
      for (const display of displays) display.come();
      await Promise.all(displays.map((display) => display.reach(0)));
      stalled = new StalledDisplay(url, stalledToken);
      await stalled.stall();
      const random = seeded(seed);
      wandering = Promise.all(
        displays
          .filter((_, index) => given.displays[index]?.restless === true)
          .map((display, index) => wander(display, random.fork(index), longestMs)),
      );
      return null;
    },

    counts: () => counted(),

    /** All come back and hear everything up to this event; then each is compared with what the server tells it. */
    settle: async (argument) => {
      const { seq } = settleSchema.parse(argument);
      stop.abort();
      await wandering;
      for (const display of displays) display.come();
      await Promise.all(displays.map((display) => display.reach(seq)));
      const faults = displays.flatMap((display) => display.faults);
      for (const [index, display] of displays.entries()) {
        const found = await display.differences();
        faults.push(
          ...found.slice(0, 5).map((text) => `display ${index} (${display.device.role}): ${text}`),
        );
      }
      return { counts: counted(), faults };
    },
  },
  async () => {
    stop.abort();
    await wandering;
    for (const display of displays) display.leave(true);
    stalled?.close();
  },
);
