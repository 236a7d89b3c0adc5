import { z } from 'zod';

/** An earlier customer, as the last order that bore this phone or e-mail named them. */
export const knownCustomerSchema = z.object({
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  orders: z.int().min(1).describe('How many orders bore this phone number, or this address.'),
  lastOrderAt: z.iso.datetime().describe('ISO 8601, UTC.'),
});

export type KnownCustomer = z.infer<typeof knownCustomerSchema>;
