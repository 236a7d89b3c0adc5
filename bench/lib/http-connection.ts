import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const END_OF_HEAD = Buffer.from('\r\n\r\n');

/**
 * One kept-alive HTTP/1.1 connection (RFC 9112) for one request at a time, with no more of HTTP than a load needs:
 * Node's own clients cost about what the server costs, and would be measured in its place.
 */
export class HttpConnection {
  readonly #socket: Socket;
  readonly #head: string;
  #received = Buffer.alloc(0);
  #waiting: PromiseWithResolvers<number> | null = null;

  private constructor(socket: Socket, port: number, token: string) {
    this.#socket = socket;
    this.#head =
      `POST /api/v1/orders HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${token}\r\n` +
      `content-type: application/json\r\n`;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#heard(chunk));
    socket.on('close', () => this.#waiting?.reject(new Error('the connection was closed')));
    socket.on('error', () => undefined);
  }

  static async open(port: number, token: string): Promise<HttpConnection> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new HttpConnection(socket, port, token);
  }

  /** Sends a body under a key; resolves with the status of the answer once that is whole. */
  post(key: string, body: string): Promise<number> {
    this.#waiting = Promise.withResolvers();
    this.#socket.write(
      `${this.#head}idempotency-key: ${key}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    return this.#waiting.promise;
  }

  close(): void {
    this.#socket.destroy();
  }

  #heard(chunk: Buffer): void {
    this.#received =
      this.#received.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf(END_OF_HEAD);
    if (end < 0) return;
    const head = this.#received.toString('latin1', 0, end);
    const length = Number(/\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    if (this.#received.length < end + END_OF_HEAD.length + length) return;
    this.#received = Buffer.alloc(0);
    const waiting = this.#waiting;
    this.#waiting = null;
    // As in "HTTP/1.1 201 Created".
    waiting?.resolve(Number(head.slice(9, 12)));
  }
}
