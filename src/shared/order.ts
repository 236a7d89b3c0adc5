import { z } from 'zod';
import { LANGUAGES } from './languages.ts';
import { LIMITS } from './limits.ts';
import { menuId } from './menu.ts';
import {
  CHANNELS,
  LINE_STATUSES,
  ORDER_ACTIONS,
  ORDER_CHANGES,
  ORDER_STATUSES,
  SERVICES,
} from './order-states.ts';
import {
  discountSchema,
  ledgerEntrySchema,
  paymentSchema,
  serviceChargeSchema,
  splitSchema,
} from './payment.ts';
import { personRefSchema } from './people.ts';

export const orderId = z.uuid().describe('UUID version 7: the identity of an order, never reused.');

const instant = z.iso.datetime().describe('ISO 8601, UTC, milliseconds.');
const cents = z.int().describe('Integer cents.');

export const customerSchema = z.object({
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  language: z.enum(LANGUAGES).nullable().describe("Language of messages; null = the shop's."),
});

export const lineModifierSchema = z.object({
  id: menuId,
  name: z.string(),
  priceCents: cents,
});

/** What one station has to do with a line. */
export const lineTaskSchema = z.object({
  station: menuId,
  shownAt: instant
    .nullable()
    .describe('When a display of this station first had it on the page in view.'),
  doneAt: instant.nullable().describe('When the station was done with it; null while it is not.'),
  confirmed: z
    .int()
    .min(0)
    .describe(
      'How much of what it was told of the line the station has taken note of: entries of the ledger, and one more for a cancelled order.',
    ),
  recalled: z
    .literal(true)
    .optional()
    .describe('The station called its whole ticket back; until it is done with the line again.'),
});

/** One menu item in an order, with name and prices as they were when it was ordered. */
export const orderLineSchema = z.object({
  id: z.uuid(),
  itemId: menuId,
  name: z.string(),
  quantity: z
    .int()
    .min(0)
    .max(LIMITS.quantity)
    .describe('Units that stand: 0 only for a line all of which was taken off after it was sent.'),
  unitPriceCents: cents.describe('Price of one unit without its modifiers, in cents.'),
  modifiers: z.array(lineModifierSchema),
  note: z.string().nullable(),
  allergy: z.boolean().describe('The note is about an allergy: the kitchen must not miss it.'),
  station: menuId.describe('Where it is made: the station of its first task.'),
  tasks: z
    .array(lineTaskSchema)
    .min(1)
    .describe('One for each station that has a part in it: the line is ready when all are done.'),
  course: z.int().min(1).max(LIMITS.courses).describe('With which course it is served; 1 = first.'),
  firedAt: instant
    .nullable()
    .describe('When the kitchen was to begin with it; null: it waits for its course, or is held.'),
  status: z.enum(LINE_STATUSES),
  totalCents: cents.describe('quantity × (unitPriceCents + its modifiers), in cents.'),
  discount: discountSchema.nullable(),
  discountCents: cents.describe('What the discount on this line comes to.'),
  ledger: z
    .array(ledgerEntrySchema)
    .describe('What the kitchen was told, in order: the sum of `sent` is `quantity` once sent.'),
  stockTaken: z
    .int()
    .min(0)
    .describe(
      'Units taken from counted stock; 0 when the item is not counted or they were given back.',
    ),
});

export const totalsSchema = z.object({
  subtotalCents: cents.describe('The sum of the lines.'),
  discountCents: cents.describe('All discounts, of the lines and of the order.'),
  serviceCents: cents.describe('The charge for service.'),
  totalCents: cents.describe('subtotal − discounts + service.'),
  paidCents: cents.describe('Payments less refunds.'),
  dueCents: cents.describe(
    'total − paid; of a cancelled order −paid. Below zero: what is to be given back.',
  ),
});

/** What one customer asked for: the document that all screens mirror. */
export const orderSchema = z.object({
  id: orderId,
  number: z.int().min(1).describe('Number of the business day, from 1; never reused within it.'),
  businessDate: z.iso.date().describe('The business day it belongs to, YYYY-MM-DD, shop time.'),
  status: z.enum(ORDER_STATUSES),
  service: z.enum(SERVICES),
  channel: z.enum(CHANNELS),
  customer: customerSchema.nullable(),
  table: z.string().nullable(),
  note: z.string().nullable(),
  wishedTime: z.string().nullable().describe("The customer's wish, as given (the seed's Hora)."),
  dueAt: instant.nullable().describe('For when it was promised; null = as soon as it can be.'),
  rush: z.boolean().describe('The kitchen makes it before all others.'),
  lines: z.array(orderLineSchema),
  discount: discountSchema.nullable().describe('On the whole order, after those of its lines.'),
  serviceCharge: serviceChargeSchema.nullable().describe('null = none applies to this order.'),
  totals: totalsSchema,
  split: splitSchema.nullable(),
  payments: z.array(paymentSchema),
  awaitsPayment: z
    .boolean()
    .describe('Held until it is paid: the payment that settles it sends it to the kitchen.'),
  shiftId: z.uuid().nullable().describe('The shift of the counter that took it.'),
  takenBy: personRefSchema.nullable(),
  placedAt: instant,
  sentAt: instant
    .nullable()
    .describe('When it went to the kitchen: ages count from here. placedAt unless it was held.'),
  startedAt: instant.nullable(),
  readyAt: instant.nullable(),
  completedAt: instant.nullable(),
  cancelledAt: instant.nullable(),
  cancelReason: z.string().nullable(),
  shownAt: instant.nullable().describe('When a kitchen display first had it on the page in view.'),
  changeShownAt: instant
    .nullable()
    .describe(
      'When a kitchen display first had the last change after sending on the page in view; null while none has, or when there was no change.',
    ),
  readiness: z
    .int()
    .min(0)
    .describe('How many times it became ready; one "ready" e-mail for each.'),
  recalled: z.boolean().describe('It was ready before and was called back.'),
  recalls: z
    .int()
    .min(1)
    .optional()
    .describe('How often lines of it were called back, one by one or all; absent: never.'),
  allowedActions: z.array(z.enum(ORDER_ACTIONS)).describe('What is legal now, by its state.'),
  allowedChanges: z
    .array(z.enum(ORDER_CHANGES))
    .describe('What a counter may change now, by its state and what was paid.'),
  version: z.int().min(1).describe('Counts the changes of this order, from 1.'),
});

export type Customer = z.infer<typeof customerSchema>;
export type LineModifier = z.infer<typeof lineModifierSchema>;
export type LineTask = z.infer<typeof lineTaskSchema>;
export type OrderLine = z.infer<typeof orderLineSchema>;
export type OrderTotals = z.infer<typeof totalsSchema>;
export type Order = z.infer<typeof orderSchema>;
