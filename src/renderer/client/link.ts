import type { ServerFrame } from '../../shared/wire.ts';
import type * as Wire from '../../shared/wire.ts';
import { toServerFrame } from './guards.ts';
import type { Clock, Socket, SocketFactory, Timers, WakeUps } from './ports.ts';

/** Named here once more so that the schemas beside it do not travel to the browser; its type keeps both equal. */
const SUBPROTOCOL: typeof Wire.SUBPROTOCOL = 'comanda.v1';

/** The broker ticks every 5 s: more than two ticks missed means that nobody is there. Milliseconds. */
export const SILENCE_MS = 12_000;

/** Pauses between attempts grow from the first to the second of these. Milliseconds. */
export const BACKOFF_MS = { first: 250, most: 5_000 } as const;

export interface LinkOptions {
  /** `ws://host/ws` */
  readonly url: string;
  readonly socketFactory: SocketFactory;
  readonly clock: Clock;
  readonly timers: Timers;
  /** 0 to below 1: spreads the attempts of many screens after a restart. */
  readonly random: () => number;
  readonly wakeUps: WakeUps;
  /** The token to connect with; null ends the attempts. */
  readonly token: () => string | null;
  /** What to say first: the sequence number already known, or null. */
  readonly since: () => number | null;
  readonly onFrame: (frame: ServerFrame) => void;
  /** The connection ended, or could not be made. `welcomed` tells whether the broker had let this page in. */
  readonly onDown: (welcomed: boolean) => void;
}

/** Keeps one WebSocket to the broker open: tries again with growing pauses, and notices silence. */
export class Link {
  readonly #options: LinkOptions;
  #socket: Socket | null = null;
  #welcomed = false;
  #attempts = 0;
  #lastWordAt = 0;
  #cancelRetry: (() => void) | null = null;
  #cancelWatch: (() => void) | null = null;
  #stopWakeUps: (() => void) | null = null;

  constructor(options: LinkOptions) {
    this.#options = options;
  }

  start(): void {
    this.#stopWakeUps ??= this.#options.wakeUps(() => this.#wake());
    if (!this.#socket && !this.#cancelRetry) this.#connect();
  }

  stop(): void {
    this.#stopWakeUps?.();
    this.#stopWakeUps = null;
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.#drop();
  }

  /** Puts one text on the wire; false unless the broker has welcomed this page. */
  send(text: string): boolean {
    if (!this.#socket || !this.#welcomed) return false;
    this.#socket.send(text);
    return true;
  }

  /** Leaves the connection and makes a new one at once, to hear again from where the mirror stands. */
  reconnect(): void {
    this.#drop();
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.#connect();
  }

  #connect(): void {
    const token = this.#options.token();
    if (token === null) return;
    const socket = this.#options.socketFactory(this.#options.url, [SUBPROTOCOL, `auth.${token}`]);
    this.#socket = socket;
    this.#welcomed = false;
    this.#heard();
    socket.onopen = () => {
      this.#heard();
      socket.send(JSON.stringify({ t: 'hello', since: this.#options.since() }));
    };
    socket.onmessage = ({ data }) => {
      if (socket !== this.#socket) return;
      this.#heard();
      const frame = toServerFrame(data);
      if (!frame) return;
      if (frame.t === 'welcome') {
        this.#welcomed = true;
        this.#attempts = 0;
      }
      this.#options.onFrame(frame);
    };
    socket.onclose = () => {
      if (socket === this.#socket) this.#lost();
    };
  }

  #heard(): void {
    this.#lastWordAt = this.#options.clock();
    this.#cancelWatch?.();
    this.#cancelWatch = this.#options.timers.after(SILENCE_MS, () => this.#lost());
  }

  #lost(): void {
    const welcomed = this.#welcomed;
    this.#drop();
    const { first, most } = BACKOFF_MS;
    const ceiling = Math.min(most, first * 2 ** this.#attempts);
    this.#attempts += 1;
    const pause = ceiling * (0.5 + this.#options.random() / 2);
    this.#cancelRetry?.();
    this.#cancelRetry = this.#options.timers.after(pause, () => {
      this.#cancelRetry = null;
      this.#connect();
    });
    this.#options.onDown(welcomed);
  }

  /** A page that slept may hold a socket that died long ago: don't wait for the watch to notice. */
  #wake(): void {
    if (this.#cancelRetry) {
      this.#attempts = 0;
      this.reconnect();
    } else if (this.#socket && this.#options.clock() - this.#lastWordAt > SILENCE_MS) {
      this.#lost();
      this.reconnect();
    }
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#welcomed = false;
    this.#cancelWatch?.();
    this.#cancelWatch = null;
    if (!socket) return;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }
}
