import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSpeaker, type Speaker } from '../../../src/renderer/sound/speaker.ts';
import { TONES } from '../../../src/renderer/sound/tones.ts';

/** Highest sample of each note that was rung, and when it begins, in seconds; muffled = taken away before its end. */
interface Rung {
  readonly peak: number;
  readonly at: number;
  readonly sink: { muffled: boolean };
}

let rung: Rung[] = [];
let now = 0;

/** As much of the Web Audio API as tones need: it plays nothing, and remembers what it was told to. */
class SilentContext extends EventTarget {
  readonly destination = { muffled: false };
  state = 'suspended';
  get currentTime(): number {
    return now;
  }
  resume(): Promise<void> {
    this.state = 'running';
    this.dispatchEvent(new Event('statechange'));
    return Promise.resolve();
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
  createGain() {
    const node = {
      muffled: false,
      peak: 0,
      to: this.destination,
      gain: {
        setValueAtTime: () => undefined,
        linearRampToValueAtTime: (value: number) => (node.peak = value),
        exponentialRampToValueAtTime: () => undefined,
      },
      connect: (to: { muffled: boolean }) => (node.to = to),
      disconnect: () => (node.muffled = true),
    };
    return node;
  }
  createOscillator() {
    let into: ReturnType<SilentContext['createGain']> | null = null;
    return {
      frequency: { value: 0 },
      connect: (to: ReturnType<SilentContext['createGain']>) => (into = to),
      start: (at: number) => {
        if (into) rung.push({ peak: into.peak, at, sink: into.to });
      },
      stop: () => undefined,
    };
  }
}

let silence: () => void = () => undefined;

async function speaker(): Promise<Speaker> {
  const made = createSpeaker(true, new EventTarget());
  silence = made.start();
  await expect.poll(() => made.state()).toBe('on');
  return made;
}

beforeEach(() => {
  rung = [];
  now = 0;
  vi.stubGlobal('AudioContext', SilentContext);
});

afterEach(() => {
  silence();
  vi.unstubAllGlobals();
});

/** Each note has two overtones. */
const NOTES = TONES.new.length * 3;
const loudest = (from: number): number => Math.max(...rung.slice(from).map(({ peak }) => peak));

test('[KDS39] half the volume is less than half as loud, and counts from the next tone on', async () => {
  const made = await speaker();
  made.setVolume(1);
  made.play('new');
  const full = loudest(0);
  made.setVolume(0.5);
  made.play('new');
  expect(rung).toHaveLength(2 * NOTES);
  expect(loudest(NOTES)).toBeCloseTo(full / 4);
});

test('[KDS39] samples replace each other at once; alerts wait for each other, and not for a sample', async () => {
  const made = await speaker();
  made.sample('new');
  const first = rung[0];
  made.sample('new');
  const second = rung[NOTES];
  expect([first?.sink.muffled, second?.sink.muffled]).toEqual([true, false]);
  expect([first?.at, second?.at]).toEqual([0, 0]);
  made.play('late');
  expect(rung[2 * NOTES]?.at).toBe(0);
  expect(rung[2 * NOTES]?.sink.muffled).toBe(false);
  const alerts = rung.length;
  made.play('new');
  expect(rung[alerts]?.at).toBeGreaterThan(1);
});

test('[KDS39] a speaker that is off, or that the browser still holds back, plays no sample', async () => {
  const made = await speaker();
  made.set(false);
  made.sample('new');
  expect(rung).toEqual([]);
  const locked = createSpeaker(true, new EventTarget());
  expect(locked.state()).toBe('locked');
  locked.sample('new');
  expect(rung).toEqual([]);
});
