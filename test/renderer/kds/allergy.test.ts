import { expect, test } from 'vitest';
import { isAllergyNote } from '../../../src/renderer/kds/allergy.ts';

test.each([
  'alergia a camarão',
  'ALÉRGICO A AMENDOIM!!',
  'sem glúten',
  'sem nenhuma lactose',
  'Peanut allergy',
  'gluten-free please',
  'sin gluten',
  'alergia: leite',
  'celíaca',
  'intolerante à lactose',
  'no nuts',
])('[KDS8] "%s" is a warning', (note) => {
  expect(isAllergyNote(note)).toBe(true);
});

test.each([
  'sem cebola',
  'bem passado',
  'no ponto',
  'extra queijo',
  'para viagem',
  'sin cebolla',
  'well done',
])('[KDS8] "%s" is an ordinary note', (note) => {
  expect(isAllergyNote(note)).toBe(false);
});
