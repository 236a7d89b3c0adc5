import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { Sample } from '../../src/main/core/sample.ts';
import { loadSample } from '../../src/main/core/sample.ts';

const RESOURCES = fileURLToPath(new URL('../../resources', import.meta.url));
const { menu, stock } = loadSample(RESOURCES);

/** Loads a copy of the sample that was changed on the way. */
function loadChanged(change: (text: string) => string): Sample {
  const dir = mkdtempSync(join(tmpdir(), 'comanda-sample-'));
  onTestFinished(() => {
    rmSync(dir, { recursive: true, force: true });
  });
  const path = join(dir, 'sample-menu.json');
  cpSync(join(RESOURCES, 'sample-menu.json'), path);
  const text = readFileSync(path, 'utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  writeFileSync(path, changed);
  return loadSample(dir);
}

test('the sample restaurant is the size of a real one', () => {
  expect({
    categories: menu.categories.map(({ name }) => name),
    stations: menu.stations.map(({ name }) => name),
    favourites: menu.items.filter(({ favourite }) => favourite).length,
    counted: stock.length,
  }).toEqual({
    categories: [
      'Pizzas',
      'Massas',
      'Grelhados',
      'Lanches',
      'Acompanhamentos',
      'Bebidas',
      'Sobremesas',
    ],
    stations: ['Forno', 'Grelha', 'Bar'],
    favourites: 8,
    counted: 10,
  });
  expect(menu.items.length).toBeGreaterThanOrEqual(38);
  expect(menu.items.length).toBeLessThanOrEqual(45);
});

test('the first item is a Pizza Margherita that anyone can order without choosing, without limit', () => {
  const [first] = menu.items;
  expect(first).toMatchObject({
    id: 'pizza-margherita',
    name: 'Pizza Margherita',
    categoryId: menu.categories[0]?.id,
    onSale: true,
  });
  const groups = menu.modifierGroups.filter(({ id }) => first?.modifierGroupIds.includes(id));
  expect(groups.every(({ min }) => min === 0)).toBe(true);
  expect(stock.map(({ itemId }) => itemId)).not.toContain('pizza-margherita');
});

test('every item is described, priced and on sale; every station and category has work', () => {
  for (const item of menu.items) {
    expect(item.description, item.id).toMatch(/^.{10,90}\.$/);
    expect(item.priceCents, item.id).toBeGreaterThanOrEqual(500);
    expect(item.onSale, item.id).toBe(true);
  }
  const stations = new Set(menu.items.map(({ station }) => station));
  const categories = new Set(menu.items.map(({ categoryId }) => categoryId));
  const used = new Set(menu.items.flatMap(({ modifierGroupIds }) => modifierGroupIds));
  expect(stations.size).toBe(menu.stations.length);
  expect(categories.size).toBe(menu.categories.length);
  expect(used.size).toBe(menu.modifierGroups.length);
});

test('meat from the grill asks how it is to be done, exactly once', () => {
  expect(menu.modifierGroups.find(({ id }) => id === 'ponto')).toMatchObject({ min: 1, max: 1 });
  expect(menu.items.find(({ id }) => id === 'picanha')?.modifierGroupIds).toContain('ponto');
});

test('an unsound sample is refused with what is wrong', () => {
  expect(() =>
    loadChanged((text) => text.replaceAll('"station": "bar"', '"station": "bra"')),
  ).toThrow('made at station "bra", which does not exist');
  expect(() =>
    loadChanged((text) => text.replace('"itemId": "pudim"', '"itemId": "pudding"')),
  ).toThrow('Stock names item "pudding", which does not exist.');
  expect(() =>
    loadChanged((text) => text.replace('"itemId": "pudim"', '"itemId": "picanha"')),
  ).toThrow('Stock names item "picanha" more than once.');
});
