import type { StartTimer } from '../../../src/main/core/mail/mail-runner.ts';

/** A clock that goes on by hand, and its timers. */
export interface HandClock {
  readonly now: () => number;
  readonly timer: StartTimer;
  /** Goes on by so many milliseconds and runs what falls due on the way, each at its own time. */
  advance(ms: number): void;
  /** Milliseconds until each running timer, soonest first. */
  pending(): number[];
}

export function handClock(start: number): HandClock {
  let time = start;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const soonest = () => [...timers].toSorted((a, b) => a.at - b.at)[0];
  return {
    now: () => time,
    timer(delayMs, run) {
      const entry = { at: time + delayMs, run };
      timers.add(entry);
      return () => timers.delete(entry);
    },
    advance(ms) {
      const end = time + ms;
      for (let next = soonest(); next && next.at <= end; next = soonest()) {
        timers.delete(next);
        time = next.at;
        next.run();
      }
      time = end;
    },
    pending: () => [...timers].map(({ at }) => at - time).toSorted((a, b) => a - b),
  };
}
