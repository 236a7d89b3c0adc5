import { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Device } from '../../../src/main/core/broker/ports.ts';
import type { Hub } from '../../../src/main/core/lan/ws/hub.ts';
import type { Socket, SocketFactory } from '../../../src/renderer/client/ports.ts';
import type { Random } from '../../../scripts/simulate/random.ts';

/** How often each fault happens, at each frame that would arrive. */
const FAULTS = { cut: 0.03, silence: 0.008, hole: 0.01, twice: 0.05, refused: 0.2 };

/** Frames that may arrive twice: a whole frame sent again by something in between, which numbers and ids make harmless. */
const REPEATABLE = /^\{"t":"(?:command|event|ack|reject|tick)"/;

interface OnItsWay {
  readonly text: string;
  readonly left: () => void;
}

/**
 * WebSockets without a network: the pages' sockets on one side, the server's own sessions on the other, and between
 * them frames that travel, get lost with their connection, or come twice, as a seed has it. One thing happens at each
 * step, so that a run can be had again.
 */
export class MemoryNet {
  readonly #hub: Hub;
  readonly #random: Random;
  readonly #devices: ReadonlyMap<string, Device>;
  readonly #wires = new Set<Wire>();
  #faulty = true;

  constructor(hub: Hub, random: Random, devices: ReadonlyMap<string, Device>) {
    this.#hub = hub;
    this.#random = random;
    this.#devices = devices;
  }

  readonly socketFactory: SocketFactory = (_url, protocols) => {
    const token = protocols.find((name) => name.startsWith('auth.'))?.slice('auth.'.length) ?? '';
    const device = this.#devices.get(token);
    if (!device) throw new Error('an unknown token');
    const wire = new Wire(device);
    this.#wires.add(wire);
    return wire.page;
  };

  /** From here on everything arrives, but nothing mends a wire that has gone silent or has a hole: it has to be given up. */
  heal(): void {
    this.#faulty = false;
    for (const wire of this.#wires) if (wire.hasHole) wire.silent = true;
  }

  /** Lets one thing happen; false when there is nothing under way. */
  step(): boolean {
    const ready = [...this.#wires].flatMap((wire) =>
      wire.pending().map((what) => ({ wire, what })),
    );
    if (ready.length === 0) return false;
    const { wire, what } = this.#random.pick(ready);
    const faulty = this.#faulty;
    switch (what) {
      case 'open':
        if (faulty && this.#random.chance(FAULTS.refused)) wire.cut();
        else wire.open(this.#hub);
        break;
      case 'to page':
      case 'to server': {
        if (faulty && this.#random.chance(FAULTS.cut)) wire.cut();
        else if (faulty && this.#random.chance(FAULTS.silence)) wire.silent = true;
        else if (faulty && this.#random.chance(FAULTS.hole) && wire.loseEvent()) break;
        else wire.deliver(what, faulty && this.#random.chance(FAULTS.twice));
        break;
      }
      case 'page hears the end':
      case 'server hears the end':
        wire.tellEnd(what);
        break;
    }
    if (wire.isOver) this.#wires.delete(wire);
    return true;
  }
}

type Step = 'open' | 'to page' | 'to server' | 'page hears the end' | 'server hears the end';

/** One connection: two queues of frames, and two ends that learn of its end each in their own time. */
class Wire {
  readonly page: Socket;
  /** Nothing arrives any more, in either direction, and neither end is told. */
  silent = false;
  hasHole = false;
  readonly #device: Device;
  readonly #toPage: OnItsWay[] = [];
  readonly #toServer: string[] = [];
  #server: ServerEnd | null = null;
  #state: 'opening' | 'open' | 'cut' = 'opening';
  #pageKnows = false;
  #serverKnows = false;

  constructor(device: Device) {
    this.#device = device;
    this.page = {
      onopen: null,
      onmessage: null,
      onclose: null,
      send: (text) => {
        if (this.#state !== 'cut') this.#toServer.push(text);
      },
      close: () => {
        this.cut();
        this.#pageKnows = true;
      },
    };
  }

  get isOver(): boolean {
    return this.#state === 'cut' && this.#pageKnows && this.#serverKnows;
  }

  pending(): Step[] {
    if (this.silent) return [];
    if (this.#state === 'opening') return ['open'];
    if (this.#state === 'cut') {
      return [
        ...(this.#pageKnows ? [] : ['page hears the end' as const]),
        ...(this.#serverKnows ? [] : ['server hears the end' as const]),
      ];
    }
    return [
      ...(this.#toPage.length > 0 ? ['to page' as const] : []),
      ...(this.#toServer.length > 0 ? ['to server' as const] : []),
    ];
  }

  open(hub: Hub): void {
    this.#state = 'open';
    this.#server = new ServerEnd({
      send: (frame) => this.#toPage.push(frame),
      waiting: () => this.#toPage.reduce((sum, { text }) => sum + text.length, 0),
      end: () => {
        this.cut();
        this.#serverKnows = true;
      },
    });
    // The halves of a WebSocket and of its connection that a session uses.
    hub.open(
      this.#server as unknown as WebSocket,
      this.#server.connection as unknown as Duplex,
      this.#device,
    );
    this.page.onopen?.();
  }

  /** Everything that has not arrived is lost. Nobody knows yet. */
  cut(): void {
    if (this.#state === 'opening') this.#serverKnows = true;
    this.#state = 'cut';
    this.#toPage.length = 0;
    this.#toServer.length = 0;
  }

  /** An event gets lost on its way, and what follows it arrives: true if there was one to lose. */
  loseEvent(): boolean {
    if (this.#toPage[0]?.text.startsWith('{"t":"event"') !== true) return false;
    this.#toPage.shift()?.left();
    this.hasHole = true;
    return true;
  }

  tellEnd(step: 'page hears the end' | 'server hears the end'): void {
    if (step === 'page hears the end') {
      this.#pageKnows = true;
      this.page.onclose?.();
    } else {
      this.#serverKnows = true;
      this.#server?.emit('close', 1006, '');
    }
  }

  deliver(step: 'to page' | 'to server', twice: boolean): void {
    if (step === 'to page') {
      const frame = this.#toPage.shift();
      if (!frame) return;
      frame.left();
      if (frame.text === 'ping') {
        this.#toServer.push('pong');
        return;
      }
      this.page.onmessage?.({ data: frame.text });
      if (twice && REPEATABLE.test(frame.text)) this.page.onmessage?.({ data: frame.text });
      return;
    }
    const text = this.#toServer.shift();
    if (text === undefined) return;
    if (text === 'pong') {
      this.#server?.emit('pong');
      return;
    }
    const data = Buffer.from(text);
    this.#server?.emit('message', data, false);
    if (twice && REPEATABLE.test(text)) this.#server?.emit('message', data, false);
  }
}

interface ServerSide {
  readonly send: (frame: OnItsWay) => void;
  /** Characters that have not arrived yet. */
  readonly waiting: () => number;
  readonly end: () => void;
}

/** The server's end, with the members of `ws` that a session uses. */
class ServerEnd extends EventEmitter {
  readonly #wire: ServerSide;
  #ended = false;

  constructor(wire: ServerSide) {
    super();
    this.#wire = wire;
  }

  get readyState(): number {
    return this.#ended ? 3 : 1;
  }

  get bufferedAmount(): number {
    return this.#wire.waiting();
  }

  /** The connection beneath: takes frames as bytes, and lets go of them one by one. */
  get connection() {
    const write = (bytes: Buffer, written?: () => void): void => {
      if (this.#ended) return;
      const texts = textsOf(bytes);
      for (const [index, text] of texts.entries()) {
        this.#wire.send({
          text,
          left: () => {
            if (index === texts.length - 1) written?.();
          },
        });
      }
    };
    const nothing = (): void => undefined;
    return { destroyed: false, writable: true, cork: nothing, uncork: nothing, write };
  }

  ping(): void {
    if (!this.#ended) this.#wire.send({ text: 'ping', left: () => undefined });
  }

  close(): void {
    this.terminate();
  }

  terminate(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#wire.end();
    queueMicrotask(() => this.emit('close', 1006, ''));
  }
}

/** The messages of unmasked text frames (RFC 6455, section 5.2). */
function textsOf(bytes: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at < bytes.length;) {
    if (bytes[at] !== 0x81) throw new Error('not a whole text frame');
    let length = bytes[at + 1] ?? 0;
    at += 2;
    if (length === 126) {
      length = bytes.readUInt16BE(at);
      at += 2;
    } else if (length === 127) {
      length = Number(bytes.readBigUInt64BE(at));
      at += 8;
    }
    texts.push(bytes.toString('utf8', at, at + length));
    at += length;
  }
  return texts;
}
