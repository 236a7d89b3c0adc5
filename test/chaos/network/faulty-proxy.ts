import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Random } from '../../../scripts/simulate/random.ts';

/** How often each fault meets a chunk of bytes; the rest passes as it came. */
const FAULTS = [
  ['split', 0.15],
  ['delay', 0.1],
  ['cut', 0.03],
  ['halve', 0.03],
  ['silence', 0.02],
  ['twice', 0.04],
] as const;

type Fault = (typeof FAULTS)[number][0] | 'none';

/** Longest delay of one chunk, in milliseconds. */
const DELAY_MS = 20;

/** How often a connection is refused, and how often one that has ended is played to the server once more. */
const REFUSED = 0.1;
const REPLAYED = 0.3;

/**
 * A TCP proxy that treats bytes as a bad network would: in small pieces, late, not at all, half of them, or twice; it
 * cuts connections, lets them go silent without a word, refuses them, and plays old ones again.
 */
export class FaultyProxy {
  /** What has been done to connections and chunks so far. */
  readonly done: Record<Exclude<Fault, 'none'> | 'refused' | 'replayed', number> = {
    split: 0,
    delay: 0,
    cut: 0,
    halve: 0,
    silence: 0,
    twice: 0,
    refused: 0,
    replayed: 0,
  };
  readonly #server: Server;
  readonly #target: number;
  readonly #random: Random;
  readonly #open = new Set<Socket>();
  #connections = 0;
  #faulty = true;

  private constructor(target: number, random: Random) {
    this.#target = target;
    this.#random = random;
    this.#server = createServer({ noDelay: true }, (client) => this.#accept(client));
  }

  static async start(target: number, random: Random): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(target, random);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The proxy is closed.');
    return address.port;
  }

  /** From here on bytes pass as they came. What went silent or was garbled before is not mended. */
  heal(): void {
    this.#faulty = false;
  }

  async close(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(client: Socket): void {
    this.#connections += 1;
    const random = this.#random.fork(`connection ${this.#connections}`);
    this.#keep(client);
    if (this.#faulty && random.chance(REFUSED)) {
      this.done.refused += 1;
      client.destroy();
      return;
    }
    const server = connect({ port: this.#target, host: '127.0.0.1', noDelay: true });
    this.#keep(server);
    const said: Buffer[] = [];
    client.on('data', (chunk: Buffer) => said.push(chunk));
    const line = { silent: false };
    this.#carry(client, server, random.fork('up'), line);
    this.#carry(server, client, random.fork('down'), line);
    client.once('close', () => {
      if (this.#faulty && random.chance(REPLAYED)) this.#replay(Buffer.concat(said));
    });
  }

  /** Bytes from one end to the other, in order, each chunk after the one before has had its fate. */
  #carry(from: Socket, to: Socket, random: Random, line: { silent: boolean }): void {
    let turn = Promise.resolve();
    from.on('data', (chunk: Buffer) => {
      turn = turn.then(() => this.#pass(chunk, from, to, random, line));
    });
    from.once('close', () => {
      // A silent line does not tell the other end that this one is gone.
      void turn.then(() => line.silent || to.destroy());
    });
  }

  async #pass(
    chunk: Buffer,
    from: Socket,
    to: Socket,
    random: Random,
    line: { silent: boolean },
  ): Promise<void> {
    const fault = this.#faulty ? choose(random) : 'none';
    if (line.silent || to.destroyed) return;
    if (fault !== 'none') this.done[fault] += 1;
    switch (fault) {
      case 'none':
        to.write(chunk);
        break;
      case 'split':
        for (let at = 0; at < chunk.length;) {
          const end = at + random.int(1, Math.max(1, Math.ceil(chunk.length / 3)));
          to.write(chunk.subarray(at, end));
          at = end;
          await new Promise((resolve) => setImmediate(resolve));
        }
        break;
      case 'delay':
        await new Promise((resolve) => setTimeout(resolve, random.int(1, DELAY_MS)));
        to.write(chunk);
        break;
      case 'halve':
        to.write(chunk.subarray(0, Math.ceil(chunk.length / 2)), () => to.destroy());
        from.destroy();
        break;
      case 'cut':
        from.destroy();
        to.destroy();
        break;
      case 'silence':
        line.silent = true;
        break;
      case 'twice':
        to.write(chunk);
        to.write(chunk);
        break;
    }
  }

  /** Says to the server once more what a connection said that has ended, and listens to nothing. */
  #replay(said: Buffer): void {
    if (said.length === 0) return;
    this.done.replayed += 1;
    const ghost = connect({ port: this.#target, host: '127.0.0.1' });
    this.#keep(ghost);
    ghost.resume();
    ghost.write(said);
  }

  #keep(socket: Socket): void {
    this.#open.add(socket);
    // Broken connections are what this is for; their close says all there is to say.
    socket.on('error', () => undefined);
    socket.once('close', () => this.#open.delete(socket));
  }
}

function choose(random: Random): Fault {
  let left = random.next();
  for (const [fault, share] of FAULTS) {
    left -= share;
    if (left < 0) return fault;
  }
  return 'none';
}
