import { z } from 'zod';
import { refuse } from '../../../../shared/errors.ts';
import { newId } from '../../../../shared/ids.ts';
import { LIMITS } from '../../../../shared/limits.ts';
import { PAIRABLE_ROLES, ROLES } from '../../../../shared/roles.ts';
import type { LanContext } from '../context.ts';
import { hashToken, newToken } from '../device-tokens.ts';
import { sendJson, sendProblem } from './answers.ts';
import type { App } from './app.ts';
import { deviceOf, readAccess } from './guard.ts';
import { deviceListSchema, meSchema, pairedSchema, pairingCodeSchema } from './schemas.ts';

const pairingBody = z.strictObject({
  code: z.string().max(64).describe('As shown; case, hyphens and spaces do not matter.'),
  name: z
    .string()
    .trim()
    .min(1)
    .max(LIMITS.name)
    .regex(/^[^\p{Cc}]*$/u, 'no control characters')
    .describe('What people call this device.'),
});

/** Devices: how they come to be, and who they are. */
export function addDeviceRoutes(api: App, context: LanContext): void {
  const { broker, pairing, pairingGuesses, links, counters } = context;

  api.get(
    '/api/v1/me',
    {
      config: { access: readAccess(ROLES) },
      schema: {
        summary: 'Whose token this is; 401 when nobody’s any more',
        tags: ['devices'],
        response: { 200: meSchema },
      },
    },
    (request, reply) => {
      const { id, name, role } = deviceOf(request);
      return sendJson(reply, JSON.stringify({ deviceId: id, name, role }));
    },
  );

  api.get(
    '/api/v1/devices',
    {
      config: { access: readAccess(['admin']) },
      schema: {
        summary: 'All paired devices',
        tags: ['devices'],
        response: { 200: deviceListSchema },
      },
    },
    (_request, reply) => {
      const devices = broker.view.devices().map(({ id, name, role, createdAt }) => ({
        id,
        name,
        role,
        createdAt: new Date(createdAt).toISOString(),
      }));
      return sendJson(reply, JSON.stringify({ devices }));
    },
  );

  api.post(
    '/api/v1/pairing-codes',
    {
      config: { access: { roles: ['admin'], counts: 'command' } },
      schema: {
        summary: 'Make a code that pairs one device',
        tags: ['devices'],
        body: z.strictObject({ role: z.enum(PAIRABLE_ROLES) }),
        response: { 201: pairingCodeSchema },
      },
    },
    (request, reply) => {
      const { role } = request.body;
      const { code, expiresAt } = pairing.issue(role);
      const url = links.url(role, code, request.headers.host);
      const body = { code, expiresAt: new Date(expiresAt).toISOString(), url };
      return sendJson(reply, JSON.stringify(body), 201);
    },
  );

  api.post(
    '/api/v1/pairing',
    {
      bodyLimit: LIMITS.pairingBytes,
      config: {
        access: {
          roles: 'anyone',
          counts: 'command',
          refusals: ['pairing_refused', 'rate_limited', 'storage_failed'],
        },
      },
      schema: {
        summary: 'Trade a pairing code for a token',
        tags: ['devices'],
        body: pairingBody,
        response: { 201: pairedSchema },
      },
    },
    async (request, reply) => {
      // Asked before the code is looked at: while it holds, even the right code is not found out.
      const wait = pairingGuesses.wait(request.ip);
      if (wait !== null) {
        counters.rateLimited += 1;
        return sendProblem(
          reply,
          refuse('rate_limited', 'Too many wrong codes.', { retryAfterSeconds: wait }),
        );
      }
      const taken = pairing.take(request.body.code);
      if (!taken) {
        pairingGuesses.failed(request.ip);
        return sendProblem(
          reply,
          refuse('pairing_refused', 'This code is wrong, used or too old. Ask for a new one.', {}),
        );
      }
      const token = newToken();
      const { role } = taken;
      const deviceId = newId();
      const refusal = await broker.registerDevice({
        id: deviceId,
        name: request.body.name,
        role,
        tokenHash: hashToken(token),
        createdAt: broker.now(),
      });
      if (refusal) {
        taken.giveBack();
        return sendProblem(reply, refusal);
      }
      request.log.info({ deviceId, role }, 'device paired');
      return sendJson(reply, JSON.stringify({ token, role, deviceId }), 201);
    },
  );
}
