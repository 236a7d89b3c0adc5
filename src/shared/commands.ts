import { z } from 'zod';
import { EMAIL } from './email.ts';
import { LANGUAGES } from './languages.ts';
import { LIMITS } from './limits.ts';
import { menuId, stockLevelSchema } from './menu.ts';
import { orderId as writtenOrderId } from './order.ts';
import { CHANNELS, SERVICES } from './order-states.ts';
import { discountSchema } from './payment.ts';
import { PAYMENT_METHODS } from './payment-methods.ts';
import { cashCountSchema } from './shift.ts';
import { ticketCommandSchemas } from './ticket-commands.ts';

/**
 * The idempotency key of a command: 1 to 255 visible ASCII characters
 * (draft-ietf-httpapi-idempotency-key-header; RFC 20 range 0x21 to 0x7E).
 */
export const commandId = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, '1 to 255 visible ASCII characters')
  .describe('Idempotency key, scoped to the device, kept for 7 days.');

/** Free text of one line: control characters would end up on tickets and in mail headers. */
const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'no control characters');

const note = z
  .string()
  .trim()
  .max(LIMITS.note)
  .regex(/^(?:[^\p{Cc}]|\n)*$/u, 'no control characters but line feeds');

/** Null, absent and blank all mean "none": a form sends '' for an input nobody filled in. */
const optional = <T extends z.ZodType<string>>(schema: T) => schema.nullable().optional();

const email = z.union([z.literal(''), z.email({ pattern: EMAIL }).max(LIMITS.email)], {
  error: 'Not an e-mail address.',
});

export const placeLineSchema = z.strictObject({
  itemId: menuId,
  quantity: z.int().min(1).max(LIMITS.quantity),
  modifiers: z.array(menuId).max(LIMITS.modifiersPerLine).optional().describe('Modifier ids.'),
  note: optional(note),
  allergy: z.boolean().optional().describe('The note is about an allergy.'),
  discount: discountSchema.nullable().optional(),
  course: z
    .int()
    .min(1)
    .max(LIMITS.courses)
    .optional()
    .describe('Default: 1. Later courses than the first of an order wait until they are fired.'),
});

const dueAt = z.iso
  .datetime()
  .nullable()
  .optional()
  .describe('For when it is promised: ISO 8601, UTC. Absent or null: as soon as it can be.');

const customer = z
  .strictObject({
    name: optional(text(LIMITS.name)),
    email: optional(email),
    phone: optional(text(LIMITS.phone)),
    language: z.enum(LANGUAGES).nullable().optional(),
  })
  .nullable()
  .optional();

export const placeOrderSchema = z
  .strictObject({
    lines: z.array(placeLineSchema).min(1).max(LIMITS.lines),
    customer,
    service: z.enum(SERVICES).optional().describe('Default: counter.'),
    channel: z
      .enum(CHANNELS)
      .optional()
      .describe('Default: counter for devices of role counter, online for all others.'),
    table: optional(text(LIMITS.name)),
    note: optional(note),
    wishedTime: optional(text(40)),
    dueAt,
    rush: z.boolean().optional().describe('The kitchen makes it before all others.'),
    hold: z
      .boolean()
      .optional()
      .describe('Park it: stock is reserved, the kitchen does not see it.'),
    discount: discountSchema.nullable().optional(),
    serviceCharge: z
      .boolean()
      .optional()
      .describe('False takes the charge for service off, where there is one.'),
  })
  .describe('An order to place. Only `lines` is required.');

export type PlaceLine = z.infer<typeof placeLineSchema>;
export type PlaceOrder = z.infer<typeof placeOrderSchema>;

export const placeDishSchema = z
  .strictObject({
    dish: text(LIMITS.name).min(1).describe('Name of a menu item, whatever its case and accents.'),
    quantity: placeLineSchema.shape.quantity.optional().describe('Default: 1.'),
    customer: placeOrderSchema.shape.customer,
    wishedTime: placeOrderSchema.shape.wishedTime,
  })
  .describe('One dish by its name: the menu is looked at when the order is decided, not before.');

export type PlaceDish = z.infer<typeof placeDishSchema>;

/** Ids are written in lower case and may be sent in any (RFC 9562, section 4). */
const orderId = writtenOrderId.toLowerCase();

const onOrder = z.strictObject({ orderId });
const onLine = z.strictObject({ orderId, lineId: z.uuid().toLowerCase() });

const reasonId = z.string().max(64).optional();

const why = {
  reason: text(LIMITS.reason).min(1).optional().describe('In words; needed without `reasonId`.'),
  reasonId: reasonId.describe('One of the settings; says whether stock goes back.'),
};

const saysWhy = (said: { readonly [K in keyof typeof why]?: string | undefined }) =>
  said.reason !== undefined || said.reasonId !== undefined;

const unsaid = { path: ['reason'], error: 'Say why: `reason` or `reasonId`.' };

/** Why an order is cancelled: one of the shop's reasons, words, or both. */
export const cancelSchema = z.strictObject(why).refine(saysWhy, unsaid);

export type Cancel = z.infer<typeof cancelSchema>;

/**
 * What an order is to become, through all that lies between, in one step. `preparing` means that the kitchen has it:
 * a pending order is there already, a ready one is called back.
 */
export const advanceSchema = z.discriminatedUnion('status', [
  onOrder.extend({ status: z.enum(['preparing', 'ready', 'completed']) }),
  onOrder.extend({ status: z.literal('cancelled'), ...why }).refine(saysWhy, unsaid),
]);

export type AdvanceOrder = z.infer<typeof advanceSchema>;

const cents = z.int().min(1).max(LIMITS.cashCents).describe('Integer cents.');
const lineId = z.uuid().toLowerCase();
const reason = text(LIMITS.reason).min(1);

/**
 * What of an order is to change, all of it or nothing. To change a line that was sent is to take it off and to add
 * another: the kitchen gets the difference.
 */
export const changeOrderSchema = onOrder.extend({
  add: z.array(placeLineSchema).max(LIMITS.lines).optional(),
  takeOff: z
    .array(
      z.strictObject({
        lineId,
        quantity: z.int().min(1).max(LIMITS.quantity),
        reasonId: reasonId.describe('One of the settings; needed for what the kitchen was told.'),
      }),
    )
    .max(LIMITS.lines)
    .optional(),
  customer,
  service: z.enum(SERVICES).optional(),
  table: optional(text(LIMITS.name)),
  note: optional(note),
  dueAt,
});

export type ChangeOrder = z.infer<typeof changeOrderSchema>;

/** How an order is shared out among payers: what is still due, or, by items, all of an order nobody has paid of. */
export const splitOrderSchema = z.discriminatedUnion('by', [
  onOrder.extend({ by: z.literal('none') }),
  onOrder.extend({ by: z.literal('people'), people: z.int().min(2).max(LIMITS.parts) }),
  onOrder.extend({
    by: z.literal('items'),
    parts: z
      .array(
        z
          .array(z.strictObject({ lineId, quantity: z.int().min(1).max(LIMITS.quantity) }))
          .min(1)
          .max(LIMITS.lines),
      )
      .min(1)
      .max(LIMITS.parts)
      .describe('What nobody took is one more part.'),
  }),
  onOrder.extend({
    by: z.literal('amounts'),
    amountsCents: z
      .array(cents)
      .min(1)
      .max(LIMITS.parts)
      .describe('What they leave of the amount due is one more part.'),
  }),
]);

export type SplitOrder = z.infer<typeof splitOrderSchema>;

export const takePaymentSchema = onOrder.extend({
  method: z.enum(PAYMENT_METHODS),
  amountCents: cents.describe('What of the order it pays: at most what is due.'),
  tenderedCents: cents
    .optional()
    .describe('Cash that was handed over, amountCents or more. Default: amountCents.'),
  authorisation: optional(text(LIMITS.authorisation)),
  partId: z.uuid().toLowerCase().nullable().optional(),
});

export type TakePayment = z.infer<typeof takePaymentSchema>;

export const refundPaymentSchema = onOrder.extend({
  paymentId: z.uuid().toLowerCase(),
  amountCents: cents.describe('At most what is left of the payment.'),
  method: z.enum(PAYMENT_METHODS).optional().describe("Default: the payment's."),
  reason,
});

export type RefundPayment = z.infer<typeof refundPaymentSchema>;

const moveCashSchema = z.strictObject({ amountCents: cents, reason });

export const closeShiftSchema = z.strictObject({
  shiftId: z
    .uuid()
    .toLowerCase()
    .optional()
    .describe('Of another counter whose drawer is closed, for a manager. Default: the sender’s.'),
  counts: z
    .array(cashCountSchema)
    .max(50)
    .describe('Notes and coins by value. An empty drawer is an empty list.'),
  note: optional(note),
  leaveUnpaid: z
    .boolean()
    .optional()
    .describe('True closes it although orders of it are open and not paid.'),
});

export type CloseShift = z.infer<typeof closeShiftSchema>;

export const onSaleSchema = z.strictObject({ onSale: z.boolean() });

/**
 * Every command a client may send, by type. One table: the WebSocket door parses with it, the HTTP door maps
 * onto it, and the type `Command` is inferred from it.
 */
export const commandSchemas = {
  'order.place': placeOrderSchema,
  'order.place_dish': placeDishSchema,
  'order.send': onOrder,
  'order.start': onOrder,
  'order.ready': onOrder,
  'order.complete': onOrder.extend({
    readiness: z
      .int()
      .min(1)
      .optional()
      .describe('Which readiness of the order goes to the customer; another one stays.'),
  }),
  'order.recall': onOrder,
  'order.cancel': onOrder.extend(why).refine(saysWhy, unsaid),
  'order.advance': advanceSchema,
  'order.change': changeOrderSchema,
  'order.discount': onOrder.extend({
    lineId: lineId.nullable().optional().describe('null or absent: the whole order.'),
    discount: discountSchema.nullable().describe('null takes it off.'),
  }),
  'order.service_charge': onOrder.extend({ charged: z.boolean() }),
  'order.split': splitOrderSchema,
  'order.receipt': onOrder.extend({
    email: z.email({ pattern: EMAIL }).max(LIMITS.email),
    language: z.enum(LANGUAGES).nullable().optional(),
  }),
  'payment.take': takePaymentSchema,
  'payment.refund': refundPaymentSchema,
  'shift.open': z.strictObject({ floatCents: z.int().min(0).max(LIMITS.cashCents) }),
  'shift.cash_in': moveCashSchema,
  'shift.cash_out': moveCashSchema,
  'shift.close': closeShiftSchema,
  ...ticketCommandSchemas,
  'line.bump': onLine,
  'line.recall': onLine,
  'stock.set': z.strictObject(stockLevelSchema.shape),
  'menu.set_on_sale': onSaleSchema.extend({ itemId: menuId }),
} as const;

export type CommandType = keyof typeof commandSchemas;

export type CommandData<T extends CommandType> = z.infer<(typeof commandSchemas)[T]>;

/** A command whose data has passed its schema. */
export type Command = {
  [T in CommandType]: { readonly type: T; readonly data: CommandData<T> };
}[CommandType];
