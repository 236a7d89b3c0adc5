import type { FastifyRequest } from 'fastify';
import { commandId, type CommandType } from '../../../../shared/commands.ts';
import { COMMAND_ROLES } from '../../../../shared/command-roles.ts';
import { refuse, type RefusalCode } from '../../../../shared/errors.ts';
import { newId } from '../../../../shared/ids.ts';
import type { Role } from '../../../../shared/roles.ts';
import type { Caller, Device } from '../../broker/ports.ts';
import type { Words } from '../../people/sign-ins.ts';
import { type Audience, audienceFor } from '../audience.ts';
import type { LanContext } from '../context.ts';
import type { Traffic } from '../device-rates.ts';
import { bearerToken, hashToken } from '../device-tokens.ts';
import { sendProblem } from './answers.ts';
import type { App } from './app.ts';
import { idempotencyKeyOf } from './parse.ts';

/** Who may call a route and what is asked of the caller. Every route of the API must have one. */
export interface Access {
  readonly roles: readonly Role[] | 'anyone';
  readonly counts: Traffic;
  /** Whether an `Idempotency-Key` must come with it; without one, an optional key is made up. */
  readonly key?: 'required' | 'optional';
  /** True where a counter reads it only for who is signed in, once people are registered. */
  readonly asksForPerson?: boolean;
  /** The type of the commands that it sends. */
  readonly command?: CommandType;
  /** Refusals beside those of the door itself: they stand in the API's description. */
  readonly refusals?: readonly RefusalCode[];
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    /** Whose token came with the request; null where anyone may call. */
    device: Device | null;
    /** What this device sees; null where anyone may call. */
    audience: Audience | null;
    /** The idempotency key, or a fresh id where none was given and none is needed. */
    commandId: string;
    /** True when the client chose the id itself. */
    hasOwnCommandId: boolean;
    /** Who sends the command, on routes of commands; else null. */
    caller: Caller | null;
  }
}

/** A route that sends commands of one type: its roles are those of the command. */
export function commandAccess(
  type: CommandType,
  key: 'required' | 'optional',
  refusals: readonly RefusalCode[],
): Access {
  return { roles: COMMAND_ROLES[type], counts: 'command', key, command: type, refusals };
}

export function readAccess(roles: readonly Role[], refusals: readonly RefusalCode[] = []): Access {
  return { roles, counts: 'read', refusals };
}

/** Reading that is none of the business of who passes by a locked counter. */
export function signedInAccess(
  roles: readonly Role[],
  refusals: readonly RefusalCode[] = [],
): Access {
  return { ...readAccess(roles, refusals), asksForPerson: true };
}

/**
 * Puts the door in front of all routes registered on `api` after it: token, role, rate, where it matters who is signed
 * in, and after the body was read the idempotency key. In this order, so that a stranger costs least.
 */
export function addGuard(api: App, context: LanContext): void {
  const { broker, rates, shop, tokenGuesses, counters, signIns } = context;
  api.decorateRequest('device', null);
  api.decorateRequest('audience', null);
  api.decorateRequest('caller', null);
  api.decorateRequest('commandId', '');
  api.decorateRequest('hasOwnCommandId', false);

  api.addHook('onRoute', ({ url, config }) => {
    // Found at start, not by a stranger.
    if (!config?.access) throw new Error(`The route ${url} does not say who may call it.`);
  });

  api.addHook('onRequest', async (request, reply) => {
    const { access } = request.routeOptions.config;
    if (!access || access.roles === 'anyone') return;
    const token = bearerToken(request.headers.authorization);
    const device = token === null ? undefined : broker.view.deviceByTokenHash(hashToken(token));
    if (!device) {
      const wait = token === null ? null : tokenGuesses.failed(request.ip);
      return sendProblem(
        reply,
        wait === null
          ? refuse('unauthorized', 'Send the token of a paired device as a bearer token.', {})
          : refuse('rate_limited', 'Too many unknown tokens.', { retryAfterSeconds: wait }),
      );
    }
    if (!access.roles.includes(device.role)) {
      return sendProblem(
        reply,
        refuse('forbidden', `Devices of role ${device.role} may not do this.`, {}),
      );
    }
    const wait = rates.take(device, access.counts);
    if (wait !== null) {
      counters.rateLimited += 1;
      return sendProblem(
        reply,
        refuse('rate_limited', 'More than this device may ask for.', { retryAfterSeconds: wait }),
      );
    }
    request.device = device;
    request.audience = audienceFor(device.role, shop.board);
    if (access.asksForPerson) {
      const refusal = signIns.mayRead(device, wordsOf(request));
      if (refusal) return sendProblem(reply, refusal);
    }
    if (access.command === undefined) return;
    const caller = signIns.caller(device, wordsOf(request), access.command);
    if ('code' in caller) return sendProblem(reply, caller);
    request.caller = caller;
  });

  api.addHook('preValidation', async (request, reply) => {
    const wanted = request.routeOptions.config.access?.key;
    if (!wanted) return;
    const key = idempotencyKeyOf(request.headers);
    if (key === null) {
      if (wanted === 'optional') {
        request.commandId = newId();
        return;
      }
      return sendProblem(
        reply,
        refuse('idempotency_key_required', 'Send an Idempotency-Key header with a new key.', {}),
      );
    }
    if (key === undefined || !commandId.safeParse(key).success) {
      const issues = [{ path: 'Idempotency-Key', message: '1 to 255 visible ASCII characters' }];
      return sendProblem(
        reply,
        refuse('invalid_request', 'The Idempotency-Key is malformed.', { issues }),
      );
    }
    request.commandId = key;
    request.hasOwnCommandId = true;
  });
}

/** The device behind a request that passed the guard. */
export function deviceOf(request: { readonly device: Device | null }): Device {
  if (!request.device) throw new Error('A route for devices was reached without one.');
  return request.device;
}

/** Who sends the command of a request that passed the guard. */
export function callerOf(request: { readonly caller: Caller | null }): Caller {
  if (!request.caller) throw new Error('A route for commands was reached without a caller.');
  return request.caller;
}

/** What a request says of who is at its device. */
export function wordsOf({ headers }: Pick<FastifyRequest, 'headers'>): Words {
  return { session: word(headers['comanda-session']), approval: word(headers['comanda-approval']) };
}

/** An empty header counts as none; one that came twice as none that could be good. */
function word(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(',') : header || undefined;
}

/** What the device behind a request that passed the guard may see. */
export function audienceOf(request: { readonly audience: Audience | null }): Audience {
  if (!request.audience) throw new Error('A route for devices was reached without one.');
  return request.audience;
}
