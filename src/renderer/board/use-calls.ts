import { useEffect, useState } from 'react';
import { useClient } from '../client/client-context.tsx';
import type { MirrorState } from '../client/contract.ts';
import type { Speaker } from '../sound/speaker.ts';
import { createReadyWatch, readyNumbers, stillCalled, type ReadyNumber } from './numbers.ts';
import { boardRulesOf } from './rules.ts';

/** How long a number that has just become ready stays marked. Milliseconds: every page of a long board comes round. */
const MARKED_MS = 30_000;

/** How long it pulses: three times the 1.2 s of the style sheet, and a moment for the drawing. Milliseconds. */
const PULSING_MS = 4_000;

/** Numbers that were called together. */
interface Call {
  /** Broker's clock, milliseconds. */
  readonly at: number;
  readonly numbers: readonly ReadyNumber[];
}

/** What the board calls out now. */
export interface Calls {
  /** The last call, to be read out; null once it is over. */
  readonly last: Call | null;
  readonly marked: ReadonlySet<string>;
  readonly pulsing: ReadonlySet<string>;
}

/**
 * Rings once for what becomes ready while the page is open, and says for a while which numbers it was.
 * @param now broker's clock, milliseconds
 */
export function useCalls(speaker: Speaker, now: number): Calls {
  const { store } = useClient();
  const [watch] = useState(createReadyWatch);
  const [calls, setCalls] = useState<readonly Call[]>([]);
  useEffect(() => {
    const hear = (state: MirrorState): void => {
      // What a page heard of before it was connected is not news.
      if (state.connection.state !== 'live') return;
      const at = Date.now() + state.clockOffsetMs;
      const rules = boardRulesOf(state);
      const news = watch(readyNumbers(Object.values(state.orders), rules));
      const numbers = stillCalled(news, rules, at);
      if (numbers.length === 0) return;
      speaker.play('ready');
      setCalls((before) => [...lasting(before, at, MARKED_MS), { at, numbers }]);
    };
    hear(store.getState());
    return store.subscribe((state, before) => {
      if (state.orders !== before.orders || state.connection !== before.connection) hear(state);
    });
  }, [store, speaker, watch]);

  const marked = lasting(calls, now, MARKED_MS);
  return {
    last: marked.at(-1) ?? null,
    marked: keysOf(marked),
    pulsing: keysOf(lasting(marked, now, PULSING_MS)),
  };
}

/** Calls younger than `ms`. The clock may be set, forwards and back: what lies far ahead is as good as over. */
function lasting(calls: readonly Call[], now: number, ms: number): readonly Call[] {
  return calls.filter(({ at }) => Math.abs(now - at) < ms);
}

function keysOf(calls: readonly Call[]): ReadonlySet<string> {
  return new Set(calls.flatMap(({ numbers }) => numbers.map(({ key }) => key)));
}
