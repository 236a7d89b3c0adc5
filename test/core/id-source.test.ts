import { expect, test } from 'vitest';
import { createIdSource } from '../../src/main/core/broker/id-source.ts';

test('[BRK18] ids are UUIDs of version 7, all different, in the order they were made', () => {
  const next = createIdSource();
  const start = Date.parse('2026-11-20T18:00:00.000Z');
  const ids = Array.from({ length: 5000 }, (_, i) => next(start + Math.floor(i / 700)));
  for (const id of ids) {
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  }
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
  expect(Number.parseInt((ids[0] ?? '').replaceAll('-', '').slice(0, 12), 16)).toBe(start);
});

test('[BRK18] a batch of any size, all of one millisecond, keeps the order', () => {
  const next = createIdSource();
  const at = Date.parse('2026-11-20T18:00:00.000Z');
  const ids = Array.from({ length: 40_000 }, () => next(at));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
  for (const id of ids) expect(id[14] === '7' && '89ab'.includes(id[19] ?? '')).toBe(true);
});
