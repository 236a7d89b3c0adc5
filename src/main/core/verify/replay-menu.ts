import type { Menu, MenuItem } from '../../../shared/menu.ts';
import type { CheckedRows } from '../db/rows.ts';
import { same, type Differences } from './difference.ts';

/** Follows the menu through the log and compares it with the catalog, entry by entry, in display order. */
export class MenuReplay {
  #menu: Menu = { stations: [], categories: [], modifierGroups: [], items: [] };
  readonly #rows;

  constructor(rows: CheckedRows) {
    this.#rows = rows.catalog('ORDER BY kind, sort');
  }

  onReplaced(menu: Menu): void {
    this.#menu = menu;
  }

  *onChanged(seq: number, changed: readonly MenuItem[]): Differences {
    for (const item of changed) {
      const index = this.#menu.items.findIndex(({ id }) => id === item.id);
      if (index < 0) yield* same(`event ${seq}`, 'item changed', 'an item of the menu', item.id);
      else this.#menu = { ...this.#menu, items: this.#menu.items.with(index, item) };
    }
  }

  *end(): Differences {
    // In the order of their names, as the query gives them.
    const expected = [
      ...entries('category', this.#menu.categories),
      ...entries('item', this.#menu.items),
      ...entries('modifier_group', this.#menu.modifierGroups),
      ...entries('station', this.#menu.stations),
    ];
    const found = this.#rows.all().map(({ kind, id, sort, doc }) => ({ kind, id, sort, doc }));
    for (let i = 0; i < Math.max(expected.length, found.length); i += 1) {
      const entry = expected[i] ?? found[i];
      const where = `catalog, ${entry?.kind ?? ''} ${entry?.id ?? ''}`;
      yield* same(where, 'entry', expected[i], found[i]);
    }
  }
}

function entries(kind: string, list: readonly { readonly id: string }[]) {
  return list.map((entry, sort) => ({ kind, id: entry.id, sort, doc: JSON.stringify(entry) }));
}
