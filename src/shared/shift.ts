import { z } from 'zod';
import { personRefSchema } from './people.ts';

const instant = z.iso.datetime().describe('ISO 8601, UTC, milliseconds.');
const cents = z.int().describe('Integer cents.');

const tally = z.object({ count: z.int().min(0), cents });

const byMethod = z.object({ cash: tally, card: tally, pix: tally });

/** Cash put into the drawer (suprimento) or taken out of it (sangria), beside payments. */
export const cashMovementSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['in', 'out']),
  amountCents: cents,
  reason: z.string(),
  at: instant,
  by: personRefSchema.nullable(),
});

/** How many of one note or coin were counted. */
export const cashCountSchema = z.strictObject({
  valueCents: z.int().min(1).max(100_000_00),
  count: z.int().min(0).max(100_000),
});

/**
 * One cash drawer's time between opening and closing, with everything that its report needs: the X report is this
 * document while it is open, the Z report is the same once it is closed, and never changes again.
 */
export const shiftSchema = z.object({
  id: z.uuid(),
  number: z.int().min(1).describe('Counts the shifts of the shop, from 1; never reused.'),
  status: z.enum(['open', 'closed']),
  deviceId: z.string().describe('The counter whose drawer it is.'),
  deviceName: z.string(),
  openedAt: instant,
  openedBy: personRefSchema.nullable(),
  floatCents: cents.describe('Cash in the drawer at the opening.'),
  movements: z.array(cashMovementSchema),
  sales: z
    .object({
      orders: z.int().min(0),
      grossCents: cents,
      discountCents: cents,
      serviceCents: cents,
      totalCents: cents,
    })
    .describe('What was ordered in it, with later changes and cancellations taken into account.'),
  cancelled: tally.describe('Orders cancelled in it, and what they would have come to.'),
  voided: tally.describe('Units taken off sent orders in it, and what they would have come to.'),
  payments: byMethod,
  refunds: byMethod,
  expectedCashCents: cents.describe(
    'floatCents + cash put in − cash taken out + cash payments − cash refunds.',
  ),
  closedAt: instant.nullable(),
  closedBy: personRefSchema.nullable(),
  counts: z.array(cashCountSchema).describe('What was counted at the closing.'),
  countedCents: cents.nullable(),
  differenceCents: cents.nullable().describe('countedCents − expectedCashCents.'),
  unpaid: tally.describe(
    'Orders that it took and that are not paid, in work or handed over; at the closing, those of then.',
  ),
  note: z.string().nullable(),
  version: z.int().min(1),
});

export type CashMovement = z.infer<typeof cashMovementSchema>;
export type CashCount = z.infer<typeof cashCountSchema>;
export type Tally = z.infer<typeof tally>;
export type Shift = z.infer<typeof shiftSchema>;
