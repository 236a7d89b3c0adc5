import { z } from 'zod';
import { ORDER_DETAILS } from './order-states.ts';
import { personRefSchema } from './people.ts';
import { PAYMENT_METHODS } from './payment-methods.ts';

const instant = z.iso.datetime().describe('ISO 8601, UTC, milliseconds.');
const cents = z.int().describe('Integer cents.');

/** A discount as it was given: what it comes to in cents follows from what it is on. */
export const discountSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('amount'), cents: z.int().min(1) }),
  z.strictObject({
    kind: z.literal('percent'),
    basisPoints: z.int().min(1).max(10_000).describe('1000 = 10 %. Rounded half up to a cent.'),
  }),
]);

export const refundSchema = z.object({
  id: z.uuid(),
  method: z.enum(PAYMENT_METHODS).describe('How it was given back.'),
  amountCents: cents,
  reason: z.string(),
  at: instant,
  shiftId: z.uuid(),
  by: personRefSchema.nullable(),
});

/** Money that was taken for an order. It stays as it was; what is given back stands beside it. */
export const paymentSchema = z.object({
  id: z.uuid(),
  method: z.enum(PAYMENT_METHODS),
  amountCents: cents.describe('What of the order it pays.'),
  tenderedCents: cents.nullable().describe('Cash that was handed over; null for card and PIX.'),
  changeCents: cents.describe('tenderedCents − amountCents; 0 for card and PIX.'),
  authorisation: z.string().nullable().describe("The card terminal's or the bank's own number."),
  partId: z.uuid().nullable().describe('The part of a split order that it pays.'),
  at: instant,
  shiftId: z.uuid(),
  by: personRefSchema.nullable(),
  refunds: z.array(refundSchema),
});

/** One payer's share of an order. */
export const partSchema = z.object({
  id: z.uuid(),
  amountCents: cents,
  paidCents: cents,
  lines: z
    .array(z.object({ lineId: z.uuid(), quantity: z.int().min(1) }))
    .describe('What of the order is theirs, where it was split by items; else empty.'),
});

/** How an order is shared out among payers. A change of its total dissolves it; what was paid stays paid. */
export const splitSchema = z.object({
  by: z.enum(['people', 'items', 'amounts']),
  parts: z.array(partSchema),
});

/** The charge for service: counted on what is left after discounts. */
export const serviceChargeSchema = z.object({
  basisPoints: z.int().min(0).max(10_000),
  waived: z.boolean().describe('Taken off at the wish of the customer.'),
});

/** One thing that the kitchen was told about a line. */
export const ledgerEntrySchema = z.object({
  at: instant,
  sent: z
    .int()
    .describe('Units to make (above zero) or no longer to make (below zero); 0: only `details`.'),
  reasonId: z.string().optional().describe('Id of the reason, from the settings.'),
  reason: z.string().optional().describe("The reason's name at that moment."),
  details: z
    .array(z.enum(ORDER_DETAILS))
    .optional()
    .describe('What of the whole order was told anew; `sent` is 0 then.'),
  restocked: z.int().min(0).optional().describe('Units that went back to the stock.'),
  by: personRefSchema.optional(),
});

export type Discount = z.infer<typeof discountSchema>;
export type Payment = z.infer<typeof paymentSchema>;
export type Refund = z.infer<typeof refundSchema>;
export type Part = z.infer<typeof partSchema>;
export type Split = z.infer<typeof splitSchema>;
export type ServiceCharge = z.infer<typeof serviceChargeSchema>;
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;
