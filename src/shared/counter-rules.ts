import { z } from 'zod';
import { SERVICES } from './order-states.ts';
import { KEPT_ACTIONS } from './people-roles.ts';

/** Why something that the kitchen knows of is taken off an order, and whether its units go back to the stock. */
export const voidReasonSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/),
  name: z.string().trim().min(1).max(80),
  restock: z.boolean(),
});

/** What the owner decided about the counter: the broker decides by it, screens show it. */
export const counterRulesSchema = z.object({
  serviceChargeBasisPoints: z
    .int()
    .min(0)
    .max(10_000)
    .describe('Service charge of orders taken at the counter for a table; 1000 = 10 %.'),
  fireOn: z
    .record(z.enum(SERVICES), z.enum(['send', 'payment']))
    .describe(
      'When the kitchen gets an order of the counter: when it is sent, or when it is paid.',
    ),
  managerFor: z.array(z.enum(KEPT_ACTIONS)).describe('What a cashier needs a manager for.'),
  lockAfterSeconds: z
    .int()
    .min(0)
    .describe('A counter that nobody has touched for so long asks for the PIN again; 0 = never.'),
  voidReasons: z.array(voidReasonSchema).min(1),
});

/** Where PIX payments go: what a static BR Code says of the payee. */
export const pixPayeeSchema = z.object({
  key: z.string(),
  name: z.string(),
  city: z.string(),
});

export type VoidReason = z.infer<typeof voidReasonSchema>;
export type CounterRules = z.infer<typeof counterRulesSchema>;
export type PixPayee = z.infer<typeof pixPayeeSchema>;
