import type { SplitOrder } from '../../shared/commands.ts';
import { refuse, type Refusal } from '../../shared/errors.ts';
import { LIMITS } from '../../shared/limits.ts';
import type { Order } from '../../shared/order.ts';
import type { Split } from '../../shared/payment.ts';
import { notPossible, orderNotFound } from './refusals.ts';
import { moved } from './revise.ts';
import { type Share, sharesByItems } from './shares.ts';
import { type Decision, type DecisionContext, type DecisionState, refused } from './state.ts';

/** Shares an order out among payers, anew each time: shares that were there before are gone, payments stay. */
export function splitOrder(
  state: DecisionState,
  data: SplitOrder,
  context: DecisionContext,
): Decision {
  const order = state.order(data.orderId);
  if (!order) return orderNotFound(data.orderId);
  if (!order.allowedChanges.includes('split')) return notPossible(order, 'It cannot be split');
  if (data.by === 'none') {
    if (order.split === null) return { ok: true, events: [], order };
    return moved(order, { split: null }, context);
  }
  if (data.by === 'items' && order.totals.paidCents !== 0) {
    return notPossible(order, 'It cannot be split by items once something is paid');
  }
  const shares = sharesOf(order, data);
  if ('code' in shares) return refused(shares);
  if (shares.length > LIMITS.parts) {
    return refused(refuse('too_many', 'Too many payers.', { most: LIMITS.parts }));
  }
  if (isSplit(order.split, data.by, shares)) return { ok: true, events: [], order };
  const parts = shares.map((share) => ({ id: context.newId(), ...share, paidCents: 0 }));
  return moved(order, { split: { by: data.by, parts } }, context);
}

function sharesOf(
  order: Order,
  data: Exclude<SplitOrder, { by: 'none' }>,
): readonly Share[] | Refusal {
  const { dueCents } = order.totals;
  switch (data.by) {
    case 'people':
      return sharesByPeople(dueCents, data.people);
    case 'amounts':
      return sharesByAmounts(dueCents, data.amountsCents);
    case 'items':
      return sharesByItems(order, data.parts);
  }
}

/** Equal to the cent; what can't be shared out is one cent each for the first. */
function sharesByPeople(dueCents: number, people: number): Share[] {
  const each = Math.floor(dueCents / people);
  const more = dueCents % people;
  return Array.from({ length: people }, (_, index) => ({
    amountCents: index < more ? each + 1 : each,
    lines: [],
  }));
}

function sharesByAmounts(dueCents: number, amounts: readonly number[]): Share[] | Refusal {
  const rest = amounts.reduce((left, cents) => left - cents, dueCents);
  if (rest < 0) {
    return refuse('amount_too_high', 'These amounts are more than what is due.', {
      maxCents: dueCents,
    });
  }
  return [...amounts, ...(rest > 0 ? [rest] : [])].map((amountCents) => ({
    amountCents,
    lines: [],
  }));
}

/** True when it is shared out like this already, and nobody has paid of it. */
function isSplit(split: Split | null, by: Split['by'], shares: readonly Share[]): boolean {
  if (split?.by !== by || split.parts.some(({ paidCents }) => paidCents !== 0)) return false;
  const there = split.parts.map(({ amountCents, lines }): Share => ({ amountCents, lines }));
  return JSON.stringify(there) === JSON.stringify(shares);
}
