import { parseJson } from '../client/guards.ts';
import type { TextStorage } from '../client/ports.ts';
import type { Tab } from '../client/tab.ts';
import type { Draft } from './draft.ts';
import { readDrafts, type SavedDrafts } from './saved-drafts.ts';

/** Where versions before the tabs had names kept the drafts of all of them. */
const OLD_KEY = 'comanda.pos.drafts';
const PREFIX = `${OLD_KEY}.`;

/** Where one tab keeps its drafts: a second tab beside it neither sees nor overwrites them while both live. */
export interface DraftBox {
  /** What this tab left at its last visit. */
  read(): SavedDrafts;
  /** Throws when the browser keeps no more. */
  write(drafts: readonly Draft[], activeId: string): void;
  /** Drafts that nobody has any more, taken out of where they were: their tab is dead. */
  takeOrphans(): readonly Draft[];
}

export function createDraftBox(storage: TextStorage, tab: Tab): DraftBox {
  const key = PREFIX + tab.id;
  const readFrom = (name: string): SavedDrafts =>
    readDrafts(parseJson(storage.getItem(name) ?? ''));
  return {
    read: () => readFrom(key),
    write: (drafts, activeId) => storage.setItem(key, JSON.stringify({ drafts, activeId })),
    takeOrphans() {
      const names = Array.from({ length: storage.length }, (_, index) => storage.key(index));
      return names.flatMap((name) => {
        if (name !== OLD_KEY && !name?.startsWith(PREFIX)) return [];
        const owner = name.slice(PREFIX.length);
        if (owner !== '' && tab.isAlive(owner)) return [];
        const { drafts } = readFrom(name);
        storage.removeItem(name);
        if (owner !== '') tab.bury(owner);
        return drafts;
      });
    },
  };
}
