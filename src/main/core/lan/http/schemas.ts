import { z } from 'zod';
import { LIMITS } from '../../../../shared/limits.ts';
import { menuItemSchema, menuSchema, stockLevelSchema } from '../../../../shared/menu.ts';
import { orderSchema } from '../../../../shared/order.ts';
import { ROLES } from '../../../../shared/roles.ts';

/** The bodies that the API answers with, for its description and for the tests that hold the routes to it. */

const seq = z.int().min(0).describe('Number of the last event that this answer knows of.');
const instant = z.iso.datetime().describe('ISO 8601, UTC.');

export const problemSchema = z
  .looseObject({
    type: z.string().describe('urn:comanda:problem:CODE'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('One English sentence that says what to do.'),
    code: z.string().describe('Stable; what programs decide by.'),
  })
  .describe('RFC 9457 problem details. What comes beside these members depends on the code.');

export const orderAnswerSchema = z.object({ order: orderSchema, seq });

export const oneOrderSchema = z.object({ order: orderSchema });

export const orderListSchema = z.object({
  orders: z.array(orderSchema).describe('Oldest first.'),
  nextCursor: z
    .string()
    .nullable()
    .describe('Pass it as `cursor` for the next page; null at the end.'),
});

export const menuAnswerSchema = menuSchema.extend({
  items: z.array(
    menuItemSchema.extend({
      available: z.boolean().describe('Can be ordered now: on sale, and not counted down to zero.'),
    }),
  ),
});

export const stockListSchema = z.object({ items: z.array(stockLevelSchema) });

export const stockAnswerSchema = stockLevelSchema.extend({ seq });

export const onSaleAnswerSchema = z.object({
  itemId: menuItemSchema.shape.id,
  onSale: menuItemSchema.shape.onSale,
  seq,
});

export const eventListSchema = z.object({
  events: z.array(
    z.object({
      seq: z.int().min(1),
      type: z.string().describe('order.placed, order.changed, stock.changed, menu.changed, …'),
      at: instant,
      data: z.record(z.string(), z.unknown()),
    }),
  ),
  seq: seq.describe('Number of the last committed event; more are to be had while it is higher.'),
});

export const meSchema = z.object({ deviceId: z.string(), name: z.string(), role: z.enum(ROLES) });

export const deviceListSchema = z.object({
  devices: z.array(
    z.object({ id: z.string(), name: z.string(), role: z.enum(ROLES), createdAt: instant }),
  ),
});

export const pairingCodeSchema = z.object({
  code: z.string().describe('Good once, for 15 minutes. Case, hyphens and spaces do not matter.'),
  expiresAt: instant,
  url: z.string().describe('Opens the page of the role and pairs it.'),
});

export const pairedSchema = z.object({
  token: z.string().describe('Bearer token. It is shown this once; only its hash is kept.'),
  role: z.enum(ROLES),
  deviceId: z.string(),
});

export const healthSchema = z.object({
  status: z
    .enum(['ok', 'failing'])
    .describe('`failing`, with 503: the disk failed and is not back.'),
  version: z.string(),
  seq,
});

/** A whole number in a query string. */
export const queryNumber = (min: number, max: number, byDefault: number) =>
  z.coerce.number<string>().int().min(min).max(max).default(byDefault);

export const pageLimit = (byDefault: number) => queryNumber(1, LIMITS.pageSize, byDefault);
