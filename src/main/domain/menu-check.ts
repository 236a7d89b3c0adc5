import type { Menu } from '../../shared/menu.ts';

/**
 * What is wrong with a menu beyond the shape of its parts: ids used twice, references that lead nowhere, groups
 * that nobody can fulfil. Ids of modifiers are unique over the whole menu, because an order names a modifier by
 * its id alone.
 * @returns one English sentence per fault, in menu order; empty when the menu is sound
 */
export function checkMenu(menu: Menu): string[] {
  const faults: string[] = [];
  const stations = register('station', menu.stations, faults);
  const categories = register('category', menu.categories, faults);
  const groups = register('modifier group', menu.modifierGroups, faults);
  register('item', menu.items, faults);
  register(
    'modifier',
    menu.modifierGroups.flatMap((group) => group.modifiers),
    faults,
  );

  for (const group of menu.modifierGroups) {
    if (group.min > group.max) {
      faults.push(
        `Modifier group "${group.id}" asks for at least ${group.min} but allows at most ${group.max}.`,
      );
    }
    if (group.min > group.modifiers.length) {
      faults.push(
        `Modifier group "${group.id}" asks for at least ${group.min} but offers only ${group.modifiers.length}.`,
      );
    }
  }

  for (const item of menu.items) {
    if (!categories.has(item.categoryId)) {
      faults.push(`Item "${item.id}" is in category "${item.categoryId}", which does not exist.`);
    }
    if (!stations.has(item.station)) {
      faults.push(`Item "${item.id}" is made at station "${item.station}", which does not exist.`);
    }
    const made = new Set([item.station]);
    for (const station of item.alsoAt ?? []) {
      if (!stations.has(station)) {
        faults.push(
          `Item "${item.id}" is also made at station "${station}", which does not exist.`,
        );
      }
      if (made.has(station)) {
        faults.push(`Item "${item.id}" is made at station "${station}" more than once.`);
      }
      made.add(station);
    }
    const seen = new Set<string>();
    for (const groupId of item.modifierGroupIds) {
      if (!groups.has(groupId)) {
        faults.push(`Item "${item.id}" uses modifier group "${groupId}", which does not exist.`);
      }
      if (seen.has(groupId)) {
        faults.push(`Item "${item.id}" uses modifier group "${groupId}" more than once.`);
      }
      seen.add(groupId);
    }
  }
  return faults;
}

/** The ids of these things; one fault for each id that more than one of them bears. */
function register(
  what: string,
  things: readonly { readonly id: string }[],
  faults: string[],
): ReadonlySet<string> {
  const seen = new Set<string>();
  const told = new Set<string>();
  for (const { id } of things) {
    if (seen.has(id) && !told.has(id)) {
      faults.push(`The ${what} id "${id}" is used more than once.`);
      told.add(id);
    }
    seen.add(id);
  }
  return seen;
}
