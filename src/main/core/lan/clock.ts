/** Time as the LAN server uses it: for rates, deadlines and intervals. Tests drive one by hand. */
export interface Clock {
  /** Milliseconds of a clock that never stands still or goes back; its zero means nothing. */
  now(): number;
  /** Runs once after `ms` milliseconds, unless the returned function is called first. */
  after(ms: number, run: () => void): () => void;
  /** Runs every `ms` milliseconds until the returned function is called. */
  every(ms: number, run: () => void): () => void;
}

/** The real one. Its timers keep no process alive: a server that is only waiting may end. */
export const systemClock: Clock = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms).unref();
    return () => clearTimeout(timer);
  },
  every: (ms, run) => {
    const timer = setInterval(run, ms).unref();
    return () => clearInterval(timer);
  },
};
