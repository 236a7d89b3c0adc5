import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { request } from 'node:http';
import { dirname } from 'node:path';
import { pino } from 'pino';
import type { z } from 'zod';
import type { Broker } from '../../src/main/core/broker/ports.ts';
import { counterRulesOf } from '../../src/main/core/counter-rules.ts';
import type { ConnectionLimits } from '../../src/main/core/lan/connections.ts';
import { createLan, type Lan } from '../../src/main/core/lan/create-lan.ts';
import { hashToken, newToken } from '../../src/main/core/lan/device-tokens.ts';
import { newSessionKey } from '../../src/main/core/people/session-key.ts';
import { settingsSchema } from '../../src/main/core/settings.ts';
import { newId } from '../../src/shared/ids.ts';
import type { Role } from '../../src/shared/roles.ts';
import { startBroker, type TestBroker } from './broker.ts';
import { ManualClock } from './manual-clock.ts';
import { openSocket, type TestSocket } from './test-socket.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body read as JSON; undefined when it is none. */
  readonly json: unknown;
}

export interface CallOptions {
  readonly token?: string | undefined;
  readonly key?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly raw?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** The address to call from, of this machine's. */
  readonly localAddress?: string;
}

export interface TestLan {
  readonly lan: Lan;
  readonly broker: Broker;
  readonly backend: TestBroker;
  readonly clock: ManualClock;
  readonly port: number;
  readonly url: string;
  /** What was logged, one JSON line each. */
  readonly log: readonly string[];
  /** The token of a device of this role: one for each role, made at its first use; the counter's with an open drawer. */
  token(role: Role): Promise<string>;
  call(method: string, path: string, options?: CallOptions): Promise<HttpAnswer>;
  /** A call by the device of this role. */
  as(role: Role, method: string, path: string, options?: CallOptions): Promise<HttpAnswer>;
  /** Opens a socket, without hello. */
  socket(token: string, headers?: Readonly<Record<string, string>>): Promise<TestSocket>;
  /** Opens a socket for this role and says hello. */
  session(role: Role, since?: number | null): Promise<TestSocket>;
  /** Stops all, and starts again on the same database and with the same tokens. */
  restart(): Promise<TestLan>;
  stop(): Promise<void>;
}

export interface LanTestOptions {
  readonly pagesDir?: string;
  readonly host?: string;
  readonly allowedHosts?: readonly string[];
  readonly backend?: TestBroker;
  readonly tokens?: Map<Role, string>;
  readonly settings?: z.input<typeof settingsSchema>;
  readonly sessionKey?: Buffer;
  /** Leaves the drawer of the counter closed: tests of other things need not open it. */
  readonly closedDrawer?: boolean;
  /** Wraps the broker that the server sees. */
  readonly wrap?: (broker: Broker) => Broker;
  readonly connectionLimits?: ConnectionLimits;
  readonly headersWithinMs?: number;
}

/** The real LAN server on the real broker, over real sockets, with clocks that the test moves. */
export async function startLan(options: LanTestOptions = {}): Promise<TestLan> {
  const settings = settingsSchema.parse({
    ...options.settings,
    lan: { allowedHosts: options.allowedHosts ?? [] },
  });
  const backend = options.backend ?? (await startBroker({ rules: counterRulesOf(settings) }));
  const { broker } = backend;
  const sessionKey = options.sessionKey ?? newSessionKey();
  const clock = new ManualClock();
  const log: string[] = [];
  const lan = createLan({
    broker: options.wrap?.(broker) ?? broker,
    settings,
    sessionKey,
    // What it costs is shown elsewhere.
    pinCost: { ln: 4, r: 8, p: 1 },
    host: options.host ?? '127.0.0.1',
    port: 0,
    pagesDir: options.pagesDir ?? '/nonexistent',
    version: '1.2.3-test',
    log: pino({ level: 'trace' }, { write: (line: string) => log.push(line) }),
    clock,
    ...(options.connectionLimits ? { connectionLimits: options.connectionLimits } : {}),
    ...(options.headersWithinMs ? { headersWithinMs: options.headersWithinMs } : {}),
  });
  const { port } = await lan.start();
  const tokens = options.tokens ?? new Map<Role, string>();

  const test: TestLan = {
    lan,
    broker,
    backend,
    clock,
    port,
    url: `http://127.0.0.1:${port}`,
    log,
    token: async (role) => {
      const known = tokens.get(role);
      if (known !== undefined) return known;
      const token = newToken();
      tokens.set(role, token);
      const device = { id: newId(), name: role, role, tokenHash: hashToken(token), createdAt: 0 };
      const refusal = await broker.registerDevice(device);
      if (refusal) throw new Error(refusal.detail);
      if (role === 'counter' && !options.closedDrawer) {
        await backend.openShift({ deviceId: device.id, role, hasAuthority: true });
      }
      return token;
    },
    call: (method, path, given = {}) => call(port, method, path, given),
    as: async (role, method, path, given = {}) =>
      call(port, method, path, { ...given, token: await test.token(role) }),
    socket: (token, headers) => openSocket(port, token, headers),
    session: async (role, since = null) => {
      const socket = await openSocket(port, await test.token(role));
      socket.hello(since);
      return socket;
    },
    restart: async () => {
      await lan.stop();
      return startLan({ ...options, backend: await backend.restart(), tokens, sessionKey });
    },
    stop: async () => {
      await lan.stop();
      await backend.stop();
      // After a restart nobody else remembers whose directory it was.
      rmSync(dirname(backend.database), { recursive: true, force: true });
    },
  };
  return test;
}

async function call(
  port: number,
  method: string,
  path: string,
  { token, key, body, raw, headers, localAddress = '127.0.0.1' }: CallOptions,
): Promise<HttpAnswer> {
  const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const sent = request({
    host: '127.0.0.1',
    localAddress,
    port,
    method,
    path,
    agent: false,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(payload === undefined
        ? {}
        : {
            'content-type': 'application/json',
            'content-length': String(Buffer.byteLength(payload)),
          }),
      ...headers,
    },
  });
  sent.end(payload);
  const [response] = await once(sent, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return { status: response.statusCode, headers: response.headers, text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An order for the small menu: one pizza, with a customer whose address is nobody else's business. */
export const ONE_PIZZA = {
  lines: [{ itemId: 'pizza-margherita', quantity: 1, note: 'sem cebola' }],
  customer: { name: 'Ana', email: 'ana@example.com', phone: '+55 11 98888-7777' },
  table: '7',
  note: 'aniversário',
} as const;
