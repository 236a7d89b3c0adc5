import { isEmail, type Draft, type DraftCustomer } from './draft.ts';

/** What is wrong with a customer's field: its form, or that the broker did not take it. */
export interface FieldError {
  readonly kind: 'form' | 'refused';
}

/** What is wrong with the e-mail address, or null. */
export function emailErrorOf(draft: Draft): FieldError | null {
  const email = draft.customer.email.trim();
  if (email !== '' && !isEmail(email)) return { kind: 'form' };
  return refusedField(draft, 'email');
}

/** What the broker said of one field of the customer, or null. */
export function refusedField({ refusal }: Draft, field: keyof DraftCustomer): FieldError | null {
  if (refusal?.code !== 'invalid_request') return null;
  const issue = refusal.data.issues.find(({ path }) => path.endsWith(`customer.${field}`));
  return issue ? { kind: 'refused' } : null;
}
