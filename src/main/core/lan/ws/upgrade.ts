import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { type Refusal, refuse } from '../../../../shared/errors.ts';
import { LIMITS } from '../../../../shared/limits.ts';
import { SUBPROTOCOL } from '../../../../shared/wire.ts';
import type { Device } from '../../broker/ports.ts';
import { endSocket } from '../connections.ts';
import type { LanContext } from '../context.ts';
import { bearerToken, hashToken } from '../device-tokens.ts';
import { isSameOrigin, parseAuthority } from '../hosts.ts';
import { rawResponse } from '../http/raw-response.ts';
import { problemOf } from '../problem.ts';
import type { Hub } from './hub.ts';

/** Sockets open at once. Far above any restaurant; below what would starve the rest of the process. */
const MOST_SESSIONS = 2000;

const AUTH_PREFIX = 'auth.';

/**
 * The door of `/ws`. Whoever may not come in gets an HTTP answer instead of the upgrade: programs read why, pages
 * (which cannot) ask `GET /api/v1/me`.
 */
export function addUpgrades(server: Server, context: LanContext, hub: Hub): void {
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    // Deflating costs five times what sending costs, and a LAN does not need it.
    perMessageDeflate: false,
    maxPayload: LIMITS.frameBytes,
    // The token stands among the offered protocols and is never said back.
    handleProtocols: () => SUBPROTOCOL,
  });

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const device = admit(context, hub, request, socket);
    if ('code' in device) {
      context.log.debug({ code: device.code }, 'upgrade refused');
      endSocket(socket, rawResponse(problemOf(device)), context.clock);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (ws) => hub.open(ws, socket, device));
  });
}

function admit(
  { hosts, broker, tokenGuesses, stopping }: LanContext,
  hub: Hub,
  request: IncomingMessage,
  socket: Duplex,
): Device | Refusal {
  const authority = parseAuthority(request.headers.host);
  if (!authority || !hosts.allows(authority)) {
    return refuse('misdirected', 'This server is not known under that host name.', {});
  }
  if (!isSameOrigin(request.headers.origin, authority)) {
    return refuse('forbidden', 'Pages of other sites may not connect here.', {});
  }
  if (request.url?.split('?', 1)[0] !== '/ws') {
    return refuse('not_found', 'WebSockets are at /ws.', {});
  }
  if (stopping() || hub.size >= MOST_SESSIONS) {
    return refuse('overloaded', 'No more sockets just now.', { retryAfterSeconds: 1 });
  }
  const offered = (request.headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((name) => name.trim());
  if (!offered.includes(SUBPROTOCOL)) {
    const issues = [{ path: 'Sec-WebSocket-Protocol', message: `Must offer ${SUBPROTOCOL}.` }];
    return refuse('invalid_request', 'This server speaks another protocol.', { issues });
  }
  const token =
    offered.find((name) => name.startsWith(AUTH_PREFIX))?.slice(AUTH_PREFIX.length) ??
    bearerToken(request.headers.authorization);
  const device = token === null ? undefined : broker.view.deviceByTokenHash(hashToken(token));
  if (device) return device;
  const address = 'remoteAddress' in socket ? String(socket.remoteAddress) : '';
  const wait = token === null ? null : tokenGuesses.failed(address);
  return wait === null
    ? refuse('unauthorized', 'Offer auth.TOKEN of a paired device.', {})
    : refuse('rate_limited', 'Too many unknown tokens.', { retryAfterSeconds: wait });
}
