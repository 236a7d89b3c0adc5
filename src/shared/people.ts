import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { PERSON_ROLES } from './people-roles.ts';

/** A PIN: four to eight digits. It is only ever on its way to be hashed, and in no command, event or log. */
export const pinSchema = z
  .string()
  .regex(/^\d{4,8}$/, '4 to 8 digits')
  .describe('4 to 8 digits.');

export const personName = z
  .string()
  .trim()
  .min(1)
  .max(LIMITS.personName)
  .regex(/^[^\p{Cc}]*$/u, 'no control characters');

/** Someone who works here. */
export const personSchema = z.object({
  id: z.uuid(),
  name: personName,
  role: z.enum(PERSON_ROLES),
  active: z.boolean().describe('False for who has left: their name stays on what they did.'),
});

/** Who did something, with the name of that moment. */
export const personRefSchema = z.object({ id: z.uuid(), name: z.string() });

export type Person = z.infer<typeof personSchema>;
export type PersonRef = z.infer<typeof personRefSchema>;
