import { z } from 'zod';
import type { DomainEvent } from '../../../shared/events.ts';
import { menuItemSchema, menuSchema, stockLevelSchema } from '../../../shared/menu.ts';
import { orderSchema } from '../../../shared/order.ts';
import type { EventRow } from '../db/batch.ts';

const order = z.object({ order: orderSchema });

const event = z.discriminatedUnion('type', [
  z.object({ type: z.literal('order.placed'), data: order }),
  z.object({ type: z.literal('order.changed'), data: order }),
  z.object({
    type: z.literal('stock.changed'),
    data: z.object({ items: z.array(stockLevelSchema) }),
  }),
  z.object({ type: z.literal('menu.replaced'), data: z.object({ menu: menuSchema }) }),
  z.object({ type: z.literal('menu.changed'), data: z.object({ items: z.array(menuItemSchema) }) }),
  z.object({
    type: z.literal('mail.changed'),
    data: z.object({
      mail: z.object({
        orderId: z.string(),
        readiness: z.int(),
        state: z.enum(['queued', 'retrying', 'sent', 'withdrawn', 'failed']),
        attempts: z.int(),
      }),
    }),
  }),
]);

/** The event in a row of the log, or what is wrong with it. Nothing is taken on trust here. */
export function parseEvent({ type, data }: EventRow): DomainEvent | string {
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    return `a ${type} that is not JSON`;
  }
  const parsed = event.safeParse({ type, data: json });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return `a ${type} with "${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'unknown'}`;
}
