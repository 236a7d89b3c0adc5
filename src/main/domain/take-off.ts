import type { ChangeOrder } from '../../shared/commands.ts';
import type { CounterRules, VoidReason } from '../../shared/counter-rules.ts';
import { refuse, type Refusal } from '../../shared/errors.ts';
import type { Order, OrderLine } from '../../shared/order.ts';
import type { LedgerEntry } from '../../shared/payment.ts';
import type { Tally } from '../../shared/shift.ts';
import { needsApproval } from './authority.ts';
import { changedTooOften, tell } from './ledger.ts';
import { discountCents, lineTotalCents } from './pricing.ts';
import { plus } from './shift-sales.ts';
import type { DecisionContext } from './state.ts';
import type { StockReturns } from './stock-returns.ts';

/** The lines of an order once units are off them, and what those would have come to if the kitchen knew of them. */
export interface TakenOff {
  readonly lines: OrderLine[];
  readonly voided: Tally;
}

/**
 * Takes units off lines. Of a held order they go without a trace, and back to the stock; what the kitchen was told of
 * needs a reason, which decides whether the stock gets them back, and stays as a line of the order, with 0 units if need be.
 * @param stock gets back what comes back
 */
export function takeOff(
  order: Order,
  input: NonNullable<ChangeOrder['takeOff']>,
  stock: StockReturns,
  context: DecisionContext,
): TakenOff | Refusal {
  const held = order.status === 'held';
  const lines = new Map(order.lines.map((line) => [line.id, line]));
  let voided: Tally = { count: 0, cents: 0 };
  for (const { lineId, quantity, reasonId } of input) {
    const line = lines.get(lineId);
    if (!line) {
      const detail = 'The order has no such line.';
      return refuse('not_found', detail, { orderId: order.id, lineId });
    }
    if (quantity > line.quantity) {
      const detail = 'The line has fewer units than that.';
      return refuse('too_many_units', detail, { lineId, quantity: line.quantity });
    }
    if (held) {
      stock.giveBack(line.itemId, Math.min(quantity, line.stockTaken));
      lines.set(lineId, fewer(line, quantity));
      continue;
    }
    const changed = voidUnits(line, quantity, reasonId, stock, context);
    if ('code' in changed) return changed;
    lines.set(lineId, changed);
    const cents = lineTotalCents(quantity, line.unitPriceCents, line.modifiers);
    voided = plus(voided, { count: quantity, cents });
  }
  const refusal = voided.count > 0 ? needsApproval('void', context) : null;
  if (refusal) return refusal;
  const left = [...lines.values()];
  return { lines: held ? left.filter(({ quantity }) => quantity > 0) : left, voided };
}

/** A line that the kitchen knows of, with fewer units and the entry in its ledger that tells why. */
function voidUnits(
  line: OrderLine,
  units: number,
  reasonId: string | undefined,
  stock: StockReturns,
  { at, person, rules }: DecisionContext,
): OrderLine | Refusal {
  const reason = reasonOf(reasonId, rules);
  if ('code' in reason) return reason;
  const refusal = changedTooOften(line);
  if (refusal) return refusal;
  const taken = Math.min(units, line.stockTaken);
  const entry: LedgerEntry = {
    at,
    sent: -units,
    reasonId: reason.id,
    reason: reason.name,
    restocked: reason.restock ? stock.giveBack(line.itemId, taken) : 0,
    ...(person && { by: person }),
  };
  return tell(fewer(line, units), entry);
}

/** One of the shop's reasons; the refusal when it is none of them. */
export function reasonOf(
  reasonId: string | undefined,
  { voidReasons }: CounterRules,
): VoidReason | Refusal {
  return (
    voidReasons.find(({ id }) => id === reasonId) ??
    refuse('reason_required', 'Say why, by one of these reasons.', {
      reasonIds: voidReasons.map(({ id }) => id),
    })
  );
}

/** A line with fewer units. None of those that go is its own any more, wherever they went: they can't come back twice. */
function fewer(line: OrderLine, units: number): OrderLine {
  const quantity = line.quantity - units;
  const totalCents = lineTotalCents(quantity, line.unitPriceCents, line.modifiers);
  return {
    ...line,
    quantity,
    status: quantity === 0 ? 'cancelled' : line.status,
    totalCents,
    discountCents: discountCents(line.discount, totalCents),
    stockTaken: line.stockTaken - Math.min(units, line.stockTaken),
  };
}
