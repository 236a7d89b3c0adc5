/** For what blocks its thread: two ways to give it the shape of what does not. */

/**
 * Calls wait in line and are made one in each turn of the event loop, so that the time of each holds the time of
 * those before it, as it would for the clients of a server.
 */
export function serially<T>(call: (argument: T) => void): (argument: T) => Promise<void> {
  const waiting: Waiting<T>[] = [];
  const next = (): void => {
    const first = waiting.shift();
    if (!first) return;
    if (waiting.length > 0) setImmediate(next);
    try {
      call(first.argument);
      first.settle();
    } catch (error) {
      first.fail(error);
    }
  };
  return (argument) =>
    new Promise((resolve, reject) => {
      waiting.push({ argument, settle: resolve, fail: reject });
      if (waiting.length === 1) setImmediate(next);
    });
}

/** Calls of one turn of the event loop are made together, and all are done or none. */
export function inGroups<T>(call: (group: readonly T[]) => void): (argument: T) => Promise<void> {
  let waiting: Waiting<T>[] = [];
  const flush = (): void => {
    const group = waiting;
    waiting = [];
    try {
      call(group.map(({ argument }) => argument));
      for (const { settle } of group) settle();
    } catch (error) {
      for (const { fail } of group) fail(error);
    }
  };
  return (argument) =>
    new Promise((resolve, reject) => {
      waiting.push({ argument, settle: resolve, fail: reject });
      if (waiting.length === 1) setImmediate(flush);
    });
}

interface Waiting<T> {
  readonly argument: T;
  readonly settle: () => void;
  readonly fail: (error: unknown) => void;
}
