import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadSettings, SettingsError } from '../../src/main/core/load-settings.ts';
import type { Settings } from '../../src/main/core/settings.ts';
import { settingsSchema } from '../../src/main/core/settings.ts';

type Env = Readonly<Record<string, string>>;

/** Loads with this file, verbatim when it is a text, and this environment. */
async function load(file: unknown = null, env: Env = {}): Promise<Settings> {
  const dataDir = mkdtempSync(join(tmpdir(), 'comanda-settings-'));
  onTestFinished(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });
  if (file !== null) {
    const text = typeof file === 'string' ? file : JSON.stringify(file);
    writeFileSync(join(dataDir, 'settings.json'), text);
  }
  return loadSettings({ dataDir, env });
}

/** What is said instead; the path of the file is cut down to its name. */
async function complaint(file: unknown, env: Env = {}): Promise<string> {
  try {
    await load(file, env);
  } catch (error) {
    if (error instanceof SettingsError)
      return error.message.replace(/\S*settings\.json:/g, 'FILE:');
    throw error;
  }
  throw new Error('these settings were accepted');
}

test('[SET1] without a file and variables every setting has its default', async () => {
  expect(await load()).toEqual(settingsSchema.parse({}));
});

test('[SET1] the file overrules the defaults, the environment the file', async () => {
  const file = {
    shop: { name: 'Da Nonna', timeZone: 'America/Recife' },
    counter: { lockAfterSeconds: 60, fireOn: { takeaway: 'payment' } },
    mail: { from: 'a@cantina.example' },
  };
  const settings = await load(file, {
    COMANDA_SHOP_NAME: 'Cantina do Largo',
    COMANDA_LANGUAGE: 'es',
    COMANDA_CURRENCY: 'EUR',
    COMANDA_SERVICE_CHARGE_PERCENT: '12.5',
    COMANDA_SMTP_URL: 'smtp://127.0.0.1:2525',
    COMANDA_MAIL_FROM: 'Cantina <b@cantina.example>',
    COMANDA_MAIL_GRACE_SECONDS: '0.5',
    COMANDA_ALLOWED_HOSTS: 'caixa.local, 192.168.0.10,,[fd00::1]',
    COMANDA_SOMETHING_ELSE: 'not ours',
  });
  const defaults = settingsSchema.parse({});
  expect(settings).toEqual({
    ...defaults,
    shop: {
      ...defaults.shop,
      name: 'Cantina do Largo',
      language: 'es',
      currency: 'EUR',
      timeZone: 'America/Recife',
    },
    counter: {
      ...defaults.counter,
      serviceChargePercent: 12.5,
      lockAfterSeconds: 60,
      fireOn: { ...defaults.counter.fireOn, takeaway: 'payment' },
    },
    mail: {
      smtpUrl: 'smtp://127.0.0.1:2525',
      from: 'Cantina <b@cantina.example>',
      graceSeconds: 0.5,
    },
    lan: { allowedHosts: ['caixa.local', '192.168.0.10', '[fd00::1]'] },
  });
});

test('[SET1] a time zone of the environment is used', async () => {
  expect((await load(null, { COMANDA_TIME_ZONE: 'Europe/Lisbon' })).shop.timeZone).toBe(
    'Europe/Lisbon',
  );
});

test('[SET1] where PIX goes can come from the environment', async () => {
  const env = { COMANDA_PIX_KEY: PIX.key, COMANDA_PIX_NAME: PIX.name, COMANDA_PIX_CITY: PIX.city };
  expect((await load(null, env)).pix).toEqual(PIX);
});

test('[SET1] a blank variable counts as not set', async () => {
  const blank = { COMANDA_SHOP_NAME: ' ', COMANDA_SMTP_URL: '', COMANDA_MAIL_GRACE_SECONDS: '' };
  expect((await load({ shop: { name: 'Da Nonna' } }, blank)).shop.name).toBe('Da Nonna');
});

test('[SET1] a byte order mark before the file does no harm', async () => {
  expect((await load('\uFEFF{"shop":{"name":"Da Nonna"}}')).shop.name).toBe('Da Nonna');
});

const PIX = { key: 'pix@cantina.example', name: 'Cantina do João', city: 'São Paulo' };

test.each<[unknown, Env, string]>([
  ['{"shop":', {}, 'FILE: is not valid JSON'],
  ['[]', {}, 'FILE: the file: expected an object'],
  [{ shopp: {} }, {}, 'FILE: shopp: no such setting'],
  [{ mail: { smtpUr: '', grace: 1 } }, {}, 'FILE: mail.smtpUr, mail.grace: no such setting'],
  [{ shop: { name: '' } }, {}, 'FILE: shop.name: expected a text'],
  [{ shop: { name: 7 } }, {}, 'FILE: shop.name: expected a text in quotes'],
  [{ shop: { language: 'fr' } }, {}, 'FILE: shop.language: expected one of pt-BR, en, es'],
  [
    { shop: { currency: 'reais' } },
    {},
    'FILE: shop.currency: expected three capital letters (ISO 4217) such as BRL',
  ],
  [
    { shop: { currency: 'XQQ' } },
    {},
    'FILE: shop.currency: expected an ISO 4217 currency with two decimals such as BRL',
  ],
  [
    { shop: { currency: 'JPY' } },
    {},
    'FILE: shop.currency: expected an ISO 4217 currency with two decimals such as BRL',
  ],
  [
    { shop: { timeZone: 'Brasilia' } },
    {},
    'FILE: shop.timeZone: expected an IANA time zone such as America/Sao_Paulo',
  ],
  [
    { shop: { dayStartsAt: '24:00' } },
    {},
    'FILE: shop.dayStartsAt: expected a time of day such as 04:00',
  ],
  [
    { kitchen: { ageThresholds: { counter: { attentionSeconds: 300, lateSeconds: 300 } } } },
    {},
    'FILE: kitchen.ageThresholds.counter: lateSeconds must be above attentionSeconds',
  ],
  [
    { kitchen: { ageThresholds: { counter: { attentionSeconds: 0.5, lateSeconds: 300 } } } },
    {},
    'FILE: kitchen.ageThresholds.counter.attentionSeconds: expected a whole number',
  ],
  [{ mail: { graceSeconds: 601 } }, {}, 'FILE: mail.graceSeconds: expected 600 or less'],
  [
    { mail: { from: 'a@cantina.example, b@cantina.example' } },
    {},
    'FILE: mail.from: expected one address such as pedidos@example.com or Cantina <pedidos@example.com>',
  ],
  [
    { lan: { allowedHosts: ['http://caixa.local'] } },
    {},
    'FILE: lan.allowedHosts: expected host names or addresses without scheme, port and path',
  ],
  [
    { counter: { serviceChargePercent: 10.005 } },
    {},
    'FILE: counter.serviceChargePercent: expected at most two decimals',
  ],
  [
    { counter: { managerFor: ['everything'] } },
    {},
    'FILE: counter.managerFor.0: expected one of void, discount, refund, cash_out, cancel',
  ],
  [
    { counter: { voidReasons: [{ id: 'Nein danke', name: 'Nein', restock: true }] } },
    {},
    'FILE: counter.voidReasons.0.id: expected small letters, digits, - and _',
  ],
  [
    { shop: { receiptLines: ['x'.repeat(49)] } },
    {},
    'FILE: shop.receiptLines.0: expected 48 characters or less',
  ],
  [
    null,
    { COMANDA_SERVICE_CHARGE_PERCENT: '101' },
    'COMANDA_SERVICE_CHARGE_PERCENT: expected 100 or less',
  ],
  [null, { COMANDA_LANGUAGE: 'fr' }, 'COMANDA_LANGUAGE: expected one of pt-BR, en, es'],
  [null, { COMANDA_MAIL_GRACE_SECONDS: 'two' }, 'COMANDA_MAIL_GRACE_SECONDS: expected a number'],
  [
    null,
    { COMANDA_SHOP_NAME: 'x'.repeat(81) },
    'COMANDA_SHOP_NAME: expected 80 characters or less',
  ],
  [
    null,
    { COMANDA_TIME_ZONE: 'Brasilia' },
    'COMANDA_TIME_ZONE: expected an IANA time zone such as America/Sao_Paulo',
  ],
  [
    null,
    { COMANDA_ALLOWED_HOSTS: 'caixa.local:4700' },
    'COMANDA_ALLOWED_HOSTS: expected host names or addresses without scheme, port and path',
  ],
])('[SET2] %j with %j is refused with what is expected', async (file, env, expected) => {
  const said = (await complaint(file, env)).replace(/ \(line \d+ column \d+\)$/, '');
  expect(said).toBe(expected);
});

test('[SET2] several faults are told in one line', async () => {
  const said = await complaint({ shop: { name: '', language: 'fr' }, mial: {} });
  expect(said).toBe(
    'FILE: shop.name: expected a text; shop.language: expected one of pt-BR, en, es; mial: no such setting',
  );
});

test('[SET2] a file that cannot be read is named with the reason', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'comanda-settings-'));
  onTestFinished(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });
  mkdirSync(join(dataDir, 'settings.json'));
  await expect(loadSettings({ dataDir, env: {} })).rejects.toThrow(
    /settings\.json: cannot be read \(EISDIR\)$/,
  );
});

test('[SET3] a mail server needs a sender', async () => {
  const needs = 'needs a sender as well: set mail.from in settings.json or COMANDA_MAIL_FROM';
  const smtpUrl = 'smtp://127.0.0.1:25';
  expect(await complaint({ mail: { smtpUrl } })).toBe(`FILE: mail.smtpUrl: ${needs}`);
  expect(await complaint(null, { COMANDA_SMTP_URL: smtpUrl })).toBe(`COMANDA_SMTP_URL: ${needs}`);
});

test.each([
  'pix@cantina.example',
  '529.982.247-25',
  '11222333000181',
  '12ABC34501DE35',
  '+5511987654321',
  '123e4567-e89b-12d3-a456-426655440000',
])('[SET6] %s is a PIX key', async (key) => {
  expect((await load({ pix: { ...PIX, key } })).pix.key).toBe(key);
});

test.each([
  ['a phone without +55', '11987654321'],
  ['a CPF with a digit mistyped', '52998224735'],
  ['a CPF of one digit alone', '11111111111'],
  ['a CNPJ with a digit mistyped', '11222333000182'],
  ['an alphanumeric CNPJ with a letter mistyped', '12ABD34501DE35'],
  ['a name', 'Cantina'],
])('[SET6] %s is no PIX key', async (_, key) => {
  expect(await complaint({ pix: { ...PIX, key } })).toMatch(
    /^FILE: pix\.key: expected a PIX key: /,
  );
});

test('[SET6] of PIX all is set or nothing', async () => {
  const together = 'needed as well: key, name and city are set together or not at all';
  expect(await complaint({ pix: { key: PIX.key, name: PIX.name } })).toBe(
    `FILE: pix.city: ${together}`,
  );
  expect(await complaint(null, { COMANDA_PIX_CITY: 'Recife' })).toBe(
    `FILE: pix.key: ${together}; FILE: pix.name: ${together}`,
  );
});

test('[SET6] name and city fit a BR Code once their accents are gone', async () => {
  const accented = { ...PIX, name: 'Ã'.repeat(25).normalize('NFD'), city: 'ç'.repeat(15) };
  expect((await load({ pix: accented })).pix).toEqual(accented);
  expect(await complaint({ pix: { ...PIX, name: 'x'.repeat(26), city: '日本' } })).toBe(
    'FILE: pix.name: expected 25 characters or less, of which accents are taken away; ' +
      'FILE: pix.city: expected 15 characters or less, of which accents are taken away',
  );
});

test('[SET6] PIX pays in reais', async () => {
  expect(await complaint({ pix: PIX, shop: { currency: 'EUR' } })).toBe(
    'FILE: pix.key: PIX pays in reais: leave it out, or set shop.currency to BRL',
  );
});

test('[SET7] each reason to take something off has an id of its own', async () => {
  const reason = { id: 'spoiled', name: 'Preparo perdido', restock: false };
  expect(await complaint({ counter: { voidReasons: [reason, reason] } })).toBe(
    'FILE: counter.voidReasons: expected each id once',
  );
});

test.each([
  'mail.cantina.example',
  'http://mail.cantina.example',
  'smtp://',
  'smtp://user@mail.cantina.example',
  'smtp://user:p%zz@mail.cantina.example',
  'smtp://mail.cantina.example:99999',
  'smtp://mail.cantina.example:0',
  'smtp://mail.cantina.example/inbox',
  'smtp://mail.cantina.example?logger=true',
])('[SET3] %s is not a mail server', async (smtpUrl) => {
  const said = await complaint({ mail: { smtpUrl, from: 'pedidos@cantina.example' } });
  expect(said).toMatch(/^FILE: mail\.smtpUrl: expected smtp:\/\/user:password@host:587 or smtps:/);
});

test('[SET4] no complaint repeats a value: it may be a password', async () => {
  const secret = 'Tr0ub4dor';
  const url = `smtp://caixa:${secret}@mail.cantina.example:badport`;
  const said = [
    await complaint(`{"mail":{"smtpUrl":"${url}"`),
    await complaint(`{"mail":{"smtpUrl":"${url}" ${secret}}}`),
    await complaint(secret),
    await complaint({ mail: { smtpUrl: url } }),
    await complaint({ mail: secret }),
    await complaint({ mail: { from: secret, graceSeconds: secret } }),
    await complaint({ shop: { language: secret, currency: secret, dayStartsAt: secret } }),
    await complaint({ shop: { timeZone: secret }, lan: { allowedHosts: [`${secret} x`] } }),
    await complaint(null, { COMANDA_SMTP_URL: url, COMANDA_MAIL_FROM: secret }),
    await complaint(null, { COMANDA_MAIL_GRACE_SECONDS: secret, COMANDA_LANGUAGE: secret }),
    await complaint(null, { COMANDA_PIX_KEY: secret, COMANDA_PIX_NAME: secret.repeat(9) }),
  ].join('\n');
  expect(said).not.toContain(secret);
  expect(said.split('\n')).toHaveLength(11);
});
