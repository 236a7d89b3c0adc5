import type { Shift } from '../../shared/shift.ts';

/** What the report of a shift says of all that has not happened yet. */
export function newReport(floatCents: number) {
  const nothing = { count: 0, cents: 0 };
  return {
    status: 'open',
    movements: [],
    sales: { orders: 0, grossCents: 0, discountCents: 0, serviceCents: 0, totalCents: 0 },
    cancelled: nothing,
    voided: nothing,
    payments: { cash: nothing, card: nothing, pix: nothing },
    refunds: { cash: nothing, card: nothing, pix: nothing },
    expectedCashCents: floatCents,
    closedAt: null,
    closedBy: null,
    counts: [],
    countedCents: null,
    differenceCents: null,
    unpaid: nothing,
    note: null,
    version: 1,
  } satisfies Partial<Shift>;
}
