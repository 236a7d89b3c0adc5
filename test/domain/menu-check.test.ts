import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Menu, ModifierGroup } from '../../src/shared/menu.ts';
import { checkMenu } from '../../src/main/domain/menu-check.ts';

const name = 'x';
const item = {
  id: 'pizza',
  name,
  description: '',
  categoryId: 'pizzas',
  priceCents: 1,
  station: 'oven',
  modifierGroupIds: ['crust'],
  favourite: false,
  onSale: true,
};
const group: ModifierGroup = {
  id: 'crust',
  name,
  min: 0,
  max: 1,
  modifiers: [{ id: 'catupiry', name, priceCents: 1 }],
};
const menu: Menu = {
  stations: [{ id: 'oven', name }],
  categories: [{ id: 'pizzas', name }],
  modifierGroups: [group],
  items: [item],
};

test.each<[string, Menu, string[]]>([
  ['a sound menu', menu, []],
  ['an empty menu', { stations: [], categories: [], modifierGroups: [], items: [] }, []],
  [
    'a station twice',
    { ...menu, stations: [...menu.stations, ...menu.stations, ...menu.stations] },
    ['The station id "oven" is used more than once.'],
  ],
  [
    'a category twice',
    { ...menu, categories: [...menu.categories, ...menu.categories] },
    ['The category id "pizzas" is used more than once.'],
  ],
  [
    'an item twice',
    { ...menu, items: [item, item] },
    ['The item id "pizza" is used more than once.'],
  ],
  [
    'a group twice, and so its modifier',
    { ...menu, modifierGroups: [group, group] },
    [
      'The modifier group id "crust" is used more than once.',
      'The modifier id "catupiry" is used more than once.',
    ],
  ],
  [
    'one modifier in two groups',
    { ...menu, modifierGroups: [group, { ...group, id: 'edge' }] },
    ['The modifier id "catupiry" is used more than once.'],
  ],
  [
    'an item that leads nowhere',
    {
      ...menu,
      items: [{ ...item, categoryId: 'cakes', station: 'bar', modifierGroupIds: ['ice', 'ice'] }],
    },
    [
      'Item "pizza" is in category "cakes", which does not exist.',
      'Item "pizza" is made at station "bar", which does not exist.',
      'Item "pizza" uses modifier group "ice", which does not exist.',
      'Item "pizza" uses modifier group "ice", which does not exist.',
      'Item "pizza" uses modifier group "ice" more than once.',
    ],
  ],
  [
    'an item that two stations have a part in',
    {
      ...menu,
      stations: [...menu.stations, { id: 'bar', name }],
      items: [{ ...item, alsoAt: ['bar'] }],
    },
    [],
  ],
  [
    'an item made at the same station twice, and at one that is not there',
    {
      ...menu,
      stations: [...menu.stations, { id: 'bar', name }],
      items: [{ ...item, alsoAt: ['oven', 'bar', 'grill', 'bar'] }],
    },
    [
      'Item "pizza" is made at station "oven" more than once.',
      'Item "pizza" is also made at station "grill", which does not exist.',
      'Item "pizza" is made at station "bar" more than once.',
    ],
  ],
  [
    'a group that nobody can fulfil',
    { ...menu, modifierGroups: [{ ...group, min: 3, max: 2 }] },
    [
      'Modifier group "crust" asks for at least 3 but allows at most 2.',
      'Modifier group "crust" asks for at least 3 but offers only 1.',
    ],
  ],
])('%s is judged rightly', (_what, given, faults) => {
  expect(checkMenu(given)).toEqual(faults);
});

/** Menus that are sound by the way they are made: ids are drawn once, references from what is there. */
const soundMenu: fc.Arbitrary<Menu> = fc
  .uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,8}$/), { minLength: 3, maxLength: 24 })
  .chain((ids) =>
    fc.record({
      stations: fc.subarray(ids, { minLength: 1 }),
      categories: fc.subarray(ids, { minLength: 1 }),
      groupIds: fc.subarray(ids),
      itemIds: fc.subarray(ids, { minLength: 1 }),
      picks: fc.array(fc.nat(1000), { minLength: 24, maxLength: 24 }),
    }),
  )
  .map(({ stations, categories, groupIds, itemIds, picks }) => {
    const pick = (index: number, from: readonly string[]) =>
      from[(picks[index] ?? 0) % from.length] ?? '';
    return {
      stations: stations.map((id) => ({ id, name })),
      categories: categories.map((id) => ({ id, name })),
      modifierGroups: groupIds.map((id) => ({
        ...group,
        id,
        modifiers: [{ id: `m-${id}`, name, priceCents: 0 }],
      })),
      items: itemIds.map((id, index) => {
        const station = pick(index, stations);
        return {
          ...item,
          id,
          categoryId: pick(index, categories),
          station,
          alsoAt: stations.filter((each) => each !== station).slice(0, (picks[index] ?? 0) % 4),
          modifierGroupIds: groupIds.slice(0, (picks[index] ?? 0) % (groupIds.length + 1)),
        };
      }),
    };
  });

test('a sound menu has no fault, and judging it changes nothing', () => {
  fc.assert(
    fc.property(soundMenu, (given) => {
      const before = structuredClone(given);
      expect(checkMenu(given)).toEqual([]);
      expect(given).toEqual(before);
    }),
  );
});

test('taking away anything that an item refers to is always noticed', () => {
  fc.assert(
    fc.property(soundMenu, fc.nat(), (given, chance) => {
      const user = given.items[chance % given.items.length];
      if (!user) return;
      const without = <T extends { readonly id: string }>(things: readonly T[], id?: string) =>
        things.filter((thing) => thing.id !== id);
      const [groupId] = user.modifierGroupIds;
      expect(checkMenu({ ...given, stations: without(given.stations, user.station) })).toContain(
        `Item "${user.id}" is made at station "${user.station}", which does not exist.`,
      );
      expect(
        checkMenu({ ...given, categories: without(given.categories, user.categoryId) }),
      ).toContain(`Item "${user.id}" is in category "${user.categoryId}", which does not exist.`);
      for (const also of user.alsoAt ?? []) {
        expect(checkMenu({ ...given, stations: without(given.stations, also) })).toContain(
          `Item "${user.id}" is also made at station "${also}", which does not exist.`,
        );
      }
      if (groupId === undefined) return;
      expect(
        checkMenu({ ...given, modifierGroups: without(given.modifierGroups, groupId) }),
      ).toContain(`Item "${user.id}" uses modifier group "${groupId}", which does not exist.`);
    }),
  );
});

test('bearing any id twice is always noticed, once', () => {
  fc.assert(
    fc.property(soundMenu, fc.nat(), (given, chance) => {
      const twin = given.items[chance % given.items.length];
      if (!twin) return;
      expect(checkMenu({ ...given, items: [...given.items, twin, twin] })).toEqual([
        `The item id "${twin.id}" is used more than once.`,
      ]);
    }),
  );
});
