import type { Person } from '../../shared/people.ts';
import { isRecord, parseJson } from '../client/guards.ts';
import type { TextStorage } from '../client/ports.ts';

const KEY = 'comanda.pos.lastPeople';

/** People of one evening: beyond it nobody looks for their name first. */
const MOST = 20;

/** Ids of who was signed in at this counter, the latest first. */
export function lastPeople(storage: TextStorage): readonly string[] {
  const value = parseJson(storage.getItem(KEY) ?? '');
  const ids = isRecord(value) ? value['ids'] : undefined;
  return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === 'string') : [];
}

/** Puts someone to the front. */
export function rememberPerson(storage: TextStorage, personId: string): void {
  const ids = [personId, ...lastPeople(storage).filter((id) => id !== personId)].slice(0, MOST);
  try {
    storage.setItem(KEY, JSON.stringify({ ids }));
  } catch {
    console.warn('The browser keeps no more data: names stand in the order of the alphabet.');
  }
}

/** Who may sign in here: the latest first, then by name. */
export function inOrderOfUse(
  people: readonly Person[],
  last: readonly string[],
  language: string,
): Person[] {
  const rank = (id: string): number => {
    const index = last.indexOf(id);
    return index < 0 ? last.length : index;
  };
  return people
    .filter(({ active }) => active)
    .toSorted((a, b) => rank(a.id) - rank(b.id) || a.name.localeCompare(b.name, language));
}
