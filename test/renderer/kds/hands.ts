import { createKitchen, type Kitchen } from '../../../src/renderer/kds/kitchen.ts';
import type { DeviceChoices } from '../../../src/renderer/kds/device-choices.ts';
import type { Tone } from '../../../src/renderer/sound/tones.ts';
import type { Order } from '../../../src/shared/order.ts';
import { fakeClient, type FakeClient } from './fake-client.ts';
import { NOON } from './fixtures.ts';

/** Time that moves only when told to. */
export function fakeTime() {
  let now = NOON;
  let tasks: { due: number; task: () => void }[] = [];
  return {
    clock: () => now,
    timers: {
      after(ms: number, task: () => void) {
        const entry = { due: now + ms, task };
        tasks.push(entry);
        return () => {
          tasks = tasks.filter((each) => each !== entry);
        };
      },
    },
    async pass(ms: number): Promise<void> {
      const until = now + ms;
      for (;;) {
        const [next] = tasks.filter(({ due }) => due <= until).toSorted((a, b) => a.due - b.due);
        if (!next) break;
        tasks = tasks.filter((each) => each !== next);
        now = next.due;
        next.task();
        await settled();
      }
      now = until;
    },
  };
}

/** Lets every answer that is on its way arrive. A message is the next turn at once; a timer would make turns of 4 ms. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}

/** A storage that lasts as long as a test. */
export function memoryStorage() {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

/** A display without a page: its hands, what it sent and what it played. */
export function setUp(
  from: Parameters<typeof fakeClient>[0] = [],
  over: Parameters<typeof fakeClient>[1] = {},
  choices: Partial<DeviceChoices> = {},
) {
  const client = fakeClient(from, over);
  const time = fakeTime();
  const played: Tone[] = [];
  const storage = memoryStorage();
  let visible = true;
  const open = (): Kitchen & { stop(): void } => {
    const made = createKitchen({
      client,
      storage,
      ...time,
      speaker: {
        state: () => 'on',
        set: () => undefined,
        setVolume: () => undefined,
        sample: () => undefined,
        play: (tone) => void played.push(tone),
        subscribe: () => () => undefined,
        start: () => () => undefined,
      },
      isVisible: () => visible,
    });
    if (Object.keys(choices).length > 0) made.choose(choices);
    return { ...made, stop: made.start() };
  };
  const kitchen = open();
  const show = (on: boolean): void => {
    visible = on;
    kitchen.shown.look();
  };
  return { client, time, played, kitchen, open, show };
}

/** The types of the commands that a page sent, in order. */
export const types = (client: FakeClient): string[] => client.sent.map(({ type }) => type);

/** The states of an order's lines. */
export const statesOf = ({ lines }: Pick<Order, 'lines'>): string[] =>
  lines.map(({ status }) => status);
