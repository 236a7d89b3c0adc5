import { z } from 'zod';
import type { Actor } from '../../../shared/events.ts';
import { menuItemSchema, menuSchema, stockLevelSchema } from '../../../shared/menu.ts';
import { orderLineSchema, orderSchema, totalsSchema } from '../../../shared/order.ts';
import { personSchema } from '../../../shared/people.ts';
import { shiftSchema } from '../../../shared/shift.ts';
import type { EventRow } from '../db/batch.ts';
import { withPayments, withTasks } from '../db/old-orders.ts';

/** An order as the log has it from before there were tasks. */
const beforeTasks = orderSchema.omit({ dueAt: true, rush: true }).extend({
  lines: z.array(orderLineSchema.omit({ tasks: true, course: true, firedAt: true })),
  rush: z.never().optional(),
});

/** An order as the log has it from before there were payments. */
const beforePayments = beforeTasks
  .omit({
    discount: true,
    serviceCharge: true,
    split: true,
    payments: true,
    awaitsPayment: true,
    shiftId: true,
    takenBy: true,
    allowedChanges: true,
    changeShownAt: true,
  })
  .extend({
    lines: z.array(
      beforeTasks.shape.lines.element.omit({
        allergy: true,
        discount: true,
        discountCents: true,
        ledger: true,
      }),
    ),
    totals: totalsSchema.omit({ serviceCents: true }),
    payments: z.never().optional(),
  });

/** `isRetold`: it is of an earlier version, and said in the words of this one. */
const order = z.union([
  z.object({ order: orderSchema }).transform(({ order: is }) => ({ order: is, isRetold: false })),
  z
    .object({ order: beforeTasks })
    .transform(({ order: { rush: _, ...old } }) => ({ order: withTasks(old), isRetold: true })),
  z
    .object({ order: beforePayments })
    .transform(({ order: { rush: _r, payments: _p, ...old } }) => ({
      order: withTasks(withPayments(old)),
      isRetold: true,
    })),
]);

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
        kind: z.exactOptional(z.enum(['ready', 'receipt'])),
        readiness: z.int(),
        state: z.enum(['queued', 'retrying', 'sent', 'withdrawn', 'failed']),
        attempts: z.int(),
      }),
    }),
  }),
  z.object({ type: z.literal('shift.changed'), data: z.object({ shift: shiftSchema }) }),
  z.object({
    type: z.literal('people.changed'),
    data: z.object({ people: z.array(personSchema) }),
  }),
]);

const actor = z
  .strictObject({
    deviceId: z.string(),
    personId: z.exactOptional(z.string()),
    approvedBy: z.exactOptional(z.string()),
  })
  .nullable();

/** An event of the log with who made it true. */
export type ReadEvent = z.infer<typeof event> & { readonly by: Actor | null };

/** The event in a row of the log, or what is wrong with it. Nothing is taken on trust here. */
export function parseEvent({ type, actor: by, data }: EventRow): ReadEvent | string {
  let json: unknown;
  let who: unknown;
  try {
    json = JSON.parse(data);
    who = by === null ? null : JSON.parse(by);
  } catch {
    return `a ${type} that is not JSON`;
  }
  const parsedBy = actor.safeParse(who);
  if (!parsedBy.success) return `a ${type} by nobody that can be`;
  const parsed = event.safeParse({ type, data: json });
  if (parsed.success) return { ...parsed.data, by: parsedBy.data };
  const issue = deepest(parsed.error.issues[0]);
  return `a ${type} with "${issue?.path.join('.') ?? ''}": ${issue?.message ?? 'unknown'}`;
}

/** Of what may be read in several ways, what is wrong with it in the first: that of today. */
function deepest(issue: z.core.$ZodIssue | undefined): z.core.$ZodIssue | undefined {
  if (issue?.code !== 'invalid_union') return issue;
  const inner = issue.errors[0]?.[0];
  return inner ? { ...inner, path: [...issue.path, ...inner.path] } : issue;
}
