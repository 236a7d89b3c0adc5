import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadSettings, SettingsError } from '../../src/main/core/load-settings.ts';
import type { Settings } from '../../src/main/core/settings.ts';
import { settingsSchema } from '../../src/main/core/settings.ts';

type Env = Readonly<Record<string, string>>;

/** Loads with this file, verbatim when it is a text, and this environment. */
function load(file: unknown = null, env: Env = {}): Settings {
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
function complaint(file: unknown, env: Env = {}): string {
  try {
    load(file, env);
  } catch (error) {
    if (error instanceof SettingsError)
      return error.message.replace(/\S*settings\.json:/g, 'FILE:');
    throw error;
  }
  throw new Error('these settings were accepted');
}

test('[SET1] without a file and variables every setting has its default', () => {
  expect(load()).toEqual(settingsSchema.parse({}));
});

test('[SET1] the file overrules the defaults, the environment the file', () => {
  const file = {
    shop: { name: 'Da Nonna', timeZone: 'America/Recife' },
    mail: { from: 'a@cantina.example' },
  };
  const settings = load(file, {
    COMANDA_SHOP_NAME: 'Cantina do Largo',
    COMANDA_LANGUAGE: 'es',
    COMANDA_CURRENCY: 'EUR',
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
    mail: {
      smtpUrl: 'smtp://127.0.0.1:2525',
      from: 'Cantina <b@cantina.example>',
      graceSeconds: 0.5,
    },
    lan: { allowedHosts: ['caixa.local', '192.168.0.10', '[fd00::1]'] },
  });
});

test('[SET1] a time zone of the environment is used', () => {
  expect(load(null, { COMANDA_TIME_ZONE: 'Europe/Lisbon' }).shop.timeZone).toBe('Europe/Lisbon');
});

test('[SET1] a blank variable counts as not set', () => {
  const blank = { COMANDA_SHOP_NAME: ' ', COMANDA_SMTP_URL: '', COMANDA_MAIL_GRACE_SECONDS: '' };
  expect(load({ shop: { name: 'Da Nonna' } }, blank).shop.name).toBe('Da Nonna');
});

test('[SET1] a byte order mark before the file does no harm', () => {
  expect(load('\uFEFF{"shop":{"name":"Da Nonna"}}').shop.name).toBe('Da Nonna');
});

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
])('[SET2] %j with %j is refused with what is expected', (file, env, expected) => {
  const said = complaint(file, env).replace(/ \(line \d+ column \d+\)$/, '');
  expect(said).toBe(expected);
});

test('[SET2] several faults are told in one line', () => {
  const said = complaint({ shop: { name: '', language: 'fr' }, mial: {} });
  expect(said).toBe(
    'FILE: shop.name: expected a text; shop.language: expected one of pt-BR, en, es; mial: no such setting',
  );
});

test('[SET2] a file that cannot be read is named with the reason', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'comanda-settings-'));
  onTestFinished(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });
  mkdirSync(join(dataDir, 'settings.json'));
  expect(() => loadSettings({ dataDir, env: {} })).toThrow(
    /settings\.json: cannot be read \(EISDIR\)$/,
  );
});

test('[SET3] a mail server needs a sender', () => {
  const needs = 'needs a sender as well: set mail.from in settings.json or COMANDA_MAIL_FROM';
  const smtpUrl = 'smtp://127.0.0.1:25';
  expect(complaint({ mail: { smtpUrl } })).toBe(`FILE: mail.smtpUrl: ${needs}`);
  expect(complaint(null, { COMANDA_SMTP_URL: smtpUrl })).toBe(`COMANDA_SMTP_URL: ${needs}`);
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
])('[SET3] %s is not a mail server', (smtpUrl) => {
  const said = complaint({ mail: { smtpUrl, from: 'pedidos@cantina.example' } });
  expect(said).toMatch(/^FILE: mail\.smtpUrl: expected smtp:\/\/user:password@host:587 or smtps:/);
});

test('[SET4] no complaint repeats a value: it may be a password', () => {
  const secret = 'Tr0ub4dor';
  const url = `smtp://caixa:${secret}@mail.cantina.example:badport`;
  const said = [
    complaint(`{"mail":{"smtpUrl":"${url}"`),
    complaint(`{"mail":{"smtpUrl":"${url}" ${secret}}}`),
    complaint(secret),
    complaint({ mail: { smtpUrl: url } }),
    complaint({ mail: secret }),
    complaint({ mail: { from: secret, graceSeconds: secret } }),
    complaint({ shop: { language: secret, currency: secret, dayStartsAt: secret } }),
    complaint({ shop: { timeZone: secret }, lan: { allowedHosts: [`${secret} x`] } }),
    complaint(null, { COMANDA_SMTP_URL: url, COMANDA_MAIL_FROM: secret }),
    complaint(null, { COMANDA_MAIL_GRACE_SECONDS: secret, COMANDA_LANGUAGE: secret }),
  ].join('\n');
  expect(said).not.toContain(secret);
  expect(said.split('\n')).toHaveLength(10);
});
