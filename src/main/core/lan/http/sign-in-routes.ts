import { z } from 'zod';
import type { RefusalCode } from '../../../../shared/errors.ts';
import { LIMITS } from '../../../../shared/limits.ts';
import { pinSchema } from '../../../../shared/people.ts';
import { MANAGER_ACTIONS } from '../../../../shared/people-roles.ts';
import type { LanContext } from '../context.ts';
import { sendJson, sendProblem } from './answers.ts';
import type { App } from './app.ts';
import { type Access, deviceOf } from './guard.ts';
import { approvalSchema, signedInSchema } from './schemas.ts';

const body = z.strictObject({ personId: z.uuid().toLowerCase(), pin: pinSchema });

const action = z.enum(MANAGER_ACTIONS);

const approvalBody = body.extend({
  action: z
    .union([action, z.array(action).min(1).max(MANAGER_ACTIONS.length)])
    .describe('What is allowed; a list where one command needs several.'),
});

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
      const signedIn = await signIns.signIn(device, personId, pin);
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
        summary:
          'A manager’s word, by their PIN, for one command that a cashier may not give alone',
        tags: ['people'],
        body: approvalBody,
        response: { 201: approvalSchema },
      },
    },
    async (request, reply) => {
      const { personId, pin, action: asked } = request.body;
      const actions = Array.isArray(asked) ? asked : [asked];
      const device = deviceOf(request);
      const approved = await signIns.approve(device, personId, pin, actions);
      if (!approved.ok) {
        request.log.info({ deviceId: device.id, code: approved.refusal.code }, 'no approval');
        return sendProblem(reply, approved.refusal);
      }
      request.log.info({ deviceId: device.id, personId, actions }, 'approved');
      const expiresAt = new Date(approved.expiresAt).toISOString();
      return sendJson(reply, JSON.stringify({ approval: approved.token, expiresAt }), 201);
    },
  );
}
