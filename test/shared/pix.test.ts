import fc from 'fast-check';
import { createRequire } from 'node:module';
import { generate } from 'lean-qr';
import { createStaticPix, hasError, parsePix } from 'pix-utils';
import { expect, test } from 'vitest';
import { staticPix, type StaticPix } from '../../src/shared/pix.ts';

/** A bundle of its own making, whose types speak of a default export that it has not. */
const readQr: (
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
) => { data: string } | null = createRequire(import.meta.url)('jsqr');

const SALE: StaticPix = {
  currency: 'BRL',
  key: '+5511943214321',
  name: 'Empresa',
  city: 'Brasília',
  amountCents: 6666,
};

function textOf(pix: StaticPix): string {
  const code = staticPix(pix);
  if (!code.ok) throw new Error(`No code: ${code.fault}`);
  return code.text;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const word = (least: number, most: number, from = LETTERS) =>
  fc.string({ unit: fc.constantFrom(...Array.from(from)), minLength: least, maxLength: most });

/** Names as they stand on shop signs: accents, ampersands, apostrophes; no blanks at the ends. */
const sign = (most: number) =>
  fc
    .string({
      unit: fc.constantFrom(...Array.from("aeiouBCD çãéÔüÑ&-.'")),
      minLength: 1,
      maxLength: most,
    })
    .filter((text) => text.trim() === text && !text.includes('  '));

const digits = (count: number) => word(count, count, '0123456789');
const key = fc.oneof(
  digits(11),
  digits(14),
  fc.tuple(word(12, 12, 'ABCXYZ0189'), digits(2)).map((parts) => parts.join('')),
  digits(11).map((number) => `+55${number}`),
  fc.uuid(),
  fc
    .tuple(word(1, 40, 'abcdef.-_0123'), word(1, 25, 'abcxyz09-'))
    .map(([name, host]) => `${name}@${host}.com.br`),
);
const pix = fc.record({
  key,
  name: sign(25),
  city: sign(15),
  amountCents: fc.oneof(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 1e9 })),
  txid: word(1, 25),
});

/** Longer than the room that any key leaves. */
const long = fc.string({ unit: 'grapheme-ascii', minLength: 80, maxLength: 120 });

const bare = (text: string) => text.normalize('NFD').replaceAll(/[\u0300-\u036f]/g, '');

test('[PIX1] the example of the central bank’s manual comes out as it stands there', () => {
  const example: StaticPix = {
    currency: 'BRL',
    key: '123e4567-e12b-12d1-a456-426655440000',
    name: 'Fulano de Tal',
    city: 'BRASILIA',
    amountCents: null,
  };
  expect(textOf(example)).toBe(
    '00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-426655440000' +
      '5204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D',
  );
});

test('[PIX1] an independent implementation reads each code as what was asked for, and writes the same', () => {
  fc.assert(
    fc.property(pix, (asked) => {
      const text = textOf({ ...asked, currency: 'BRL' });
      const read = parsePix(text);
      if (hasError(read)) throw new Error(read.message);
      expect(read).toMatchObject({
        type: 'STATIC',
        merchantCategoryCode: '0000',
        transactionCurrency: '986',
        countryCode: 'BR',
        merchantName: bare(asked.name),
        merchantCity: bare(asked.city),
        pixKey: asked.key,
        transactionAmount: asked.amountCents / 100,
        txid: asked.txid,
      });
      const theirs = createStaticPix({
        merchantName: bare(asked.name),
        merchantCity: bare(asked.city),
        pixKey: asked.key,
        transactionAmount: asked.amountCents / 100,
        txid: asked.txid,
      });
      if (hasError(theirs)) throw new Error(theirs.message);
      expect(withoutSpelling(text)).toBe(withoutSpelling(theirs.toBRCode()));
    }),
  );
});

/** Both without what may be spelt in two ways: the case of GUI, name and city, and so the checksum. */
function withoutSpelling(text: string): string {
  return text.slice(0, -4).toUpperCase();
}

test('[PIX2] keys are taken as people write them, and as the directory of PIX spells them', () => {
  const keyIn = (written: string): unknown => {
    const read = parsePix(textOf({ ...SALE, key: written }));
    return 'pixKey' in read ? read.pixKey : null;
  };
  expect(
    [
      '123.456.789-09',
      ' 12.345.678/0001-95',
      '12.ABC.345/01de-35',
      '+55 (11) 94321-4321',
      'Caixa@Cantina.com.br',
      '7D9F0335-8DCC-4054-9BF9-0DBD61D36906',
    ].map(keyIn),
  ).toEqual([
    '12345678909',
    '12345678000195',
    '12ABC34501DE35',
    '+5511943214321',
    'caixa@cantina.com.br',
    '7d9f0335-8dcc-4054-9bf9-0dbd61d36906',
  ]);
});

test('[PIX2] what no bank would take is told by its name, and no code is made', () => {
  const faults: readonly (readonly [Partial<StaticPix>, string])[] = [
    [{ currency: 'EUR' }, 'currency'],
    [{ key: '' }, 'key'],
    [{ key: '1234' }, 'key'],
    [{ key: '+55 11' }, 'key'],
    [{ key: 'ana @cantina' }, 'key'],
    [{ key: `${'a'.repeat(70)}@cantina.com` }, 'key'],
    [{ name: '食堂' }, 'name'],
    [{ name: 'Cantina da Praça do Comércio' }, 'name'],
    [{ city: ' ' }, 'city'],
    [{ city: 'São José dos Campos' }, 'city'],
    [{ amountCents: 0 }, 'amount'],
    [{ amountCents: -5 }, 'amount'],
    [{ amountCents: 10.5 }, 'amount'],
    [{ amountCents: 1_000_000_000_000_0 }, 'amount'],
    [{ txid: '' }, 'txid'],
    [{ txid: 'pedido-43' }, 'txid'],
    [{ txid: 'x'.repeat(26) }, 'txid'],
  ];
  for (const [part, fault] of faults) {
    expect([part, staticPix({ ...SALE, ...part })]).toEqual([part, { ok: false, fault }]);
  }
});

test('[PIX2] a description takes what room the key leaves, and never more', () => {
  fc.assert(
    fc.property(pix, long, (asked, description) => {
      const text = textOf({ ...asked, currency: 'BRL', description });
      // Object 26 is the second: its length stands behind its id.
      expect(Number(text.slice(8, 10))).toBeLessThanOrEqual(99);
      const read = parsePix(text);
      if (hasError(read)) throw new Error(read.message);
      expect(read).toMatchObject({ pixKey: asked.key });
    }),
  );
  expect(textOf({ ...SALE, description: 'Pedido nº 043' })).toContain('0213Pedido no 043');
});

test('[PIX3] the QR code drawn of it is read as the same text', () => {
  fc.assert(
    fc.property(pix, (asked) => {
      const text = textOf({ ...asked, currency: 'BRL' });
      expect(readBack(text)).toBe(text);
    }),
    { numRuns: 15 },
  );
});

/** What a camera would read: three pixels for each module, four modules of quiet zone. */
function readBack(text: string): string | undefined {
  const code = generate(text);
  const side = (code.size + 8) * 3;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      if (!code.get(Math.floor(x / 3) - 4, Math.floor(y / 3) - 4)) continue;
      pixels.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return readQr(pixels, side, side)?.data;
}
