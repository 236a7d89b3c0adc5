import { stringify } from 'csv-stringify/sync';
import type { Language } from '../../../shared/languages.ts';
import { PAYMENT_METHODS } from '../../../shared/payment-methods.ts';
import type { PersonRef } from '../../../shared/people.ts';
import type { Shift, Tally } from '../../../shared/shift.ts';
import { type ReportWords, REPORT_WORDS } from './shift-report-words.ts';

/** An amount of money in a cell: told apart from counts, which have no cents. */
class Money {
  readonly cents: number;
  constructor(cents: number) {
    this.cents = cents;
  }
}

interface Row {
  readonly part: string;
  readonly item: string;
  readonly count?: number | null;
  readonly cents?: number | null;
  readonly at?: string | null;
  readonly by?: PersonRef | null;
  readonly note?: string | null;
}

/**
 * The report of a shift as a table that spreadsheets open by a double click: with a byte order mark, since they take a
 * file without one for the system's old encoding; semicolons and decimal commas where the language writes them. One line for each
 * thing, one column for each kind of value, so that it can be filtered and summed. What people typed never becomes a formula.
 */
export function shiftCsv(
  shift: Shift,
  { language, timeZone }: { readonly language: Language; readonly timeZone: string },
): { readonly text: string; readonly fileName: string } {
  const words = REPORT_WORDS[language];
  const time = shopTime(timeZone);
  const rows = rowsOf(shift, words).map(({ part, item, count, cents, at, by, note }) => [
    part,
    item,
    count ?? null,
    cents === undefined || cents === null ? null : new Money(cents),
    at ? time(at) : null,
    by?.name ?? null,
    note ?? null,
  ]);
  const text = csvOf([words.columns, ...rows], language);
  const kind = shift.status === 'open' ? 'X' : 'Z';
  const day = time(shift.closedAt ?? shift.openedAt).slice(0, 10);
  return { text, fileName: `${words.fileName}-${kind}-${shift.number}-${day}.csv` };
}

/** Shifts in the order given, one line each: for the accounts of a month. */
export function shiftsCsv(
  shifts: readonly Shift[],
  { language, timeZone }: { readonly language: Language; readonly timeZone: string },
): string {
  const { items, parts, methods, columns } = REPORT_WORDS[language];
  const time = shopTime(timeZone);
  const person = columns[5] ?? '';
  const headings = [
    items.number,
    items.counter,
    items.opened,
    `${items.opened}: ${person}`,
    items.closed,
    `${items.closed}: ${person}`,
    items.orders,
    items.gross,
    items.discounts,
    items.service,
    items.total,
    items.cancelled,
    items.voided,
    ...PAYMENT_METHODS.map((method) => `${parts.payments}: ${methods[method]}`),
    ...PAYMENT_METHODS.map((method) => `${parts.refunds}: ${methods[method]}`),
    items.float,
    items.cashIn,
    items.cashOut,
    items.expected,
    items.counted,
    items.difference,
    items.unpaid,
    items.note,
  ];
  const rows = shifts.map((shift) => {
    const { sales, openedBy, closedAt, closedBy } = shift;
    return [
      shift.number,
      shift.deviceName,
      time(shift.openedAt),
      openedBy?.name ?? null,
      closedAt === null ? null : time(closedAt),
      closedBy?.name ?? null,
      sales.orders,
      new Money(sales.grossCents),
      new Money(-sales.discountCents),
      new Money(sales.serviceCents),
      new Money(sales.totalCents),
      new Money(shift.cancelled.cents),
      new Money(shift.voided.cents),
      ...PAYMENT_METHODS.map((method) => new Money(shift.payments[method].cents)),
      ...PAYMENT_METHODS.map((method) => new Money(-shift.refunds[method].cents)),
      ...[shift.floatCents, moved(shift, 'in'), -moved(shift, 'out'), shift.expectedCashCents].map(
        (cents) => new Money(cents),
      ),
      ...[shift.countedCents, shift.differenceCents, shift.unpaid.cents].map((cents) =>
        cents === null ? null : new Money(cents),
      ),
      shift.note,
    ];
  });
  return csvOf([headings, ...rows], language);
}

/** The day by the clock on the shop's wall, YYYY-MM-DD. */
export function shopDay(timeZone: string): (instant: string) => string {
  const time = shopTime(timeZone);
  return (instant) => time(instant).slice(0, 10);
}

function moved({ movements }: Shift, kind: 'in' | 'out'): number {
  return movements
    .filter((movement) => movement.kind === kind)
    .reduce((cents, { amountCents }) => cents + amountCents, 0);
}

function csvOf(rows: readonly (readonly unknown[])[], language: Language): string {
  const usesComma = language !== 'en';
  return stringify([...rows], {
    bom: true,
    delimiter: usesComma ? ';' : ',',
    // RFC 4180, section 2.
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: {
      // A negative amount is a number and stays one: `escape_formulas` would make a text of it.
      object: (value) =>
        value instanceof Money
          ? { value: decimal(value.cents, usesComma), escape_formulas: false }
          : '',
    },
  });
}

function rowsOf(shift: Shift, words: ReportWords): Row[] {
  const { parts, items } = words;
  const { sales } = shift;
  const tally = (part: string, item: string, { count, cents }: Tally): Row => ({
    part,
    item,
    count,
    cents,
  });
  return [
    { part: parts.shift, item: shift.status === 'open' ? items.xReport : items.zReport },
    { part: parts.shift, item: items.number, count: shift.number },
    { part: parts.shift, item: items.counter, note: shift.deviceName },
    { part: parts.shift, item: items.opened, at: shift.openedAt, by: shift.openedBy },
    ...(shift.closedAt === null
      ? []
      : [{ part: parts.shift, item: items.closed, at: shift.closedAt, by: shift.closedBy }]),
    ...(shift.note === null ? [] : [{ part: parts.shift, item: items.note, note: shift.note }]),

    { part: parts.sales, item: items.orders, count: sales.orders },
    { part: parts.sales, item: items.gross, cents: sales.grossCents },
    { part: parts.sales, item: items.discounts, cents: -sales.discountCents },
    { part: parts.sales, item: items.service, cents: sales.serviceCents },
    { part: parts.sales, item: items.total, cents: sales.totalCents },
    tally(parts.sales, items.cancelled, shift.cancelled),
    tally(parts.sales, items.voided, shift.voided),
    tally(parts.sales, items.unpaid, shift.unpaid),

    ...PAYMENT_METHODS.map((method) =>
      tally(parts.payments, words.methods[method], shift.payments[method]),
    ),
    ...PAYMENT_METHODS.map((method) => {
      const { count, cents } = shift.refunds[method];
      return tally(parts.refunds, words.methods[method], { count, cents: -cents });
    }),

    { part: parts.drawer, item: items.float, cents: shift.floatCents },
    ...shift.movements.map(({ kind, amountCents, at, by, reason }) => ({
      part: parts.drawer,
      item: kind === 'in' ? items.cashIn : items.cashOut,
      cents: kind === 'in' ? amountCents : -amountCents,
      at,
      by,
      note: reason,
    })),
    tally(parts.drawer, items.cashPayments, shift.payments.cash),
    tally(parts.drawer, items.cashRefunds, {
      count: shift.refunds.cash.count,
      cents: -shift.refunds.cash.cents,
    }),
    { part: parts.drawer, item: items.expected, cents: shift.expectedCashCents },
    ...(shift.countedCents === null
      ? []
      : [
          { part: parts.drawer, item: items.counted, cents: shift.countedCents },
          { part: parts.drawer, item: items.difference, cents: shift.differenceCents },
        ]),

    ...shift.counts.map(({ valueCents, count }) => ({
      part: parts.counting,
      item: words.amount(valueCents),
      count,
      cents: valueCents * count,
    })),
  ];
}

/** Cents as a plain number with two decimals, without separators for thousands: what a spreadsheet takes for one. */
function decimal(cents: number, usesComma: boolean): string {
  const [sign, whole] = cents < 0 ? ['-', -cents] : ['', cents];
  const text = String(whole).padStart(3, '0');
  return `${sign}${text.slice(0, -2)}${usesComma ? ',' : '.'}${text.slice(-2)}`;
}

/** `YYYY-MM-DD HH:MM:SS` by the clock on the shop's wall: the one spelling that spreadsheets of every language read. */
function shopTime(timeZone: string): (instant: string) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return (instant) => format.format(new Date(instant));
}
