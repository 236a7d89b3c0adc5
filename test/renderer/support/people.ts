import type { Refusal } from '../../../src/shared/errors.ts';
import type { Person } from '../../../src/shared/people.ts';
import type { SignedIn } from '../../../src/renderer/client/contract.ts';
import type { FakeClient } from './fake-client.ts';

/** A manager and a cashier, whose PIN is 1234. */

export const ANA: Person = {
  id: '0190dddd-0000-7000-8000-000000000001',
  name: 'Ana',
  role: 'manager',
  active: true,
};

export const BIA: Person = {
  id: '0190dddd-0000-7000-8000-000000000002',
  name: 'Bia',
  role: 'cashier',
  active: true,
};

export function signedInAs({ id, name, role }: Person): SignedIn {
  return { personId: id, name, role };
}

/** A door that knows the people of the mirror and takes 1234 of each; `answer` refuses instead. */
export function withPins(fake: FakeClient): { answer: Refusal | null } {
  const door: { answer: Refusal | null } = { answer: null };
  fake.door(({ path, body }) => {
    if (path !== '/api/v1/sessions' && path !== '/api/v1/approvals') return undefined;
    if (door.answer) return { ok: false, refusal: door.answer };
    const { personId, pin } = body as { personId: string; pin: string };
    const person = fake.client.store.getState().people.find(({ id }) => id === personId);
    if (!person || pin !== '1234') {
      return { ok: false, refusal: { code: 'pin_refused', detail: '', data: {} } };
    }
    return {
      ok: true,
      value: path === '/api/v1/approvals' ? `allowed by ${person.name}` : signedInAs(person),
    };
  });
  return door;
}
