/** Redis with every write synced before it is answered. */
import { findProgram, freePort, startServer, type ServerProcess } from '../lib/server-process.ts';

export function redisMissing(): string | null {
  return findProgram('redis-server') ? null : 'apt install redis-server';
}

/** What {@link startRedis} needs to be slowed down: its log of writes stands in this folder, as it names it. */
export const REDIS_LOG_PREFIX = 'appendonlydir';

export async function startRedis(
  directory: string,
): Promise<{ readonly server: ServerProcess; readonly port: number }> {
  const port = await freePort();
  const durable = '--appendonly yes --appendfsync always --auto-aof-rewrite-percentage 0';
  const options = `--port ${port} --bind 127.0.0.1 ${durable}`.split(' ');
  const server = await startServer(
    [findProgram('redis-server') ?? '', '--dir', directory, '--save', '', ...options],
    { port, cwd: directory, env: { COMANDA_FAULT_DIR: REDIS_LOG_PREFIX } },
  );
  return { server, port };
}
