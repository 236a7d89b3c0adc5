import type { i18n as I18n } from 'i18next';
import { useTranslation } from 'react-i18next';
import { formatAmount, formatMoney, type Cents } from '../../shared/money.ts';
import { LANGUAGES, type Language } from '../../shared/languages.ts';
import { useMirror } from '../client/client-context.tsx';
import { isLanguage } from './language.ts';

/** How this screen writes numbers: by the chosen language, and by the shop's currency and time zone. */
export interface Format {
  readonly language: Language;
  /** `R$ 39,90` */
  money(cents: Cents): string;
  /** `39,90` */
  amount(cents: Cents): string;
  number(value: number): string;
  /** Wall-clock time in the shop, `19:42`. Takes ISO 8601 or milliseconds. */
  time(instant: string | number): string;
  /** Day and wall-clock time in the shop, `01/03/2026, 19:42`. Takes ISO 8601 or milliseconds. */
  dateTime(instant: string | number): string;
  /** `dom., 1 de mar.`: a business day, `YYYY-MM-DD`, which is a day of the calendar and has no time zone. */
  day(businessDate: string): string;
  /** `a, b e c` */
  list(words: readonly string[]): string;
  /** `3 s`, `12 min`, `2 h`: how long something has lasted, in milliseconds, at a glance. */
  duration(ms: number): string;
}

/** Elapsed milliseconds as a running clock: `0:07`, `12:41`, `1:02:33`. Never negative. */
export function formatElapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** The daily number as staff say it: `#043`. */
export function formatOrderNumber(number: number): string {
  return `#${String(number).padStart(3, '0')}`;
}

/** The formats of each page, by language, currency and time zone: Intl's are dear to make, and every tile asks for them. */
const made = new WeakMap<I18n, Map<string, Format>>();

/** The formats of this screen: one object for all who ask, until the language or the shop changes. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const currency = useMirror((state) => state.shop?.currency) ?? 'BRL';
  const timeZone = useMirror((state) => state.shop?.timeZone);
  const language = isLanguage(i18n.language) ? i18n.language : LANGUAGES[0];
  const formats = made.get(i18n) ?? new Map<string, Format>();
  made.set(i18n, formats);
  const key = `${language} ${currency} ${timeZone ?? ''}`;
  const format = formats.get(key) ?? makeFormat(i18n, language, currency, timeZone);
  formats.set(key, format);
  return format;
}

function makeFormat(
  i18n: I18n,
  language: Language,
  currency: string,
  timeZone: string | undefined,
): Format {
  const zone = timeZone === undefined ? {} : { timeZone };
  const number = new Intl.NumberFormat(language);
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const time = new Intl.DateTimeFormat(language, {
    // A clock of twelve hours has no leading zero.
    hour: language === 'en' ? 'numeric' : '2-digit',
    minute: '2-digit',
    ...zone,
  });
  const day = new Intl.DateTimeFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const dateTime = new Intl.DateTimeFormat(language, {
    dateStyle: 'short',
    timeStyle: 'short',
    ...zone,
  });
  const t = i18n.getFixedT(language, 'common');
  return {
    language,
    money: (cents) => formatMoney(cents, language, currency),
    amount: (cents) => formatAmount(cents, language),
    number: (value) => number.format(value),
    time: (instant) => time.format(typeof instant === 'string' ? Date.parse(instant) : instant),
    day: (businessDate) => day.format(Date.parse(businessDate)),
    dateTime: (instant) =>
      dateTime.format(typeof instant === 'string' ? Date.parse(instant) : instant),
    list: (words) => list.format(words),
    duration: (ms) => {
      const seconds = Math.max(0, Math.floor(ms / 1000));
      if (seconds < 60) return t('units.seconds', { count: seconds });
      if (seconds < 3600) return t('units.minutes', { count: Math.floor(seconds / 60) });
      return t('units.hours', { count: Math.floor(seconds / 3600) });
    },
  };
}
