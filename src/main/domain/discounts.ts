import { type Refusal, refuse } from '../../shared/errors.ts';
import { needsApproval } from './authority.ts';
import { orderTotals, type Priced } from './pricing.ts';
import type { DecisionContext } from './state.ts';

/** Why the discounts of an order that is being put together can't be given; null when they can. */
export function refuseDiscounts(
  priced: Omit<Priced, 'status'>,
  context: DecisionContext,
): Refusal | null {
  const { discount, lines } = priced;
  if (discount === null && lines.every((line) => line.discount === null)) return null;
  const { subtotalCents, discountCents } = orderTotals({
    ...priced,
    status: 'pending',
    discount: null,
  });
  const left = subtotalCents - discountCents;
  if (discount?.kind === 'amount' && discount.cents > left) {
    return refuse('amount_too_high', 'The discount is above what the order costs.', {
      maxCents: left,
    });
  }
  return needsApproval('discount', context);
}
