import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';
import { SUBPROTOCOL } from '../../src/shared/wire.ts';
import type { BenchOrder } from './order.ts';

/** Where the id begins in `{"t":"ack","id":"…`, and how long a UUID is. */
const ID_AT = '{"t":"ack","id":"'.length;
const ID_LENGTH = 36;

/** The first letter of the kind of a frame. */
const KIND_AT = '{"t":"'.length;

/**
 * A program's end of the WebSocket. It reads of an ack no more than whom it is for, as a client of a queue reads of a
 * confirm, and passes over events: what is measured is the server.
 */
export class CommandSocket {
  readonly #ws: WebSocket;
  readonly #connection: Socket;
  readonly #waiting = new Map<string, PromiseWithResolvers<void>>();
  #corked = false;

  private constructor(ws: WebSocket, connection: Socket) {
    this.#ws = ws;
    this.#connection = connection;
    ws.on('message', (data: Buffer) => this.#heard(data));
    ws.on('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('the socket was closed'));
    });
  }

  static async open(port: number, token: string): Promise<CommandSocket> {
    const connection = connect({ port, host: '127.0.0.1', noDelay: true });
    const ws = new WebSocket(`ws://127.0.0.1:${port}/ws`, [SUBPROTOCOL, `auth.${token}`], {
      perMessageDeflate: false,
      createConnection: () => connection,
    });
    await once(ws, 'open');
    const socket = new CommandSocket(ws, connection);
    const welcomed = once(ws, 'message');
    ws.send('{"t":"hello","since":null}');
    await welcomed;
    return socket;
  }

  place({ key, data }: BenchOrder): Promise<void> {
    const waiting = Promise.withResolvers<void>();
    this.#waiting.set(key, waiting);
    this.#cork();
    this.#ws.send(JSON.stringify({ t: 'command', id: key, type: 'order.place', data }));
    return waiting.promise;
  }

  async close(): Promise<void> {
    const closed = once(this.#ws, 'close');
    this.#ws.close();
    await closed;
  }

  /** What is sent in one turn leaves in one write, as the clients of the others do it. */
  #cork(): void {
    if (this.#corked) return;
    this.#corked = true;
    this.#connection.cork();
    process.nextTick(() => {
      this.#corked = false;
      this.#connection.uncork();
    });
  }

  #heard(data: Buffer): void {
    const kind = String.fromCharCode(data[KIND_AT] ?? 0);
    if (kind === 'a') {
      const id = data.toString('latin1', ID_AT, ID_AT + ID_LENGTH);
      this.#waiting.get(id)?.resolve();
      this.#waiting.delete(id);
    } else if (kind === 'r') {
      const text = data.toString('utf8');
      const id = /"id":"([^"]+)"/.exec(text)?.[1] ?? '';
      const code = /"code":"([^"]+)"/.exec(text)?.[1] ?? text;
      this.#waiting.get(id)?.reject(new Error(code));
      this.#waiting.delete(id);
    }
  }
}
