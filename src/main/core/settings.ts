import { z } from 'zod';
import { LANGUAGES } from '../../shared/languages.ts';
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
