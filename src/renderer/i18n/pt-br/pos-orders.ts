/** Orders that were sent: changing, taking off, finding and repeating them. */
export const orders = {} as const;
