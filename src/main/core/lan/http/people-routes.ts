import { z } from 'zod';
import { type Refusal, type RefusalCode, refuse } from '../../../../shared/errors.ts';
import { newId } from '../../../../shared/ids.ts';
import { LIMITS } from '../../../../shared/limits.ts';
import { type Person, personName, pinSchema } from '../../../../shared/people.ts';
import { PERSON_ROLES } from '../../../../shared/people-roles.ts';
import type { Caller, Device, StoredPerson } from '../../broker/ports.ts';
import type { SignIns, Words } from '../../people/sign-ins.ts';
import type { LanContext } from '../context.ts';
import { sendJson, sendProblem } from './answers.ts';
import type { App } from './app.ts';
import { type Access, deviceOf, readAccess, wordsOf } from './guard.ts';
import { isOrderId } from './order-routes.ts';
import { onePersonSchema, personListSchema } from './schemas.ts';

const ROLES = ['admin', 'counter'] as const;

const newPerson = z.strictObject({
  name: personName,
  role: z.enum(PERSON_ROLES),
  pin: pinSchema,
});

const changes = z.strictObject({
  name: personName.optional(),
  role: z.enum(PERSON_ROLES).optional(),
  pin: pinSchema.optional(),
  active: z.boolean().optional().describe('False for who has left, true for who is back.'),
  currentPin: pinSchema.optional().describe('The PIN so far: needed of who changes their own.'),
});

const params = z.object({ id: z.string().describe('The person’s id, a UUID.') });

const REFUSALS: readonly RefusalCode[] = [
  'sign_in_required',
  'name_taken',
  'last_manager',
  'too_many',
  'overloaded',
  'disk_full',
  'storage_failed',
];

const access: Access = { roles: ROLES, counts: 'command', refusals: REFUSALS };

const changeAccess: Access = {
  ...access,
  refusals: [...REFUSALS, 'not_found', 'pin_refused', 'rate_limited'],
};

/** Who works here: told without their PINs, and changed by managers, by the owner's tools, and while there is nobody. */
export function addPeopleRoutes(api: App, { broker, signIns }: LanContext): void {
  api.get(
    '/api/v1/people',
    {
      config: { access: readAccess(ROLES) },
      schema: {
        summary: 'Everyone who works here, also who has left',
        tags: ['people'],
        response: { 200: personListSchema },
      },
    },
    (_request, reply) =>
      sendJson(reply, JSON.stringify({ people: broker.view.people().map(shown) })),
  );

  api.post(
    '/api/v1/people',
    {
      bodyLimit: LIMITS.pinBytes,
      config: { access },
      schema: {
        summary: 'Register a person with their PIN; the first one is a manager',
        tags: ['people'],
        body: newPerson,
        response: { 201: onePersonSchema },
      },
    },
    async (request, reply) => {
      const { name, role, pin } = request.body;
      const caller = managing(signIns, deviceOf(request), wordsOf(request));
      if ('code' in caller) return sendProblem(reply, caller);
      if (signIns.isOpen && role !== 'manager') return sendProblem(reply, managerFirst());
      const pinHash = await signIns.hash(deviceOf(request), pin);
      if (typeof pinHash !== 'string') return sendProblem(reply, pinHash);
      const person: StoredPerson = { id: newId(), name, role, active: true, pinHash };
      const refusal = await broker.putPerson(person, caller);
      if (refusal) return sendProblem(reply, refusal);
      request.log.info({ personId: person.id, role }, 'person registered');
      return sendJson(reply, JSON.stringify({ person: shown(person) }), 201);
    },
  );

  api.put(
    '/api/v1/people/:id',
    {
      bodyLimit: LIMITS.pinBytes,
      config: { access: changeAccess },
      schema: {
        summary: 'Change a person, or one’s own PIN; a new PIN ends the sessions under the old one',
        tags: ['people'],
        params,
        body: changes,
        response: { 200: onePersonSchema },
      },
    },
    async (request, reply) => {
      const { pin, currentPin, ...rest } = request.body;
      const device = deviceOf(request);
      const words = wordsOf(request);
      const id = request.params.id.toLowerCase();
      const person = isOrderId(id) ? broker.view.person(id) : undefined;
      const isOwn = person !== undefined && signIns.session(device, words)?.id === person.id;
      let caller = managing(signIns, device, words);
      if ('code' in caller) {
        const isPinAlone = pin !== undefined && Object.keys(rest).length === 0;
        if (!isOwn || !isPinAlone) return sendProblem(reply, caller);
        caller = { deviceId: device.id, role: device.role, person: { id, name: person.name } };
      }
      if (!person) {
        return sendProblem(reply, refuse('not_found', 'There is no such person.', {}));
      }
      // Also a manager's own: who finds their counter unlocked must not become them for good.
      if (isOwn && pin !== undefined && currentPin === undefined) {
        return sendProblem(reply, refuse('forbidden', 'Send your PIN so far as currentPin.', {}));
      }
      const wrong = currentPin === undefined ? null : await signIns.prove(device, id, currentPin);
      if (wrong) return sendProblem(reply, wrong);
      const comes = rest.active === true && signIns.isOpen;
      if (comes && (rest.role ?? person.role) !== 'manager') {
        return sendProblem(reply, managerFirst());
      }
      const pinHash = pin === undefined ? undefined : await signIns.hash(device, pin);
      if (typeof pinHash === 'object') return sendProblem(reply, pinHash);
      // As it is now: another change may have come while the PIN was hashed.
      const changed = changedBy(broker.view.person(id) ?? person, rest, pinHash);
      const refusal = await broker.putPerson(changed, caller);
      if (refusal) return sendProblem(reply, refusal);
      return sendJson(reply, JSON.stringify({ person: shown(changed) }));
    },
  );
}

function changedBy(
  person: StoredPerson,
  { name, role, active }: Partial<z.infer<typeof changes>>,
  pinHash: string | undefined,
): StoredPerson {
  return {
    id: person.id,
    name: name ?? person.name,
    role: role ?? person.role,
    active: active ?? person.active,
    pinHash: pinHash ?? person.pinHash,
  };
}

/**
 * Who may change who works here: the owner's tools, a manager who is signed in, anyone while there is nobody. Else why
 * not. An approval is for commands alone.
 */
function managing(signIns: SignIns, device: Device, words: Words): Caller | Refusal {
  const { id: deviceId, role } = device;
  const person = signIns.session(device, words);
  const isFree = role === 'admin' || signIns.isOpen;
  if (!person && !isFree) return refuse('sign_in_required', 'A manager must sign in.', {});
  if (person?.role !== 'manager' && !isFree) {
    return refuse('forbidden', 'Only a manager who is signed in may do this.', {});
  }
  return {
    deviceId,
    role,
    ...(person ? { person: { id: person.id, name: person.name } } : {}),
    hasAuthority: true,
  };
}

function managerFirst(): Refusal {
  return refuse('last_manager', 'The first to be registered must be a manager.', {});
}

/** A person without what is kept of their PIN, whatever else comes along. */
function shown({ id, name, role, active }: Person): Person {
  return { id, name, role, active };
}
