import type { Person } from '../../../shared/people.ts';
import type { CheckedRows } from '../db/rows.ts';
import { same, type Differences } from './difference.ts';

/** Holds the table of people against the last word of the log about them. Names are not shown. */
export class PeopleReplay {
  #people: readonly Person[] = [];
  readonly #rows;

  constructor(rows: CheckedRows) {
    this.#rows = rows.people('');
  }

  onChanged(people: readonly Person[]): void {
    this.#people = people;
  }

  *end(): Differences {
    const known = new Map(this.#people.map((person) => [person.id, person]));
    for (const row of this.#rows.iterate()) {
      const where = `people, person ${row.id}`;
      const person = known.get(row.id);
      known.delete(row.id);
      if (!person) {
        yield { where, what: 'row', expected: 'nothing', found: 'a person' };
        continue;
      }
      yield* same(where, 'role', person.role, row.role);
      yield* same(where, 'active', person.active, row.active === 1);
      if (person.name !== row.name) {
        yield { where, what: 'name', expected: 'that of the log', found: 'another' };
      }
    }
    for (const id of known.keys()) yield* same(`people, person ${id}`, 'row', 'one', undefined);
  }
}
