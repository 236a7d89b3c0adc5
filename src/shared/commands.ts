import { z } from 'zod';
import { EMAIL } from './email.ts';
import { LANGUAGES } from './languages.ts';
import { LIMITS } from './limits.ts';
import { menuId, stockLevelSchema } from './menu.ts';
import { orderId as writtenOrderId } from './order.ts';
import { CHANNELS, SERVICES } from './order-states.ts';
import type { Role } from './roles.ts';

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
});

export const placeOrderSchema = z
  .strictObject({
    lines: z.array(placeLineSchema).min(1).max(LIMITS.lines),
    customer: z
      .strictObject({
        name: optional(text(LIMITS.name)),
        email: optional(email),
        phone: optional(text(LIMITS.phone)),
        language: z.enum(LANGUAGES).nullable().optional(),
      })
      .nullable()
      .optional(),
    service: z.enum(SERVICES).optional().describe('Default: counter.'),
    channel: z
      .enum(CHANNELS)
      .optional()
      .describe('Default: counter for devices of role counter, online for all others.'),
    table: optional(text(LIMITS.name)),
    note: optional(note),
    wishedTime: optional(text(40)),
    hold: z
      .boolean()
      .optional()
      .describe('Park it: stock is reserved, the kitchen does not see it.'),
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

export const cancelSchema = z.strictObject({ reason: text(LIMITS.reason).min(1) });

/**
 * What an order is to become, through all that lies between, in one step. `preparing` means that the kitchen has it:
 * a pending order is there already, a ready one is called back.
 */
export const advanceSchema = z.discriminatedUnion('status', [
  onOrder.extend({ status: z.enum(['preparing', 'ready', 'completed']) }),
  onOrder.extend({ status: z.literal('cancelled'), ...cancelSchema.shape }),
]);

export type AdvanceOrder = z.infer<typeof advanceSchema>;

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
  'order.complete': onOrder,
  'order.recall': onOrder,
  'order.cancel': onOrder.extend(cancelSchema.shape),
  'order.advance': advanceSchema,
  'order.shown': z.strictObject({ orderIds: z.array(orderId).min(1).max(LIMITS.shownOrders) }),
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

/** Who may send what. Reading is decided at each door; see docs/PROTOCOL.md, section ROL. */
export const COMMAND_ROLES: { readonly [T in CommandType]: readonly Role[] } = {
  'order.place': ['admin', 'counter', 'integration'],
  'order.place_dish': ['admin', 'counter', 'integration'],
  'order.send': ['admin', 'counter', 'integration'],
  'order.start': ['admin', 'counter', 'kitchen', 'integration'],
  'order.ready': ['admin', 'counter', 'kitchen', 'integration'],
  'order.complete': ['admin', 'counter', 'kitchen', 'integration'],
  'order.recall': ['admin', 'counter', 'kitchen', 'integration'],
  'order.cancel': ['admin', 'counter', 'integration'],
  // To `cancelled` only who may cancel: see mayDo.
  'order.advance': ['admin', 'counter', 'kitchen', 'integration'],
  'order.shown': ['admin', 'kitchen'],
  'line.bump': ['admin', 'counter', 'kitchen'],
  'line.recall': ['admin', 'counter', 'kitchen'],
  'stock.set': ['admin'],
  'menu.set_on_sale': ['admin', 'counter', 'kitchen'],
};

/** True when a device of this role may send commands of this type. */
export function mayCommand(role: Role, type: CommandType): boolean {
  return COMMAND_ROLES[type].includes(role);
}

/** True when a device of this role may send this very command: what it comes to counts, not only its type. */
export function mayDo(role: Role, command: Command): boolean {
  if (!mayCommand(role, command.type)) return false;
  const cancels = command.type === 'order.advance' && command.data.status === 'cancelled';
  return !cancels || mayCommand(role, 'order.cancel');
}
