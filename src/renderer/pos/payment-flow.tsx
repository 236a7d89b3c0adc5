/** Taking money for an order, sharing it out, giving it back, discounts on orders that were sent. */
export function PaymentFlow() {
  return null;
}
