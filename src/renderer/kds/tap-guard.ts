import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Timers } from '../client/ports.ts';
import type { Step } from './tickets.ts';

/** What is not where or what it was a moment ago takes no press for this long, in milliseconds. */
export const SETTLE_MS = 600;

/** Why something takes no press yet. */
export type Unsettled =
  /** It has slid to where it is, or the keyboard has come to it by itself. */
  | 'moved'
  /** Pressing it means something else now: another step, or the same with other lines. */
  | 'changed';

/** A card as it stands on the page. */
export interface PlacedCard {
  readonly id: string;
  /** Of the order. */
  readonly number: number;
  readonly step: Step['kind'] | null;
  /** Grows with each change that the counter makes: see `toldHere`. */
  readonly told: number;
}

/** A press that was not taken. */
export interface Refused {
  readonly id: string;
  /** Of the order; absent when it was no card. */
  readonly number: number | undefined;
  /** Counts them, so that no two are the same. */
  readonly nth: number;
}

/**
 * Keeps a press that was meant for one thing from doing another: the second tap of a finger, or of a key, comes faster
 * than a hand can notice that the next card has taken the place, or that "start" has become "ready". It does not matter
 * who changed it: this display, another one, or the counter.
 */
export interface TapGuard {
  /** What takes no press now, by id, and why. */
  readonly unsettled: StoreApi<ReadonlyMap<string, Unsettled>>;
  /** The last press that was not taken; null before the first. */
  readonly refused: StoreApi<Refused | null>;
  /** Tells which cards stand on the page now, in the order of their positions, each once. */
  laidOut(cards: readonly PlacedCard[]): void;
  /** Begins to hold one thing back. */
  hold(id: string, why: Unsettled): void;
  /** Somebody means what is there now: it may be pressed although it has moved. What has changed may not. */
  mean(id: string): void;
  /** False while a press could only have been meant for what was there before; it is refused then. */
  mayPress(id: string): boolean;
}

/** A guard of one page; it holds nothing to begin with. */
export function createTapGuard(timers: Timers): TapGuard {
  let placed = new Map<string, Omit<PlacedCard, 'id'> & { readonly position: number }>();
  const unsettled = createStore<ReadonlyMap<string, Unsettled>>(() => new Map());
  const refused = createStore<Refused | null>(() => null);
  const cancels = new Map<string, () => void>();

  const release = (id: string): void => {
    cancels.get(id)?.();
    cancels.delete(id);
    const next = new Map(unsettled.getState());
    next.delete(id);
    unsettled.setState(next, true);
  };
  const hold = (id: string, why: Unsettled): void => {
    const now = unsettled.getState();
    // To move does not make less of a change.
    const reason = now.get(id) === 'changed' ? 'changed' : why;
    cancels.get(id)?.();
    cancels.set(
      id,
      timers.after(SETTLE_MS, () => release(id)),
    );
    unsettled.setState(new Map([...now, [id, reason]]), true);
  };

  return {
    unsettled,
    refused,
    laidOut(cards) {
      const next = new Map(cards.map(({ id, ...card }, position) => [id, { ...card, position }]));
      for (const [id, { position, step, told }] of next) {
        const before = placed.get(id);
        if (before && (before.step !== step || before.told !== told)) hold(id, 'changed');
        // A card that is new at the end of the page has nothing slid from under a finger; one that replaces has.
        else if (before ? before.position !== position : position < placed.size) hold(id, 'moved');
      }
      placed = next;
    },
    hold,
    mean(id) {
      if (unsettled.getState().get(id) === 'moved') release(id);
    },
    mayPress(id) {
      if (!unsettled.getState().has(id)) return true;
      const nth = (refused.getState()?.nth ?? 0) + 1;
      refused.setState({ id, number: placed.get(id)?.number, nth });
      return false;
    },
  };
}
