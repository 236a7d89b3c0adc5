import { once } from 'node:events';
import { WebSocket } from 'ws';
import { SUBPROTOCOL } from '../../../src/shared/wire.ts';

/** How long it stands still, in milliseconds: longer than the server bears with it. */
const STALLED_FOR_MS = 45_000;

/**
 * A display that hangs: it connects, reads its welcome and then nothing more, over and over, so that somebody stalls all
 * the time. The server has to give it up without keeping what it does not read.
 */
export class StalledDisplay {
  readonly #url: string;
  readonly #token: string;
  #ws: WebSocket | null = null;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;
  /** Times that it began to stall. */
  stalls = 0;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  async stall(): Promise<void> {
    const address = new URL('/ws', this.#url);
    address.protocol = 'ws:';
    const ws = new WebSocket(address, [SUBPROTOCOL, `auth.${this.#token}`], {
      perMessageDeflate: false,
    });
    this.#ws = ws;
    ws.on('error', () => undefined);
    await once(ws, 'open');
    ws.send('{"t":"hello","since":null}');
    await once(ws, 'message');
    ws.pause();
    this.stalls += 1;
    if (this.#closed) return;
    this.#timer = setTimeout(() => {
      ws.terminate();
      // A server that does not answer is told of by others.
      this.stall().catch(() => undefined);
    }, STALLED_FOR_MS);
  }

  close(): void {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#ws?.terminate();
  }
}
