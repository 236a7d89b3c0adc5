/** Many kitchen displays on a running product, each with the whole of what is open: what they cost it in memory. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { issueCode } from '../../scripts/lib/pairing.ts';
import { SUBPROTOCOL } from '../../src/shared/wire.ts';

const pairedSchema = z.object({ token: z.string() });

const pageSchema = z.object({ t: z.enum(['welcome', 'snapshot']), more: z.boolean() });

/**
 * Pairs a display and opens so many sockets of it.
 * @returns once each has read its whole snapshot; hang up with what comes back
 */
export async function wallOfDisplays(
  url: URL,
  dataDir: string,
  displays: number,
): Promise<() => void> {
  const { code } = await issueCode({ role: 'kitchen', url, dataDir });
  const response = await fetch(new URL('/api/v1/pairing', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, name: 'Bench' }),
  });
  const { token } = pairedSchema.parse(await response.json());
  const sockets = await Promise.all(Array.from({ length: displays }, () => open(url, token)));
  return () => {
    for (const socket of sockets) socket.terminate();
  };
}

async function open(url: URL, token: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://${url.host}/ws`, [SUBPROTOCOL, `auth.${token}`], {
    perMessageDeflate: false,
    // A whole house in one frame, where it fits.
    maxPayload: 0,
  });
  await once(socket, 'open');
  const whole = new Promise<void>((resolve, reject) => {
    socket.on('message', (data: Buffer) => {
      const page = pageSchema.safeParse(JSON.parse(data.toString('utf8')));
      if (page.success && !page.data.more) resolve();
    });
    socket.on('close', () => reject(new Error('a display was hung up on')));
  });
  socket.send('{"t":"hello","since":null}');
  await whole;
  return socket;
}
