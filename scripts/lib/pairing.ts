import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { dataDirAt, defaultDataDir } from '../../src/main/core/data-dir.ts';
import { PAIRABLE_ROLES, type PairableRole } from '../../src/shared/roles.ts';

const USAGE = `npm run pair -- --role ${PAIRABLE_ROLES.join('|')} [--url URL] [--data-dir DIR]`;

/** What stands in the way of a pairing code: one line for the person at the terminal. */
export class PairingError extends Error {
  override readonly name = 'PairingError';
}

export interface PairingRequest {
  readonly role: PairableRole;
  /** Where the product answers. */
  readonly url: URL;
  /** Where its admin token is. */
  readonly dataDir: string;
}

const issuedSchema = z.object({
  code: z.string(),
  expiresAt: z.iso.datetime(),
  url: z.url(),
});

/** A code that makes one device. `expiresAt` is ISO 8601 UTC. */
export type Issued = z.infer<typeof issuedSchema>;

const problemSchema = z.object({ code: z.string(), detail: z.string() });

/**
 * Reads the command line and the environment (`COMANDA_PORT`, `COMANDA_DATA_DIR`, as the server does).
 * @throws PairingError when they don't make a request
 */
export function parsePairing(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): PairingRequest {
  const { role, url, dataDir } = options(args);
  const pairable = PAIRABLE_ROLES.find((name) => name === role);
  if (pairable === undefined) {
    const said = role === undefined ? 'Say which role.' : `There is no role "${role}" to pair.`;
    throw new PairingError(`${said} Usage: ${USAGE}`);
  }
  const address = url ?? `http://127.0.0.1:${env['COMANDA_PORT'] || '4700'}`;
  const base = URL.canParse(address) ? new URL(address) : null;
  if (base === null || !/^https?:$/.test(base.protocol)) {
    throw new PairingError(`"${address}" is not an address such as http://127.0.0.1:4700.`);
  }
  return {
    role: pairable,
    url: base,
    dataDir: dataDir ?? (env['COMANDA_DATA_DIR'] || defaultDataDir()),
  };
}

function options(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        role: { type: 'string' },
        url: { type: 'string' },
        'data-dir': { type: 'string' },
      },
    });
    return { role: values.role, url: values.url, dataDir: values['data-dir'] };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new PairingError(`${reason} Usage: ${USAGE}`);
  }
}

/**
 * Asks the running product for a pairing code.
 * @throws PairingError when there is none to be had
 */
export async function issueCode({ role, url, dataDir }: PairingRequest): Promise<Issued> {
  const token = readToken(dataDirAt(dataDir).adminToken);
  const response = await post(new URL('/api/v1/pairing-codes', url), token, { role });
  const body = await json(response);
  if (!response.ok) {
    const problem = problemSchema.safeParse(body);
    const reason = problem.success
      ? `${problem.data.detail} (${problem.data.code})`
      : `HTTP status ${response.status}`;
    const hint =
      response.status === 401
        ? ` Is ${dataDir} the data directory it runs on? See --data-dir.`
        : '';
    throw new PairingError(`Comanda at ${url.origin} refused: ${reason}${hint}`);
  }
  const issued = issuedSchema.safeParse(body);
  if (!issued.success) throw new PairingError(`What answers at ${url.origin} is not Comanda.`);
  return issued.data;
}

function readToken(path: string): string {
  let token: string;
  try {
    token = readFileSync(path, 'utf8').trim();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new PairingError(
      code === 'ENOENT'
        ? `There is no ${path}: Comanda has not run on this data directory. See --data-dir.`
        : `${path} cannot be read (${code}). Run this as the user who runs Comanda.`,
    );
  }
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new PairingError(`${path} does not hold a token. Delete it and start Comanda again.`);
  }
  return token;
}

async function post(url: URL, token: string, body: unknown): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      // The token is for this address alone.
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    });
  } catch {
    throw new PairingError(
      `Comanda does not answer at ${url.origin}. Start it, or say where it is with --url.`,
    );
  }
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}
