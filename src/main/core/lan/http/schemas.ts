import { z } from 'zod';
import { LIMITS } from '../../../../shared/limits.ts';
import { menuItemSchema, menuSchema, stockLevelSchema } from '../../../../shared/menu.ts';
import { knownCustomerSchema } from '../../../../shared/customers.ts';
import { orderSchema } from '../../../../shared/order.ts';
import { personSchema } from '../../../../shared/people.ts';
import { PERSON_ROLES } from '../../../../shared/people-roles.ts';
import { ROLES } from '../../../../shared/roles.ts';
import { shiftSchema } from '../../../../shared/shift.ts';

/** The bodies that the API answers with, for its description and for the tests that hold the routes to it. */

const seq = z.int().min(0).describe('Number of the last event that this answer knows of.');
const instant = z.iso.datetime().describe('ISO 8601, UTC.');

const nextCursor = z
  .string()
  .nullable()
  .describe('Pass it as `cursor` for the next page; null at the end.');

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
  orders: z.array(orderSchema),
  nextCursor,
});

export const shiftAnswerSchema = z.object({ shift: shiftSchema, seq });

export const oneShiftSchema = z.object({ shift: shiftSchema });

export const shiftListSchema = z.object({
  shifts: z.array(shiftSchema).describe('Newest first.'),
  nextCursor,
});

export const customerListSchema = z.object({
  customers: z.array(knownCustomerSchema).describe('The latest first.'),
});

export const onePersonSchema = z.object({ person: personSchema });

export const personListSchema = z.object({ people: z.array(personSchema) });

export const signedInSchema = z.object({
  token: z.string().describe('Goes along with each command, as `Comanda-Session`. Opaque.'),
  person: z.object({
    personId: personSchema.shape.id,
    name: personSchema.shape.name,
    role: z.enum(PERSON_ROLES),
  }),
  expiresAt: instant,
});

export const approvalSchema = z.object({
  approval: z
    .string()
    .describe('Goes along with the command that needs it, as `Comanda-Approval`. Opaque.'),
  expiresAt: instant,
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
      by: z
        .object({
          deviceId: z.string(),
          personId: z.string().optional(),
          approvedBy: z.string().optional(),
        })
        .nullable()
        .describe('Who made it true; null: the broker itself, or nothing that you may know.'),
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
export const queryNumber = (min: number, max: number) =>
  z.coerce.number<string>().int().min(min).max(max);

export const pageLimit = (byDefault: number) => queryNumber(1, LIMITS.pageSize).default(byDefault);
