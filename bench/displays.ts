/** A number of kitchen displays in one process: each reads every event it is sent, as a page does. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { SUBPROTOCOL } from '../src/shared/wire.ts';
import { answerQuestions } from './lib/child.ts';

const openSchema = z.object({ port: z.int(), tokens: z.array(z.string()) });

/** The number of an event; null for other frames. By hand: a schema would cost what the parsing costs. */
function seqOf(frame: unknown): number | null {
  if (typeof frame !== 'object' || frame === null || !('t' in frame) || !('seq' in frame))
    return null;
  return frame.t === 'event' && typeof frame.seq === 'number' ? frame.seq : null;
}

interface Heard {
  /** How many displays have it. */
  times: number;
  /** When the last one had it: nanoseconds of the system's monotonic clock, which all its processes share. */
  at: bigint;
}

class Displays {
  readonly sockets: WebSocket[] = [];
  readonly heard = new Map<number, Heard>();
  gaps = 0;

  async open(port: number, token: string): Promise<void> {
    const ws = new WebSocket(`ws://127.0.0.1:${port}/ws`, [SUBPROTOCOL, `auth.${token}`], {
      perMessageDeflate: false,
    });
    this.sockets.push(ws);
    await once(ws, 'open');
    const welcomed = once(ws, 'message');
    ws.send('{"t":"hello","since":null}');
    await welcomed;
    let last: number | null = null;
    ws.on('message', (data: Buffer) => {
      const frame: unknown = JSON.parse(data.toString('utf8'));
      const seq = seqOf(frame);
      if (seq === null) return;
      if (last !== null && seq !== last + 1) this.gaps += 1;
      last = seq;
      const heard = this.heard.get(seq) ?? { times: 0, at: 0n };
      heard.times += 1;
      heard.at = process.hrtime.bigint();
      this.heard.set(seq, heard);
    });
  }

  close(): void {
    for (const socket of this.sockets) socket.terminate();
  }
}

let displays = new Displays();

answerQuestions(
  {
    open: async (argument) => {
      const { port, tokens } = openSchema.parse(argument);
      displays.close();
      displays = new Displays();
      for (const token of tokens) await displays.open(port, token);
      return null;
    },
    /** Every event that all displays have, with the time the last one had it; and what was missing anywhere. */
    heard: () => ({
      gaps: displays.gaps,
      events: [...displays.heard]
        .filter(([, { times }]) => times === displays.sockets.length)
        .map(([seq, { at }]) => ({ seq, atNs: String(at) })),
    }),
  },
  () => Promise.resolve(displays.close()),
);
