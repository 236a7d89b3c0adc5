import { expect, test } from 'vitest';
import { Pins, PinsBusyError } from '../../src/main/core/people/pin.ts';

const pins = new Pins();
const AT = 'caixa-1';

test('[PPL9] of a PIN a salted scrypt hash is kept, at a cost that is written with it', async () => {
  const [one, other] = await Promise.all([pins.hash('2580', AT), pins.hash('2580', AT)]);
  expect(one).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(other).not.toBe(one);
  expect(one).not.toContain('2580');
});

test('[PPL9] a hash is of its own PIN and of no other', async () => {
  const hash = await pins.hash('2580', AT);
  expect(await pins.matches('2580', hash, AT)).toBe(true);
  expect(await pins.matches('2581', hash, AT)).toBe(false);
  expect(await pins.matches('02580', hash, AT)).toBe(false);
});

test('[PPL9] hashes of another cost stay good: the cost can be raised', async () => {
  // scrypt('2580', 'sixteen bytes ok', 32, { N: 2, r: 8, p: 1 }), as the format writes it.
  const { scryptSync } = await import('node:crypto');
  const salt = Buffer.from('sixteen bytes ok');
  const key = scryptSync('2580', salt, 32, { N: 2, r: 8, p: 1 });
  const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  const hash = `$scrypt$ln=1,r=8,p=1$${text(salt)}$${text(key)}`;
  expect(await pins.matches('2580', hash, AT)).toBe(true);
  expect(await pins.matches('2581', hash, AT)).toBe(false);
});

test('[PPL9] what is no hash, or none at all, is of no PIN', async () => {
  expect(await pins.matches('2580', null, AT)).toBe(false);
  expect(await pins.matches('2580', '', AT)).toBe(false);
  expect(await pins.matches('2580', '2580', AT)).toBe(false);
});

test('[PPL9] one PIN is looked at at a time, in the order they came', async () => {
  const done: string[] = [];
  const dear = pins.hash('2580', AT).then(() => done.push('dear'));
  const cheap = pins
    .matches('2580', '$scrypt$ln=1,r=8,p=1$c2FsdA$a2V5', AT)
    .then(() => done.push('cheap'));
  await Promise.all([dear, cheap]);
  expect(done).toEqual(['dear', 'cheap']);
});

const CHEAP = '$scrypt$ln=1,r=8,p=1$c2FsdA$a2V5';

async function refusedOf(asked: readonly Promise<unknown>[]): Promise<number> {
  const came = await Promise.allSettled(asked);
  const refused = came.filter(({ status }) => status === 'rejected');
  for (const one of refused) {
    expect(one.status === 'rejected' && one.reason).toBeInstanceOf(PinsBusyError);
  }
  return refused.length;
}

test('[PPL8] no more than sixteen PINs wait to be looked at, and then there is room again', async () => {
  const many = new Pins();
  const asked = Array.from({ length: 20 }, (_, n) => many.matches('2580', CHEAP, `caixa-${n}`));
  expect(await refusedOf(asked)).toBe(4);
  expect(await many.matches('2580', CHEAP, 'caixa-1')).toBe(false);
});

test('[PPL8] no more than two of one device wait: it takes nobody else’s place', async () => {
  const many = new Pins();
  const greedy = Array.from({ length: 20 }, () => many.matches('2580', CHEAP, AT));
  const others = Array.from({ length: 14 }, (_, n) =>
    many.matches('2580', CHEAP, `caixa-${n + 2}`),
  );
  expect(await refusedOf(greedy)).toBe(18);
  expect(await refusedOf(others)).toBe(0);
  expect(await many.matches('2580', CHEAP, AT)).toBe(false);
});
