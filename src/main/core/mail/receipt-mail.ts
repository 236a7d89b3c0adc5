import type { Language } from '../../../shared/languages.ts';
import { type Cents, formatMoney } from '../../../shared/money.ts';
import { pixOfOrder, staticPix } from '../../../shared/pix.ts';
import type { ReceiptMailJob } from '../broker/ports.ts';
import type { Settings } from '../settings.ts';
import type { CommonMailData } from './ready-mail.ts';
import type { ReceiptFacts, ReceiptLine, ReceiptPayment } from './receipt-facts.ts';
import { singleLine } from './single-line.ts';
import { fill, type MailWords } from './words.ts';

/** Something with an amount at the right, and what belongs to it below. */
interface Entry {
  readonly label: string;
  readonly amount: string;
  readonly details: readonly { readonly label: string; readonly amount: string | null }[];
}

/** What the layout of the receipt is filled with. */
export interface ReceiptMailData extends CommonMailData {
  /** Under the name of the shop: address, tax number, phone. */
  readonly shopLines: readonly string[];
  readonly intro: string;
  /** Table or service, and when the order was placed. */
  readonly about: string;
  readonly lines: readonly (Entry & { readonly quantity: number })[];
  readonly sums: readonly { readonly label: string; readonly amount: string }[];
  readonly total: { readonly label: string; readonly amount: string };
  readonly paymentsTitle: string;
  readonly payments: readonly Entry[];
  /** How it stands: paid, still to pay, or to be given back. */
  readonly balance: { readonly label: string; readonly amount: string | null };
  readonly pix: { readonly title: string; readonly hint: string; readonly code: string } | null;
  readonly notFiscal: string;
  readonly issued: string;
}

type ReceiptWords = MailWords['receipt'];
type Money = (cents: Cents) => string;

/** The receipt of a job: the order as it was when the receipt was asked for. */
export function receiptMailData(
  job: ReceiptMailJob,
  words: MailWords,
  common: Omit<CommonMailData, 'subject'>,
  { shop, pix }: Pick<Settings, 'shop' | 'pix'>,
): ReceiptMailData {
  const say = words.receipt;
  const { receipt } = job;
  const { language, number } = common;
  const money: Money = (cents) => formatMoney(cents, language, shop.currency);
  const when = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: shop.timeZone,
  });
  const table = singleLine(receipt.table ?? '');
  const where = table === '' ? say.services[receipt.service] : fill(say.table, { table });
  return {
    ...common,
    subject: fill(say.subject, { number, shop: common.shop }),
    shopLines: shop.receiptLines.map(singleLine).filter((line) => line !== ''),
    intro: say.intro,
    about: `${where} · ${when.format(Date.parse(receipt.placedAt))}`,
    lines: receipt.lines.map((line) => lineEntry(line, say, money)),
    sums: sums(receipt, say, money, language),
    total: { label: say.total, amount: money(receipt.totalCents) },
    paymentsTitle: say.payments,
    payments: receipt.payments.map((payment) => paymentEntry(payment, say, money)),
    balance: balance(receipt.dueCents, say, money),
    pix: pixOf(job, say, pix, shop.currency),
    notFiscal: say.notFiscal,
    issued: fill(say.issued, { date: when.format(job.queuedAt) }),
  };
}

function lineEntry(line: ReceiptLine, say: ReceiptWords, money: Money) {
  const { quantity } = line;
  const each = fill(say.each, { amount: money(line.unitPriceCents) });
  return {
    quantity,
    label: singleLine(line.name),
    amount: money(line.totalCents),
    details: [
      ...(quantity > 1 ? [{ label: each, amount: null }] : []),
      ...line.modifiers.map(({ name, priceCents }) => ({
        label: `+ ${singleLine(name)}${priceCents === 0 ? '' : ` (${money(priceCents)})`}`,
        amount: null,
      })),
      ...(line.discountCents > 0
        ? [{ label: say.discount, amount: money(-line.discountCents) }]
        : []),
    ],
  };
}

/** What lies between the lines, less their discounts, and the total; nothing where the total is just their sum. */
function sums(receipt: ReceiptFacts, say: ReceiptWords, money: Money, language: Language) {
  const { subtotalCents, discountCents, serviceCents, serviceBasisPoints } = receipt;
  const onLines = receipt.lines.reduce((sum, line) => sum + line.discountCents, 0);
  const rows = [{ label: say.subtotal, amount: money(subtotalCents - onLines) }];
  if (discountCents > 0) rows.push({ label: say.discount, amount: money(-discountCents) });
  if (serviceBasisPoints !== null && serviceCents > 0) {
    const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 });
    rows.push({
      label: fill(say.service, { percent: percent.format(serviceBasisPoints / 10_000) }),
      amount: money(serviceCents),
    });
  }
  return rows.length > 1 ? rows : [];
}

function paymentEntry(payment: ReceiptPayment, say: ReceiptWords, money: Money): Entry {
  const { tenderedCents, changeCents } = payment;
  return {
    label: say.methods[payment.method],
    amount: money(payment.amountCents),
    details: [
      ...(tenderedCents !== null && changeCents > 0
        ? [
            {
              label: fill(say.change, {
                tendered: money(tenderedCents),
                change: money(changeCents),
              }),
              amount: null,
            },
          ]
        : []),
      ...payment.refunds.map(({ method, amountCents }) => ({
        label: say.refunds[method],
        amount: money(-amountCents),
      })),
    ],
  };
}

function balance(dueCents: Cents, say: ReceiptWords, money: Money): ReceiptMailData['balance'] {
  if (dueCents === 0) return { label: say.paid, amount: null };
  return dueCents > 0
    ? { label: say.due, amount: money(dueCents) }
    : { label: say.giveBack, amount: money(-dueCents) };
}

/** The code for what is still due; null where nothing is, or where nobody has said where PIX goes. */
function pixOf(
  job: ReceiptMailJob,
  say: ReceiptWords,
  { key, name, city }: Settings['pix'],
  currency: string,
): ReceiptMailData['pix'] {
  const amountCents = job.receipt.dueCents;
  if (amountCents <= 0 || key === null || name === null || city === null) return null;
  const named = pixOfOrder({ number: job.orderNumber, businessDate: job.receipt.businessDate });
  const code = staticPix({ currency, key, name, city, amountCents, ...named });
  // What no bank would take is told at the start, where the settings are read: the receipt goes without it.
  return code.ok ? { title: say.pixTitle, hint: say.pixHint, code: code.text } : null;
}
