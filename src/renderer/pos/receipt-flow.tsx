/** The receipt of an order: to print on paper of 80 mm, or to mail. */
export function ReceiptFlow() {
  return null;
}
