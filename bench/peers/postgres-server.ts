/** PostgreSQL as it comes: fsync and synchronous_commit on. */
import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import {
  asOrdinaryUser,
  findProgram,
  freePort,
  run,
  startServer,
  type ServerProcess,
} from '../lib/server-process.ts';

const PROGRAMS = ['/usr/lib/postgresql/*/bin', '/opt/homebrew/opt/postgresql@*/bin'];

/** Connections of one client: as many as a program of this size would open. */
export const POOL_SIZE = 32;

const NOBODY = 65_534;

export function postgresMissing(): string | null {
  return findProgram('postgres', PROGRAMS) && findProgram('initdb', PROGRAMS)
    ? null
    : 'apt install postgresql';
}

/** Where a PostgreSQL of ours is, in the words of the `pg` package. */
export interface PostgresAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

export async function startPostgres(
  directory: string,
): Promise<{ readonly server: ServerProcess; readonly address: PostgresAddress }> {
  const data = join(directory, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (process.getuid?.() === 0) {
    chmodSync(directory, 0o755);
    chownSync(data, NOBODY, NOBODY);
  }
  const make = `-D ${data} -U bench -A trust --encoding=UTF8 --locale=C`;
  run(asOrdinaryUser([findProgram('initdb', PROGRAMS) ?? '', ...make.split(' ')]));
  const port = await freePort();
  const serve = `-D ${data} -p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=`;
  const server = await startServer(
    asOrdinaryUser([findProgram('postgres', PROGRAMS) ?? '', ...serve.split(' ')]),
    // SIGINT is its fast shutdown: it waits for no client. Its log of writes is named relative to its data.
    { port, cwd: data, signal: 'SIGINT', env: { COMANDA_FAULT_DIR: 'pg_wal' } },
  );
  const address = { host: '127.0.0.1', port, user: 'bench', database: 'postgres' };
  while (!(await answers(address))) await delay(50);
  return { server, address };
}

/** It listens some time before it is ready. */
async function answers(address: PostgresAddress): Promise<boolean> {
  const client = new Client(address);
  try {
    await client.connect();
    return true;
  } catch (error) {
    // "cannot_connect_now": it is still starting up.
    if (error instanceof DatabaseError && error.code === '57P03') return false;
    throw error;
  } finally {
    await client.end();
  }
}
