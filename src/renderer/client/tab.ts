import { newId } from '../../shared/ids.ts';
import { isRecord, parseJson } from './guards.ts';
import type { Clock, TextStorage, Timers } from './ports.ts';

/** How often a tab says that it lives. Milliseconds. */
export const BEAT_MS = 2_000;

/** A tab in view that was silent for so long is dead (a crash: a closed one says goodbye). Milliseconds. */
export const DEAD_MS = 10_000;

/** One in the background may be woken as rarely as once a minute. Milliseconds. */
export const DEAD_HIDDEN_MS = 150_000;

export interface TabOptions {
  /** Shared by all tabs of this origin. */
  readonly storage: TextStorage;
  /** Of this tab alone; a reload keeps it, and a duplicated tab starts with a copy. */
  readonly session: TextStorage;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly isHidden: () => boolean;
}

/** One browser tab among several of this page, with a name of its own for what it keeps. */
export interface Tab {
  readonly id: string;
  /** True for this tab, and for one that has been heard of lately. */
  isAlive(id: string): boolean;
  /** Says once more that this tab lives. False: it was taken for dead meanwhile, and what it kept is in other hands. */
  beat(): boolean;
  /** Beats from now on; the answer stops it. After each beat, `then` is told whether the tab is still its own. */
  start(then: (own: boolean) => void): () => void;
  /** The tab is closed or reloaded: after a reload its name is its own at once. */
  leave(): void;
  /** Another tab is dead, and what it kept was taken: should it only have slept, its next beat tells it. */
  bury(id: string): void;
}

/** A tab that said goodbye may only be reloading: its own name waits for it. Milliseconds. */
export const LEFT_MS = 5_000;

/** A buried tab that wakes later than this has nothing left to say. Milliseconds. */
const REMEMBERED_MS = 7 * 24 * 3600 * 1000;

const NAME = 'comanda.tab';
const PREFIX = `${NAME}.`;

/**
 * Claims a name for this tab, by a record in the shared storage that it renews: locks of the browser need a secure
 * context, which a page on a shop's own network is not. A name whose record is alive belongs to the tab that this
 * one was duplicated from.
 */
export function claimTab({ storage, session, clock, timers, isHidden }: TabOptions): Tab {
  /** Of this one loading of the page, to know its own record by. */
  const holder = newId();
  const isAlive = (id: string): boolean => {
    const record = read(storage, id);
    return record !== null && clock() - record.at < LASTS_MS[record.state];
  };
  const known = session.getItem(NAME);
  const isFree = known !== null && (read(storage, known)?.state === 'left' || !isAlive(known));
  const id = isFree ? known : newId();
  const write = (target: TextStorage, key: string, value: string): void => {
    try {
      target.setItem(key, value);
    } catch {
      console.warn('The browser keeps no more data: orders would not survive a reload.');
    }
  };
  const record = (name: string, by: string, state: TabState): void =>
    write(storage, PREFIX + name, JSON.stringify({ holder: by, at: clock(), state }));
  const renew = (): void => record(id, holder, isHidden() ? 'hidden' : 'shown');
  /** Nobody else holds the name. A record that is gone was cleared away, not taken. */
  const isOwn = (): boolean => (read(storage, id)?.holder ?? holder) === holder;
  forgetOld(storage, clock() - REMEMBERED_MS);
  write(session, NAME, id);
  renew();

  const tab: Tab = {
    id,
    isAlive: (other) => other === id || isAlive(other),
    beat() {
      if (!isOwn()) return false;
      renew();
      return true;
    },
    start(then) {
      let stop = (): void => undefined;
      const next = (): void => {
        stop = timers.after(BEAT_MS, () => {
          const own = tab.beat();
          if (own) next();
          then(own);
        });
      };
      next();
      return () => stop();
    },
    leave() {
      if (isOwn()) record(id, holder, 'left');
    },
    bury: (other) => record(other, holder, 'buried'),
  };
  return tab;
}

type TabState = 'shown' | 'hidden' | 'left' | 'buried';

const LASTS_MS: Readonly<Record<TabState, number>> = {
  shown: DEAD_MS,
  hidden: DEAD_HIDDEN_MS,
  left: LEFT_MS,
  buried: 0,
};

interface ClaimRecord {
  readonly holder: string;
  readonly at: number;
  readonly state: TabState;
}

function read(storage: TextStorage, id: string): ClaimRecord | null {
  return toRecord(parseJson(storage.getItem(PREFIX + id) ?? ''));
}

function toRecord(value: unknown): ClaimRecord | null {
  if (!isRecord(value)) return null;
  const { holder, at, state } = value;
  if (typeof holder !== 'string' || typeof at !== 'number') return null;
  return state === 'shown' || state === 'hidden' || state === 'left' || state === 'buried'
    ? { holder, at, state }
    : null;
}

/** Records of tabs that are long gone would fill the storage. */
function forgetOld(storage: TextStorage, before: number): void {
  const names = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  for (const name of names) {
    if (!name?.startsWith(PREFIX)) continue;
    const record = read(storage, name.slice(PREFIX.length));
    if (record === null || record.at < before) storage.removeItem(name);
  }
}
