import { expect, test } from 'vitest';
import { keepAwake } from '../../../src/renderer/client/keep-awake.ts';

/** A lock as browsers give it, released by hand. */
class Sentinel extends EventTarget implements WakeLockSentinel {
  readonly type = 'screen';
  onrelease = null;
  released = false;
  release(): Promise<void> {
    this.released = true;
    this.dispatchEvent(new Event('release'));
    return Promise.resolve();
  }
}

class FakeDocument extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';
  turn(state: DocumentVisibilityState): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

/** A browser that gives locks, or refuses them; the test says when a minute is over. */
function browser(isWilling = true) {
  const document = new FakeDocument();
  const given: Sentinel[] = [];
  const tasks = new Set<() => void>();
  const state = { isWilling, asked: 0 };
  const stop = keepAwake({
    document,
    wakeLock: {
      request: () => {
        state.asked += 1;
        if (!state.isWilling) return Promise.reject(new DOMException('', 'NotAllowedError'));
        const sentinel = new Sentinel();
        given.push(sentinel);
        return Promise.resolve(sentinel);
      },
    },
    timers: {
      after: (_, task) => {
        tasks.add(task);
        return () => tasks.delete(task);
      },
    },
  });
  const pass = async (): Promise<void> => {
    const due = [...tasks];
    tasks.clear();
    for (const task of due) task();
    await Promise.resolve();
  };
  return { document, given, tasks, state, stop, pass };
}

test('[BRD10] the screen stays awake while the page is in view, also after it was out of view', async () => {
  const { document, given, state, stop } = browser();
  await Promise.resolve();
  expect(given).toHaveLength(1);
  document.turn('hidden');
  await given[0]?.release();
  expect(state.asked).toBe(1);
  document.turn('visible');
  document.turn('visible');
  await Promise.resolve();
  expect(given).toHaveLength(2);
  stop();
  expect(given[1]?.released).toBe(true);
});

test('[BRD10] a lock that is refused or taken back is asked for again after a while', async () => {
  const { given, tasks, state, stop, pass } = browser(false);
  await pass();
  expect(tasks.size).toBe(1);
  state.isWilling = true;
  await pass();
  expect(given).toHaveLength(1);
  await given[0]?.release();
  await pass();
  expect(given).toHaveLength(2);
  stop();
  expect(tasks.size).toBe(0);
  expect(state.asked).toBe(3);
});

test('[BRD10] a lock that comes after the page was closed is given back', async () => {
  const { given, tasks, stop } = browser();
  stop();
  await Promise.resolve();
  expect(given[0]?.released).toBe(true);
  expect(tasks.size).toBe(0);
});

test('[BRD10] where the browser has no such thing, nothing happens', () => {
  const timers = { after: () => expect.unreachable('nothing to wait for') };
  const stop = keepAwake({ wakeLock: undefined, document: new FakeDocument(), timers });
  expect(stop).not.toThrow();
});
