import { afterEach, expect, test, vi } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { App } from '../../../src/renderer/board/app.tsx';
import { board as en } from '../../../src/renderer/i18n/en/board.ts';
import { board as es } from '../../../src/renderer/i18n/es/board.ts';
import { board as ptBr } from '../../../src/renderer/i18n/pt-br/board.ts';
import { CLOSED_KEPT } from '../../../src/renderer/client/mirror.ts';
import { TONES } from '../../../src/renderer/sound/tones.ts';
import { isOpen } from '../../../src/shared/order-states.ts';
import { NOON } from '../kds/fixtures.ts';
import { renderPage } from '../support/render-page.tsx';
import { PART, SimulatedDay } from './simulated-day.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** How much more the page may hold after ten parts of the day than after one: noise of the engine. Bytes. */
const HEAP_NOISE = 1024 * 1024;

/** Counts of the engine that waver by a few. */
const NOISE = 20;

// The provider's session has this method; the runner's type does not say so.
const devtools = cdp() as unknown as {
  send(method: 'Performance.getMetrics'): Promise<{ metrics: { name: string; value: number }[] }>;
  send(method: 'Runtime.getHeapUsage'): Promise<{ usedSize: number }>;
  send(method: 'HeapProfiler.collectGarbage' | 'Performance.enable'): Promise<void>;
};

/** Oscillators of one ring: a note is struck with two overtones. */
const PER_RING = 3 * TONES.ready.length;

/** Plays by the clock of the page, and counts: a real one would go on ringing for as long as the day was. */
class CountingAudioContext extends EventTarget {
  static oscillators = 0;
  readonly state = 'running';
  readonly destination = {};
  get currentTime(): number {
    return Date.now() / 1000;
  }
  resume = () => Promise.resolve();
  close = () => Promise.resolve();
  createOscillator() {
    CountingAudioContext.oscillators += 1;
    const connect = (to: unknown) => to;
    return { frequency: { value: 0 }, connect, start: () => undefined, stop: () => undefined };
  }
  createGain() {
    const set = (): void => undefined;
    const gain = {
      value: 1,
      setValueAtTime: set,
      linearRampToValueAtTime: set,
      exponentialRampToValueAtTime: set,
    };
    return { gain, connect: (to: unknown) => to };
  }
}

const channel = new MessageChannel();

/** Lets the page draw: a turn of its event loop, which no clock holds up. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    channel.port1.onmessage = () => resolve();
    channel.port2.postMessage(null);
  });
}

/** What of the page can be counted. */
async function census(day: SimulatedDay) {
  const orders = Object.values(day.client.store.getState().orders);
  // The second time for what the first has only made garbage.
  for (let times = 0; times < 2; times += 1) await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const metric = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? NaN;
  return {
    exact: {
      elements: document.getElementsByTagName('*').length,
      listItems: document.getElementsByTagName('li').length,
      timers: vi.getTimerCount(),
      subscriptions: day.subscriptions,
      stored: day.storage.length,
      storedByThePage: localStorage.length + sessionStorage.length,
      open: orders.filter(({ status }) => isOpen(status)).length,
      closed: orders.filter(({ status }) => !isOpen(status)).length,
    },
    nodes: metric('Nodes'),
    listeners: metric('JSEventListeners'),
    heap: (await devtools.send('Runtime.getHeapUsage')).usedSize,
  };
}

test('[BRD11] after 2,000 orders, with lost connections and calls, a board holds what it held after the first 200', async () => {
  await page.viewport(1920, 1080);
  vi.useFakeTimers({
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
    now: NOON,
  });
  vi.stubGlobal('AudioContext', CountingAudioContext);
  const day = new SimulatedDay((ms) => vi.advanceTimersByTime(ms));
  const words = { 'pt-BR': ptBr, en, es };
  await renderPage({ page: 'board', App, words, client: day.client, theme: 'dark' });
  await devtools.send('Performance.enable');

  const counted: Awaited<ReturnType<typeof census>>[] = [];
  let drawnWithNumbers = 0;
  for (let part = 0; part < 10; part += 1) {
    // Drawn every other time: the test is to end within half a minute, and each drawing is a whole one.
    for (let step = 0; step < PART; step += 2) {
      day.step();
      day.step();
      await turn();
      if (document.querySelector('li')) drawnWithNumbers += 1;
    }
    counted.push(await census(day));
  }

  // The day was one: numbers came and went, what became ready rang, together or alone, and the line was lost a hundred times.
  expect(drawnWithNumbers).toBeGreaterThan(5 * PART - 10);
  expect(day.readies).toBeGreaterThan(1800);
  const rings = CountingAudioContext.oscillators / PER_RING;
  expect(rings).toBeGreaterThan(1500);
  expect(rings).toBeLessThanOrEqual(day.readies);
  expect(day.connections).toBeGreaterThan(100);

  const [first, ...later] = counted;
  if (!first) return;
  expect(first.exact.closed).toBeLessThanOrEqual(CLOSED_KEPT);
  for (const [n, each] of later.entries()) {
    const { closed, ...exact } = each.exact;
    const { closed: _, ...before } = first.exact;
    expect(exact, `part ${n + 2}`).toEqual(before);
    expect(closed).toBeLessThanOrEqual(CLOSED_KEPT);
    expect(each.nodes - first.nodes, `nodes of part ${n + 2}`).toBeLessThanOrEqual(NOISE);
    expect(each.listeners - first.listeners, `listeners ${n + 2}`).toBeLessThanOrEqual(NOISE);
  }
  const last = counted.at(-1) ?? first;
  expect(last.heap - first.heap).toBeLessThanOrEqual(HEAP_NOISE);
}, 120_000);
