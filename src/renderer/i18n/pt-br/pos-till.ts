/** Money: payments, discounts, splitting, refunds, receipts. */
export const till = {} as const;
