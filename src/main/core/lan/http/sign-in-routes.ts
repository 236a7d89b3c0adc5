import { z } from 'zod';
import type { RefusalCode } from '../../../../shared/errors.ts';
import { LIMITS } from '../../../../shared/limits.ts';
import { pinSchema } from '../../../../shared/people.ts';
import type { LanContext } from '../context.ts';
import { sendJson, sendProblem } from './answers.ts';
import type { App } from './app.ts';
import { type Access, deviceOf } from './guard.ts';
import { approvalSchema, signedInSchema } from './schemas.ts';

const body = z.strictObject({ personId: z.uuid().toLowerCase(), pin: pinSchema });

const REFUSALS: readonly RefusalCode[] = ['pin_refused', 'overloaded'];

/** At the devices that people stand at. */
const access: Access = { roles: ['admin', 'counter'], counts: 'command', refusals: REFUSALS };

/** PINs come in here, and by the routes of people, and nowhere else. */
export function addSignInRoutes(api: App, { signIns }: LanContext): void {
  api.post(
    '/api/v1/sessions',
    {
      bodyLimit: LIMITS.pinBytes,
      config: { access },
      schema: {
        summary: 'Sign in at this device with a PIN',
        tags: ['people'],
        body,
        response: { 201: signedInSchema },
      },
    },
    async (request, reply) => {
      const { personId, pin } = request.body;
      const device = deviceOf(request);
      const signedIn = await signIns.signIn('session', device, personId, pin);
      if (!signedIn.ok) {
        request.log.info({ deviceId: device.id, code: signedIn.refusal.code }, 'no sign-in');
        return sendProblem(reply, signedIn.refusal);
      }
      const { token, person, expiresAt } = signedIn;
      request.log.info({ deviceId: device.id, personId }, 'signed in');
      const answer = {
        token,
        person: { personId: person.id, name: person.name, role: person.role },
        expiresAt: new Date(expiresAt).toISOString(),
      };
      return sendJson(reply, JSON.stringify(answer), 201);
    },
  );

  api.post(
    '/api/v1/approvals',
    {
      bodyLimit: LIMITS.pinBytes,
      config: { access },
      schema: {
        summary: 'A manager’s word, by their PIN, for what a cashier may not do alone',
        tags: ['people'],
        body,
        response: { 201: approvalSchema },
      },
    },
    async (request, reply) => {
      const { personId, pin } = request.body;
      const device = deviceOf(request);
      const signedIn = await signIns.signIn('approval', device, personId, pin);
      if (!signedIn.ok) {
        request.log.info({ deviceId: device.id, code: signedIn.refusal.code }, 'no approval');
        return sendProblem(reply, signedIn.refusal);
      }
      request.log.info({ deviceId: device.id, personId }, 'approved');
      const expiresAt = new Date(signedIn.expiresAt).toISOString();
      return sendJson(reply, JSON.stringify({ approval: signedIn.token, expiresAt }), 201);
    },
  );
}
