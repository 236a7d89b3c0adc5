/** How an order can be paid. A card is charged on its own terminal, PIX by the customer's bank: both are noted here. */
export const PAYMENT_METHODS = ['cash', 'card', 'pix'] as const;

export type PaymentMethod = (typeof PAYMENT_METHODS)[number];
