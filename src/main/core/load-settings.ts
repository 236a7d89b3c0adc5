import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { parseSmtpUrl, SMTP_URL_SHAPE } from './mail/smtp-url.ts';
import { checkPix } from './pix-settings.ts';
import type { Settings } from './settings.ts';
import { DEFAULT_CURRENCY, DEFAULT_TIME_ZONE, settingsSchema } from './settings.ts';

/** Name of the settings file inside the data directory. */
const SETTINGS_FILE = 'settings.json';

/** The settings cannot be used. The message is one line for the owner and quotes no value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

type Section = keyof Settings;

interface EnvironmentSetting {
  readonly variable: string;
  readonly section: Section;
  readonly key: string;
  /** The value that a text stands for; the schema judges it. */
  readonly read: (text: string) => unknown;
}

const asText = (text: string) => text;

/** Which variable stands for which setting. A variable that is empty or blank counts as not set. */
export const ENVIRONMENT: readonly EnvironmentSetting[] = [
  { variable: 'COMANDA_SHOP_NAME', section: 'shop', key: 'name', read: asText },
  { variable: 'COMANDA_LANGUAGE', section: 'shop', key: 'language', read: asText },
  { variable: 'COMANDA_CURRENCY', section: 'shop', key: 'currency', read: asText },
  { variable: 'COMANDA_TIME_ZONE', section: 'shop', key: 'timeZone', read: asText },
  {
    variable: 'COMANDA_SERVICE_CHARGE_PERCENT',
    section: 'counter',
    key: 'serviceChargePercent',
    read: Number,
  },
  { variable: 'COMANDA_PIX_KEY', section: 'pix', key: 'key', read: asText },
  { variable: 'COMANDA_PIX_NAME', section: 'pix', key: 'name', read: asText },
  { variable: 'COMANDA_PIX_CITY', section: 'pix', key: 'city', read: asText },
  { variable: 'COMANDA_SMTP_URL', section: 'mail', key: 'smtpUrl', read: asText },
  { variable: 'COMANDA_MAIL_FROM', section: 'mail', key: 'from', read: asText },
  { variable: 'COMANDA_MAIL_GRACE_SECONDS', section: 'mail', key: 'graceSeconds', read: Number },
  {
    variable: 'COMANDA_ALLOWED_HOSTS',
    section: 'lan',
    key: 'allowedHosts',
    read: (text) => text.split(',').flatMap((host) => host.trim() || []),
  },
];

/**
 * The settings in effect: defaults, over them `settings.json` in the data directory where there is one, over that
 * the environment.
 * @throws {SettingsError} when the file cannot be read or any value cannot be used
 */
export async function loadSettings({
  dataDir,
  env,
}: {
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}): Promise<Settings> {
  const path = join(dataDir, SETTINGS_FILE);
  const filed = settingsSchema.safeParse(readSettingsFile(path));
  if (!filed.success) throw fault(path, filed.error.issues.map(expectation));

  const settings: Record<Section, Record<string, unknown>> = {
    shop: { ...filed.data.shop },
    counter: { ...filed.data.counter },
    pix: { ...filed.data.pix },
    kitchen: { ...filed.data.kitchen },
    board: { ...filed.data.board },
    mail: { ...filed.data.mail },
    lan: { ...filed.data.lan },
  };
  /** Setting path to the variable it came from. */
  const origin = new Map<string, string>();
  for (const { variable, section, key, read } of ENVIRONMENT) {
    const text = env[variable]?.trim();
    if (text === undefined || text === '') continue;
    settings[section][key] = read(text);
    origin.set(`${section}.${key}`, variable);
  }

  const overlaid = settingsSchema.safeParse(settings);
  if (!overlaid.success) {
    // The file was found good above: what is wrong now came from the environment.
    const complaints = overlaid.error.issues.map((issue) => {
      const variable = origin.get(issue.path.slice(0, 2).join('.'));
      return variable ? `${variable}: ${expected(issue)}` : expectation(issue);
    });
    throw new SettingsError(complaints.join('; '));
  }

  const faults = await check(overlaid.data);
  const complaints = faults.map(([setting, wanted]) => {
    const variable = origin.get(setting);
    return variable ? `${variable}: ${wanted}` : `${path}: ${setting}: ${wanted}`;
  });
  if (complaints.length > 0) throw new SettingsError(complaints.join('; '));
  return overlaid.data;
}

/** The file's content, unjudged; an empty object when there is no file. */
function readSettingsFile(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT') return {};
    throw fault(path, [`cannot be read (${code})`]);
  }
  try {
    // Windows editors begin a UTF-8 file with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    // The parser's own sentence may quote the file, and with it a password: only the place is repeated.
    const place = /line \d+ column \d+/.exec(error instanceof Error ? error.message : '')?.[0];
    throw fault(path, [`is not valid JSON${place ? ` (${place})` : ''}`]);
  }
}

/** What the schema cannot see: settings that only make sense to the machine or together. */
async function check(
  settings: Settings,
): Promise<(readonly [setting: string, expected: string])[]> {
  const { shop, counter, mail, lan } = settings;
  const complaints: (readonly [string, string])[] = [];
  const reasons = counter.voidReasons?.map(({ id }) => id) ?? [];
  if (new Set(reasons).size < reasons.length) {
    complaints.push(['counter.voidReasons', 'expected each id once']);
  }
  complaints.push(...checkPix(settings));
  if (!isTimeZone(shop.timeZone)) {
    complaints.push(['shop.timeZone', 'expected an IANA time zone such as America/Sao_Paulo']);
  }
  if (!isTwoDecimalCurrency(shop.currency)) {
    complaints.push([
      'shop.currency',
      'expected an ISO 4217 currency with two decimals such as BRL',
    ]);
  }
  if (mail.smtpUrl !== null && !parseSmtpUrl(mail.smtpUrl)) {
    complaints.push([
      'mail.smtpUrl',
      `expected ${SMTP_URL_SHAPE}, special characters of user and password percent-encoded`,
    ]);
  }
  if (mail.from !== null && !(await isMailbox(mail.from))) {
    complaints.push([
      'mail.from',
      'expected one address such as pedidos@example.com or Cantina <pedidos@example.com>',
    ]);
  }
  if (mail.smtpUrl !== null && mail.from === null) {
    complaints.push([
      'mail.smtpUrl',
      'needs a sender as well: set mail.from in settings.json or COMANDA_MAIL_FROM',
    ]);
  }
  if (!lan.allowedHosts.every(isHostName)) {
    complaints.push([
      'lan.allowedHosts',
      'expected host names or addresses without scheme, port and path',
    ]);
  }
  return complaints;
}

/** Reading an address as mail programs do takes code that a shop without a sender does not wait for at a start. */
async function isMailbox(text: string): Promise<boolean> {
  const { parseMailbox } = await import('./mail/mailbox.ts');
  return parseMailbox(text) !== null;
}

// The defaults are known to be right: the first answer that Intl gives takes it as long as all else that is read here.
function isTimeZone(name: string): boolean {
  if (name === DEFAULT_TIME_ZONE) return true;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false; // a RangeError is how Intl says no
  }
}

function isTwoDecimalCurrency(code: string): boolean {
  if (code === DEFAULT_CURRENCY) return true;
  if (!Intl.supportedValuesOf('currency').includes(code)) return false;
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: code,
  }).resolvedOptions();
  return maximumFractionDigits === 2;
}

/** A name as browsers send it in Host, without its port; IPv6 addresses in brackets. */
function isHostName(host: string): boolean {
  if (/[\s/?#@\\]/.test(host) || !URL.canParse(`http://${host}`)) return false;
  const url = new URL(`http://${host}`);
  return url.hostname !== '' && !/:\d*$/.test(host.replace(/^\[.*\]/, ''));
}

/** One schema issue in words: where, and what is expected there; never what was found. */
function expectation(issue: z.core.$ZodIssue): string {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => (path === '' ? key : `${path}.${key}`));
    return `${keys.join(', ')}: no such setting`;
  }
  return `${path === '' ? 'the file' : path}: ${expected(issue)}`;
}

function expected(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return issue.origin === 'string' ? 'expected a text' : `expected ${issue.minimum} or more`;
    case 'too_big':
      return `expected ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''} or less`;
    case 'not_multiple_of':
      return 'expected at most two decimals';
    case 'invalid_format':
      return `expected ${FORMATS[issue.path.at(-1)?.toString() ?? ''] ?? 'another format'}`;
    default:
      return issue.message;
  }
}

const KINDS: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a text in quotes',
  number: 'a number',
  int: 'a whole number',
};

/** What the patterns of the schema stand for, by setting. */
const FORMATS: Readonly<Record<string, string>> = {
  currency: 'three capital letters (ISO 4217) such as BRL',
  dayStartsAt: 'a time of day such as 04:00',
  id: 'small letters, digits, - and _',
};

function fault(path: string, complaints: readonly string[]): SettingsError {
  return new SettingsError(`${path}: ${complaints.join('; ')}`);
}
