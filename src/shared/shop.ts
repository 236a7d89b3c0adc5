import { z } from 'zod';
import { counterRulesSchema, pixPayeeSchema } from './counter-rules.ts';
import { LANGUAGES } from './languages.ts';
import { SERVICES } from './order-states.ts';

/** Ages, in seconds since the order was placed, at which a ticket's header changes. */
export const ageThresholdSchema = z
  .object({
    attentionSeconds: z.int().min(1),
    lateSeconds: z.int().min(2),
  })
  .refine((t) => t.lateSeconds > t.attentionSeconds, 'lateSeconds must be above attentionSeconds');

/** What the owner decided about the status board. */
export const boardRulesSchema = z.object({
  names: z.boolean().describe('Numbers stand with a name: the first, and the initial of the last.'),
  readySeconds: z
    .int()
    .min(0)
    .describe('A ready number leaves the board after so long; 0 = only when it is handed over.'),
});

/** What every screen needs to know of the shop: sent with each snapshot. */
export const shopSchema = z.object({
  name: z.string(),
  language: z.enum(LANGUAGES).describe('Language of screens that chose none, and of messages.'),
  currency: z.string().describe('ISO 4217 code.'),
  timeZone: z.string().describe('IANA time zone.'),
  ageThresholds: z.record(z.enum(SERVICES), ageThresholdSchema),
  board: boardRulesSchema,
  counter: counterRulesSchema,
  pix: pixPayeeSchema.nullable().describe('null = no PIX payments; only counters are told.'),
  receiptLines: z.array(z.string()).describe('Printed under the name: address, tax number, phone.'),
});

export type AgeThreshold = z.infer<typeof ageThresholdSchema>;
export type BoardRules = z.infer<typeof boardRulesSchema>;
export type Shop = z.infer<typeof shopSchema>;
