import type { Payment, Refund } from '../../shared/payment.ts';
import type { PaymentMethod } from '../../shared/payment-methods.ts';
import type { Cents } from '../../shared/money.ts';
import type { CashMovement, Shift, Tally } from '../../shared/shift.ts';
import { plus } from './shift-sales.ts';

type ByMethod = Readonly<Record<PaymentMethod, Tally>>;

/** The shift with a payment in its report, and in its drawer if it was cash. */
export function withPayment(shift: Shift, { method, amountCents }: Payment): Shift {
  return {
    ...shift,
    payments: counted(shift.payments, method, amountCents),
    expectedCashCents: shift.expectedCashCents + (method === 'cash' ? amountCents : 0),
    version: shift.version + 1,
  };
}

/** The shift with money given back, out of its drawer if that was cash. */
export function withRefund(shift: Shift, { method, amountCents }: Refund): Shift {
  return {
    ...shift,
    refunds: counted(shift.refunds, method, amountCents),
    expectedCashCents: shift.expectedCashCents - (method === 'cash' ? amountCents : 0),
    version: shift.version + 1,
  };
}

/** The shift with cash put in or taken out beside payments. */
export function withMovement(shift: Shift, movement: CashMovement): Shift {
  const { kind, amountCents } = movement;
  return {
    ...shift,
    movements: [...shift.movements, movement],
    expectedCashCents: shift.expectedCashCents + (kind === 'in' ? amountCents : -amountCents),
    version: shift.version + 1,
  };
}

function counted(tallies: ByMethod, method: PaymentMethod, cents: Cents): Shift['payments'] {
  return { ...tallies, [method]: plus(tallies[method], { count: 1, cents }) };
}
