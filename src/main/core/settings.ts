import { z } from 'zod';
import { counterRulesSchema } from '../../shared/counter-rules.ts';
import { LANGUAGES } from '../../shared/languages.ts';
import { KEPT_ACTIONS } from '../../shared/people-roles.ts';
import { ageThresholdSchema } from '../../shared/shop.ts';

const minutes = (attention: number, late: number) => ({
  attentionSeconds: attention * 60,
  lateSeconds: late * 60,
});

export const DEFAULT_CURRENCY = 'BRL';
export const DEFAULT_TIME_ZONE = 'America/Sao_Paulo';

/** Everything the owner can set, each with its default. Documented in docs/SETTINGS.md. */
export const settingsSchema = z.strictObject({
  shop: z
    .strictObject({
      name: z.string().trim().min(1).max(80).default('Comanda'),
      language: z.enum(LANGUAGES).default('pt-BR'),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .default(DEFAULT_CURRENCY),
      timeZone: z.string().default(DEFAULT_TIME_ZONE),
      dayStartsAt: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
        .default('04:00')
        .describe(
          'Shop time at which a new business day begins and order numbers start again at 1.',
        ),
      receiptLines: z
        .array(z.string().trim().max(48))
        .max(8)
        .default([])
        .describe('Lines under the name on a receipt: address, tax number, phone.'),
    })
    .prefault({}),
  counter: z
    .strictObject({
      serviceChargePercent: z
        .number()
        .min(0)
        .max(100)
        .multipleOf(0.01)
        .default(10)
        .describe('Charge for service on orders that a counter takes for a table.'),
      fireOn: z
        .strictObject({
          counter: z.enum(['send', 'payment']).default('send'),
          dine_in: z.enum(['send', 'payment']).default('send'),
          takeaway: z.enum(['send', 'payment']).default('send'),
          delivery: z.enum(['send', 'payment']).default('send'),
        })
        .prefault({}),
      managerFor: z
        .array(z.enum(KEPT_ACTIONS))
        .default([])
        .describe('What a cashier needs a manager’s PIN for.'),
      lockAfterSeconds: z.int().min(0).max(86_400).default(300),
      voidReasons: counterRulesSchema.shape.voidReasons
        .nullable()
        .default(null)
        .describe('null: four that most shops need, in the language of the shop.'),
    })
    .prefault({}),
  pix: z
    .strictObject({
      key: z.string().trim().max(77).nullable().default(null),
      name: z.string().trim().max(80).nullable().default(null),
      city: z.string().trim().max(80).nullable().default(null),
    })
    .prefault({}),
  kitchen: z
    .strictObject({
      ageThresholds: z
        .strictObject({
          counter: ageThresholdSchema.prefault(minutes(5, 8)),
          dine_in: ageThresholdSchema.prefault(minutes(15, 20)),
          takeaway: ageThresholdSchema.prefault(minutes(5, 8)),
          delivery: ageThresholdSchema.prefault(minutes(15, 20)),
        })
        .prefault({}),
    })
    .prefault({}),
  board: z
    .strictObject({
      names: z
        .boolean()
        .default(false)
        .describe('Numbers stand with the first name of the customer.'),
      readyMinutes: z
        .int()
        .min(0)
        .max(720)
        .default(15)
        .describe('A ready number leaves the board after so long; 0 = when it is handed over.'),
    })
    .prefault({}),
  mail: z
    .strictObject({
      smtpUrl: z
        .string()
        .nullable()
        .default(null)
        .describe('smtp://user:pass@host:587 or smtps://…'),
      from: z.string().nullable().default(null),
      graceSeconds: z
        .number()
        .min(0)
        .max(600)
        .default(2)
        .describe('Pause before a "ready" e-mail leaves, in which a recall still withdraws it.'),
    })
    .prefault({}),
  lan: z
    .strictObject({
      allowedHosts: z
        .array(z.string())
        .default([])
        .describe('Further host names under which the pages may be opened, without a port.'),
    })
    .prefault({}),
});

export type Settings = z.infer<typeof settingsSchema>;
