import type { Menu } from '../../../shared/menu.ts';
import type { CatalogRow, PersonRow } from '../db/batch.ts';
import type { KnownPerson } from '../db/load.ts';

/** A menu as the catalog has it: a document an entry, in display order. */
export function catalogRows(menu: Menu): CatalogRow[] {
  const rows = (kind: CatalogRow['kind'], entries: readonly { readonly id: string }[]) =>
    entries.map((entry, sort) => ({ kind, id: entry.id, sort, doc: JSON.stringify(entry) }));
  return [
    ...rows('station', menu.stations),
    ...rows('category', menu.categories),
    ...rows('modifier_group', menu.modifierGroups),
    ...rows('item', menu.items),
  ];
}

export function personRow({ person, createdAt }: KnownPerson): PersonRow {
  const { id, name, role, active, pinHash } = person;
  return { id, name, role, active: active ? 1 : 0, pinHash, createdAt };
}
