import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { menuId } from './menu.ts';
import { orderId as writtenOrderId } from './order.ts';

/** Ids are written in lower case and may be sent in any (RFC 9562, section 4). */
const orderId = writtenOrderId.toLowerCase();

const onOrder = z.strictObject({ orderId });

const stations = z
  .array(menuId)
  .min(1)
  .max(LIMITS.stations)
  .optional()
  .describe('The stations in whose name it is done. Absent: all that have a part in it.');

/** The part of an order that some stations see: these lines, and of them the tasks of these stations. */
const onTicket = z.strictObject({
  orderId,
  lineIds: z.array(z.uuid().toLowerCase()).min(1).max(LIMITS.lines),
  stations,
});

const isFewEnough = (lines: number): boolean => lines >= 1 && lines <= LIMITS.lines;

export type OnTicket = z.infer<typeof onTicket>;

const confirmTicketSchema = z.strictObject({
  orderId,
  lines: z
    .record(z.uuid().toLowerCase(), z.int().min(1))
    .refine((lines) => isFewEnough(Object.keys(lines).length), `1 to ${LIMITS.lines} lines`)
    .meta({ minProperties: 1, maxProperties: LIMITS.lines })
    .describe(
      'By line, how much the kitchen has been told of it as the cook sees it: entries of its ledger, and one more when the order is cancelled. What came later is not confirmed.',
    ),
  stations,
});

export type ConfirmTicket = z.infer<typeof confirmTicketSchema>;

const showOrdersSchema = z.strictObject({
  orderIds: z.array(orderId).min(1).max(LIMITS.shownOrders),
  told: z
    .record(orderId, z.int().min(0))
    .optional()
    .describe(
      'By order, how many entries the ledgers of its lines have on the display, all lines together: changes that came later are not taken as seen. Absent: all of them are.',
    ),
  stations: stations.describe('The stations that the display shows. Absent: all.'),
});

export type ShowOrders = z.infer<typeof showOrdersSchema>;

/** What kitchen displays send, beside starting, completing and calling back a whole order. */
export const ticketCommandSchemas = {
  'order.shown': showOrdersSchema,
  'order.rush': onOrder.extend({ rush: z.boolean() }),
  'order.fire': onOrder.extend({
    course: z.int().min(1).max(LIMITS.courses).describe('This course and all before it that wait.'),
  }),
  'ticket.start': onTicket,
  'ticket.bump': onTicket.extend({
    recalls: z
      .int()
      .min(0)
      .optional()
      .describe('How often the order had been called back when it was made; else it does nothing.'),
  }),
  'ticket.recall': onTicket.extend({
    whole: z.boolean().optional().describe('A whole ticket comes back, and says so.'),
  }),
  'ticket.confirm': confirmTicketSchema,
} as const;
