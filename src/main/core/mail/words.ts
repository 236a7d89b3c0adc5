import { z } from 'zod';
import { LANGUAGES } from '../../../shared/languages.ts';
import { SERVICES } from '../../../shared/order-states.ts';
import { PAYMENT_METHODS } from '../../../shared/payment-methods.ts';

const readyWords = z.strictObject({
  subject: z.string().describe('With {number} and {shop}.'),
  badge: z.string(),
  services: z.record(
    z.enum(SERVICES),
    z.strictObject({ ready: z.string(), next: z.string().describe('What the customer does now.') }),
  ),
});

const receiptWords = z.strictObject({
  subject: z.string().describe('With {number} and {shop}.'),
  intro: z.string(),
  services: z.record(z.enum(SERVICES), z.string()),
  table: z.string().describe('With {table}; in the place of the service.'),
  each: z.string().describe('With {amount}.'),
  subtotal: z.string(),
  discount: z.string(),
  service: z.string().describe('With {percent}.'),
  total: z.string(),
  payments: z.string(),
  methods: z.record(z.enum(PAYMENT_METHODS), z.string()),
  change: z.string().describe('With {tendered} and {change}.'),
  refunds: z.record(z.enum(PAYMENT_METHODS), z.string()),
  paid: z.string(),
  due: z.string(),
  giveBack: z.string(),
  pixTitle: z.string(),
  pixHint: z.string(),
  notFiscal: z.string(),
  issued: z.string().describe('With {date}.'),
});

const wordsSchema = z.strictObject({
  helloName: z.string().describe('With {name}.'),
  hello: z.string(),
  order: z.string(),
  lines: z.string(),
  footer: z.string().describe('With {shop}.'),
  ready: readyWords,
  receipt: receiptWords,
});

/** What e-mails say, in each language: `mail/words.json` of the resources. */
export const allWordsSchema = z.record(z.enum(LANGUAGES), wordsSchema);

export type MailWords = z.infer<typeof wordsSchema>;

/** Puts values in the place of `{key}`, in one pass: what a value contains is never filled in again. */
export function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
}
