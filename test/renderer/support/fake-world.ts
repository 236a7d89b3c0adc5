import type { HttpAnswer, Socket, TextStorage } from '../../../src/renderer/client/ports.ts';
import type { Client } from '../../../src/renderer/client/contract.ts';
import { createClient } from '../../../src/renderer/client/create-client.ts';
import type { ServerFrame, Snapshot } from '../../../src/shared/wire.ts';
import { MENU, SHOP } from './fixtures.ts';

/** The world around one page, in memory: its storage, its clock, its network and the broker's end of it. */

export class MemoryStorage implements TextStorage {
  readonly #map = new Map<string, string>();
  /** True: every write is refused, as a full or private browser does. */
  full = false;

  get length(): number {
    return this.#map.size;
  }
  key(index: number): string | null {
    return [...this.#map.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.#map.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    if (this.full) throw new DOMException('full', 'QuotaExceededError');
    this.#map.set(key, value);
  }
  removeItem(key: string): void {
    this.#map.delete(key);
  }
}

/** The broker's end of one socket. */
export class Peer {
  readonly socket: Socket;
  readonly protocols: readonly string[];
  /** Frames that the page sent, parsed. */
  readonly heard: Record<string, unknown>[] = [];
  closedByPage = false;

  constructor(protocols: readonly string[]) {
    this.protocols = protocols;
    this.socket = {
      send: (text) => void this.heard.push(JSON.parse(text)),
      close: () => (this.closedByPage = true),
      onopen: null,
      onmessage: null,
      onclose: null,
    };
  }

  open(): void {
    this.socket.onopen?.();
  }
  say(frame: ServerFrame): void {
    this.socket.onmessage?.({ data: JSON.stringify(frame) });
  }
  drop(): void {
    this.socket.onclose?.();
  }
  /** Ids of the commands heard on this socket, in order. */
  commands(): unknown[] {
    return this.heard.filter(({ t }) => t === 'command').map(({ id }) => id);
  }
}

interface Timer {
  readonly at: number;
  readonly task: () => void;
}

export class World {
  readonly storage = new MemoryStorage();
  /** Of the one tab that is open. */
  readonly session = new MemoryStorage();
  readonly peers: Peer[] = [];
  /** What the next HTTP call gets; null = no answer at all. */
  http: (
    path: string,
    body: unknown,
    by: { readonly token?: string; readonly session?: string },
  ) => HttpAnswer | null = () => null;
  now = Date.parse('2026-03-01T22:00:00.000Z');
  #timers: Timer[] = [];
  #wake: () => void = () => undefined;

  /** A page of this world; a second one is the first after a reload. */
  page(): Client {
    return createClient({
      page: 'pos',
      url: 'ws://host/ws',
      storage: this.storage,
      session: this.session,
      http: async (_method, path, { body, token, session }) => {
        const by = {
          ...(token === undefined ? {} : { token }),
          ...(session === undefined ? {} : { session }),
        };
        const answer = this.http(path, body, by);
        if (!answer) throw new TypeError('Failed to fetch');
        return answer;
      },
      socketFactory: (_url, protocols) => {
        const peer = new Peer(protocols);
        this.peers.push(peer);
        return peer.socket;
      },
      clock: () => this.now,
      timers: {
        after: (ms, task) => {
          const timer = { at: this.now + ms, task };
          this.#timers.push(timer);
          return () => {
            this.#timers = this.#timers.filter((other) => other !== timer);
          };
        },
      },
      random: () => 1 - Number.EPSILON,
      wakeUps: (wake) => {
        this.#wake = wake;
        return () => {
          this.#wake = () => undefined;
        };
      },
    });
  }

  /** A page that has a token, started. */
  paired(): Client {
    this.storage.setItem('comanda.pos.token', 'secret');
    const client = this.page();
    client.start();
    return client;
  }

  /** The newest connection. */
  get peer(): Peer {
    const peer = this.peers.at(-1);
    if (!peer) throw new Error('The page has not connected.');
    return peer;
  }

  /** Lets time pass, running what falls due in its order. */
  pass(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.now = Math.max(this.now, next.at);
      next.task();
    }
    this.now = end;
  }

  /** The network is back, or the page is looked at again. */
  wake(): void {
    this.#wake();
  }
}

export const SNAPSHOT: Snapshot = {
  shop: SHOP,
  menu: MENU,
  stock: [],
  orders: [],
  mail: [],
  shifts: [],
  people: [],
};

/** A welcome with a snapshot at `seq`. */
export function welcome(
  world: World,
  seq: number,
  part: Partial<Extract<ServerFrame, { t: 'welcome' }>> = {},
): ServerFrame {
  return {
    t: 'welcome',
    seq,
    serverTime: new Date(world.now).toISOString(),
    role: 'counter',
    deviceId: 'counter-1',
    shop: SHOP,
    snapshot: SNAPSHOT,
    more: false,
    events: [],
    ...part,
  };
}
