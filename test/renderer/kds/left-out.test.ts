import { expect, test } from 'vitest';
import { isLeftOut } from '../../../src/renderer/kds/left-out.ts';

test.each([
  'Sem cebola',
  'sem gelo',
  'SIN CEBOLLA',
  'No onion',
  'Without ice',
  'w/o cheese',
  'Hold the mayo',
  'Tirar picles',
  'Menos sal',
])('[KDS8] "%s" is left out', (name) => {
  expect(isLeftOut(name)).toBe(true);
});

test.each(['Bacon', 'No ponto', 'No pão', 'Semente de chia', 'Normal', 'Sincero', 'Extra queijo'])(
  '[KDS8] "%s" is put on',
  (name) => {
    expect(isLeftOut(name)).toBe(false);
  },
);
