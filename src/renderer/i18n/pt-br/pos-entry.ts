/** Taking an order: keypad, scanner, earlier customers. */
export const entry = {} as const;
