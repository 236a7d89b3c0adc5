import { once } from 'node:events';
import { WebSocket } from 'ws';
import { newId } from '../../src/shared/ids.ts';
import { SUBPROTOCOL } from '../../src/shared/wire.ts';

/** A frame from the server, as a test looks at it. */
export interface Frame {
  readonly t: string;
  readonly [member: string]: unknown;
}

/** A client's end of the WebSocket: keeps every frame, and waits for those that a test names. */
export class TestSocket {
  readonly ws: WebSocket;
  /** All frames that came, in order. */
  readonly frames: Frame[] = [];
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  readonly #waiting = new Set<() => void>();

  constructor(ws: WebSocket) {
    this.ws = ws;
    ws.on('message', (data: Buffer) => {
      this.frames.push(JSON.parse(data.toString('utf8')));
      for (const look of this.#waiting) look();
    });
    ws.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      ws.once('close', (code, reason) => resolve({ code, reason: String(reason) }));
    });
  }

  /** The first frame that fits, now or later. */
  frame(fits: (frame: Frame) => boolean): Promise<Frame> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.frames.find(fits);
        if (!found) return false;
        this.#waiting.delete(look);
        resolve(found);
        return true;
      };
      if (look()) return;
      this.#waiting.add(look);
      void this.closed.then(({ code }) => reject(new Error(`closed with ${code}`)));
    });
  }

  ofKind(t: string): Promise<Frame> {
    return this.frame((frame) => frame.t === t);
  }

  events(): Frame[] {
    return this.frames.filter(({ t }) => t === 'event');
  }

  /** Resolves once the event with this number has come. */
  async reached(seq: number): Promise<void> {
    await this.frame((frame) => frame.t === 'event' && frame['seq'] === seq);
  }

  send(frame: unknown): void {
    this.ws.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  hello(since: number | null = null): void {
    this.send({ t: 'hello', since });
  }

  /** Sends a command and resolves with its ack or reject. */
  command(
    type: string,
    data: unknown,
    id: string = newId(),
    words: { readonly session?: string; readonly approval?: string } = {},
  ): Promise<Frame> {
    const before = this.frames.length;
    this.send({ t: 'command', id, type, data, ...words });
    return this.frame(
      (frame) =>
        (frame.t === 'ack' || frame.t === 'reject') &&
        frame['id'] === id &&
        this.frames.indexOf(frame) >= before,
    );
  }

  async close(): Promise<void> {
    this.ws.close();
    await this.closed;
  }
}

/** Opens a socket as a page does; with no token, as a program whose headers carry it. Rejects with the status when the upgrade is refused. */
export async function openSocket(
  port: number,
  token: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<TestSocket> {
  const ws = new WebSocket(
    `ws://127.0.0.1:${port}/ws`,
    token === '' ? [SUBPROTOCOL] : [SUBPROTOCOL, `auth.${token}`],
    {
      headers,
      perMessageDeflate: false,
    },
  );
  const socket = new TestSocket(ws);
  await once(ws, 'open');
  return socket;
}

/** Tries to open a socket that must be refused: the status and code of the problem that came instead. */
export async function refusedUpgrade(
  port: number,
  options: {
    readonly path?: string;
    readonly protocols?: string[];
    readonly headers?: Readonly<Record<string, string>>;
  },
): Promise<{ readonly status: number; readonly code: unknown }> {
  const ws = new WebSocket(
    `ws://127.0.0.1:${port}${options.path ?? '/ws'}`,
    options.protocols ?? [SUBPROTOCOL],
    { headers: options.headers ?? {} },
  );
  ws.on('error', () => undefined);
  const [, response] = await once(ws, 'unexpected-response');
  let text = '';
  for await (const chunk of response) text += chunk;
  ws.terminate();
  return { status: response.statusCode, code: JSON.parse(text).code };
}
