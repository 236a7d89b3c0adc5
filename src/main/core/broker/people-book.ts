import { type Refusal, refuse } from '../../../shared/errors.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { Person } from '../../../shared/people.ts';
import { wordsOf } from '../../domain/find-dish.ts';
import type { KnownPerson } from '../db/load.ts';
import type { StoredPerson } from './ports.ts';

/** What can be asked of the people who work here: of those committed, and of a draft laid over them. */
export interface People {
  known(id: string): KnownPerson | undefined;
  all(): Iterable<KnownPerson>;
  /** Whether anybody has to sign in. */
  readonly hasActive: boolean;
}

/** Everyone who works here, and who has left, as it is committed. */
export class PeopleBook implements People {
  hasActive = false;
  readonly #people = new Map<string, KnownPerson>();
  #byName: readonly Person[] | null = null;

  constructor(people: readonly KnownPerson[]) {
    for (const known of people) this.put(known);
  }

  known(id: string): KnownPerson | undefined {
    return this.#people.get(id);
  }

  all(): Iterable<KnownPerson> {
    return this.#people.values();
  }

  byName(): readonly Person[] {
    return (this.#byName ??= byName(this.all()));
  }

  put(known: KnownPerson): void {
    this.#people.set(known.person.id, known);
    this.hasActive = [...this.#people.values()].some(({ person }) => person.active);
    this.#byName = null;
  }
}

/** The people that a batch has added or changed, over those below it. */
export class DraftPeople implements People {
  readonly #below: () => People;
  readonly #changed = new Map<string, KnownPerson>();

  constructor(below: () => People) {
    this.#below = below;
  }

  known(id: string): KnownPerson | undefined {
    return this.#changed.get(id) ?? this.#below().known(id);
  }

  *all(): Generator<KnownPerson> {
    const here = new Map(this.#changed);
    for (const below of this.#below().all()) {
      yield here.get(below.person.id) ?? below;
      here.delete(below.person.id);
    }
    yield* here.values();
  }

  get hasActive(): boolean {
    if (this.#changed.size === 0) return this.#below().hasActive;
    return [...this.all()].some(({ person }) => person.active);
  }

  put(known: KnownPerson): void {
    this.#changed.set(known.person.id, known);
  }

  changed(): Iterable<KnownPerson> {
    return this.#changed.values();
  }
}

/** Why a person can't be put down like this; null when they can. See `Broker.putPerson`. */
export function refusePerson(people: People, person: StoredPerson): Refusal | null {
  const others = [...people.all()]
    .map((known) => known.person)
    .filter(({ id }) => id !== person.id);
  if (!people.known(person.id) && others.length >= LIMITS.people) {
    const detail =
      'No more people can be registered. Give the name of one who has left another use.';
    return refuse('too_many', detail, { most: LIMITS.people });
  }
  const name = sameName(person.name);
  if (person.active && others.some((other) => other.active && sameName(other.name) === name)) {
    return refuse('name_taken', 'Somebody who works here has this name. Tell them apart.', {});
  }
  const after = [...others, person].filter(({ active }) => active);
  const managed = people.known(person.id)?.person;
  const wasManager = managed?.active === true && managed.role === 'manager';
  if ((after.length > 0 || wasManager) && after.every(({ role }) => role !== 'manager')) {
    return refuse('last_manager', 'Somebody must be a manager. Name another one first.', {});
  }
  return null;
}

/** People as screens get them, by name. */
export function byName(people: Iterable<KnownPerson>): readonly Person[] {
  return [...people]
    .map(({ person: { id, name, role, active } }) => ({ id, name, role, active }))
    .toSorted((a, b) => compare(sameName(a.name), sameName(b.name)) || compare(a.id, b.id));
}

/** Two names that are one to whoever reads them from a tile: whatever their case, accents and signs. */
function sameName(name: string): string {
  return wordsOf(name).join(' ') || name;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
