import { expect, test } from 'vitest';
import { newToken } from '../../src/main/core/lan/device-tokens.ts';

test('a token can stand behind an option of a command line', () => {
  const tokens = Array.from({ length: 2000 }, newToken);
  expect(tokens.filter((token) => !/^\w[\w-]{42}$/.test(token))).toEqual([]);
});
