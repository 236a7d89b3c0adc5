import type { Cents } from '../../../shared/money.ts';
import type { Order } from '../../../shared/order.ts';
import type { Service } from '../../../shared/order-states.ts';
import type { PaymentMethod } from '../../../shared/payment-methods.ts';

/** One line of a receipt. All amounts are integer cents. */
export interface ReceiptLine {
  readonly name: string;
  /** Units that stand: what was taken off is not on the receipt. */
  readonly quantity: number;
  readonly unitPriceCents: Cents;
  readonly modifiers: readonly { readonly name: string; readonly priceCents: Cents }[];
  /** Before the discount. */
  readonly totalCents: Cents;
  readonly discountCents: Cents;
}

export interface ReceiptPayment {
  readonly method: PaymentMethod;
  readonly amountCents: Cents;
  /** Cash that was handed over; null for card and PIX. */
  readonly tenderedCents: Cents | null;
  readonly changeCents: Cents;
  readonly refunds: readonly { readonly method: PaymentMethod; readonly amountCents: Cents }[];
}

/**
 * What a receipt says of an order, as it was when the receipt was asked for. It is kept with the e-mail until that is
 * sent, and after it: so it holds what is printed on the receipt, and no note, phone number or name of a person.
 */
export interface ReceiptFacts {
  /** YYYY-MM-DD, shop time: with the number it names the order, also in a PIX code. */
  readonly businessDate: string;
  readonly service: Service;
  readonly table: string | null;
  /** ISO 8601 UTC. */
  readonly placedAt: string;
  readonly lines: readonly ReceiptLine[];
  readonly subtotalCents: Cents;
  /** Of the whole order, beside those of its lines. */
  readonly discountCents: Cents;
  readonly serviceCents: Cents;
  /** Of the charge for service, 1000 = 10 %; null where none is charged. */
  readonly serviceBasisPoints: number | null;
  readonly totalCents: Cents;
  /** Below zero: what is to be given back. */
  readonly dueCents: Cents;
  readonly payments: readonly ReceiptPayment[];
}

/** What a receipt says of an order as it is now. */
export function receiptFacts(order: Order): ReceiptFacts {
  const { totals, serviceCharge } = order;
  const lines = order.lines.filter(({ quantity }) => quantity > 0);
  const onLines = lines.reduce((sum, { discountCents }) => sum + discountCents, 0);
  return {
    businessDate: order.businessDate,
    service: order.service,
    table: order.table,
    placedAt: order.placedAt,
    lines: lines.map((line) => ({
      name: line.name,
      quantity: line.quantity,
      unitPriceCents: line.unitPriceCents,
      modifiers: line.modifiers.map(({ name, priceCents }) => ({ name, priceCents })),
      totalCents: line.totalCents,
      discountCents: line.discountCents,
    })),
    subtotalCents: totals.subtotalCents,
    discountCents: totals.discountCents - onLines,
    serviceCents: totals.serviceCents,
    serviceBasisPoints: serviceCharge && !serviceCharge.waived ? serviceCharge.basisPoints : null,
    totalCents: totals.totalCents,
    dueCents: totals.dueCents,
    payments: order.payments.map((payment) => ({
      method: payment.method,
      amountCents: payment.amountCents,
      tenderedCents: payment.tenderedCents,
      changeCents: payment.changeCents,
      refunds: payment.refunds.map(({ method, amountCents }) => ({ method, amountCents })),
    })),
  };
}
