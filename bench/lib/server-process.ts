/** Servers of others, run for the length of a benchmark on loopback and on data of their own. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** How long a server may take to come up, in milliseconds. */
const UP_WITHIN_MS = 60_000;

/** How long it may take to go down before it is killed, in milliseconds. */
const DOWN_WITHIN_MS = 15_000;

export interface ServerProcess {
  stop(): Promise<void>;
}

/** The path of an installed program: beside the patterns given, wherever PATH leads. Null when there is none. */
export function findProgram(name: string, patterns: readonly string[] = []): string | null {
  const folders = [
    ...patterns.flatMap((pattern) => globSync(pattern).toSorted().toReversed()),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

/** A port of loopback that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/**
 * Starts a server and waits until it listens.
 * @throws with what it said, when it does not come up
 */
export async function startServer(
  command: readonly string[],
  options: {
    readonly port: number;
    readonly cwd: string;
    readonly env?: Readonly<Record<string, string>>;
    /** How it is asked to stop. */
    readonly signal?: NodeJS.Signals;
  },
): Promise<ServerProcess> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  const hear = (chunk: Buffer): void => {
    said = (said + chunk.toString('utf8')).slice(-4000);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  child.on('error', (error) => (said += error.message));
  const orphan = (): void => void child.kill('SIGKILL');
  process.once('exit', orphan);
  const server = { stop: () => stop(child, options.signal ?? 'SIGTERM', orphan) };
  const until = performance.now() + UP_WITHIN_MS;
  while (!(await listens(options.port))) {
    if (child.exitCode !== null || performance.now() > until) {
      await server.stop();
      throw new Error(`${program} did not come up: ${said.trim()}`);
    }
    await delay(50);
  }
  return server;
}

/** Runs something to its end. @throws with what it said, when that is not 0 */
export function run(command: readonly string[], env: Readonly<Record<string, string>> = {}): void {
  const [program = '', ...args] = command;
  const { status, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr.trim()}`);
}

/** Some servers refuse to run as root: then as nobody. */
export function asOrdinaryUser(command: readonly string[]): readonly string[] {
  if (process.getuid?.() !== 0) return command;
  return ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', ...command];
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function stop(
  child: ChildProcess,
  signal: NodeJS.Signals,
  orphan: () => void,
): Promise<void> {
  if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const gone = once(child, 'exit');
    child.kill(signal);
    const overdue = setTimeout(() => child.kill('SIGKILL'), DOWN_WITHIN_MS);
    await gone;
    clearTimeout(overdue);
  }
  process.off('exit', orphan);
}
