import { expect, test } from 'vitest';
import { takePairingCode } from '../../../src/renderer/client/pairing-link.ts';

function take(hash: string) {
  const replaced: unknown[] = [];
  const code = takePairingCode(
    { hash, pathname: '/pos', search: '?a=1' },
    { replaceState: (...args) => void replaced.push(args) },
  );
  return { code, replaced };
}

test('[SCR10] the code is taken out of the address and of the history', () => {
  expect(take('#pair=MKRB-MF7M')).toEqual({
    code: 'MKRB-MF7M',
    replaced: [[null, '', '/pos?a=1']],
  });
});

test('[SCR10] an address without a code is left alone', () => {
  expect(take('#other')).toEqual({ code: null, replaced: [] });
  expect(take('#pair=')).toEqual({ code: null, replaced: [[null, '', '/pos?a=1']] });
});
