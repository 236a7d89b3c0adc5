import type { Server, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Clock } from './clock.ts';
import { network } from './guess-guard.ts';
import { isLoopback } from './hosts.ts';

/** How many connections there may be, sockets among them. */
export interface ConnectionLimits {
  /** From all together: strangers must not use up the files that the database needs. */
  readonly all: number;
  /** From one address, or one IPv6 network; far above any screen, far below what would shut the door for others. */
  readonly each: number;
  /** True for addresses that are not counted one by one. Default: this machine's own, loopback. */
  readonly trusts: (address: string) => boolean;
}

export const CONNECTION_LIMITS: ConnectionLimits = { all: 3000, each: 200, trusts: isLoopback };

/** How long a peer may take to read the last words said to it, in milliseconds. */
const LAST_WORDS_WITHIN_MS = 2000;

/** Closes at once what one address opens beyond its share, before a byte of it is read. */
export function limitConnections(
  server: Server,
  { all, each, trusts }: ConnectionLimits,
  refused: () => void,
): void {
  server.maxConnections = all;
  server.on('drop', refused);
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    // Undefined for a peer that has left already.
    const { remoteAddress } = socket;
    if (remoteAddress === undefined || trusts(remoteAddress)) return;
    const from = network(remoteAddress);
    const there = open.get(from) ?? 0;
    if (there >= each) {
      refused();
      socket.destroy();
      return;
    }
    open.set(from, there + 1);
    socket.once('close', () => {
      const left = (open.get(from) ?? 1) - 1;
      if (left === 0) open.delete(from);
      else open.set(from, left);
    });
  });
}

/**
 * Says the last words on a socket and is done with it. The server's sockets may be half open: one that is only
 * ended would stay for as long as its peer likes, and one that is not read for ever.
 */
export function endSocket(socket: Duplex, words: string, clock: Clock): void {
  const cancel = clock.after(LAST_WORDS_WITHIN_MS, () => socket.destroy());
  socket.once('close', cancel);
  socket.end(words, () => socket.destroy());
}
