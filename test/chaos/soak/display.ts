import { isDeepStrictEqual } from 'node:util';
import { WebSocket } from 'ws';
import { isOpen, ORDER_STATUSES } from '../../../src/shared/order-states.ts';
import { SUBPROTOCOL } from '../../../src/shared/wire.ts';
import { parseJson, type Where } from '../../../scripts/simulate/http-door.ts';
import type { PairedDevice } from './devices.ts';
import { readOpenOrders, readStock } from './reading.ts';

type Json = Readonly<Record<string, unknown>>;

/** How often displays came back, and how they were helped. */
export interface DisplayCounts {
  /** Times that it went away by itself. */
  left: number;
  /** Times that the server ended the connection of one that was reading. */
  dropped: number;
  /** Comings back that were answered with the missed events. */
  resumed: number;
  /** Comings back, and first comings, that were answered with a snapshot. */
  snapshots: number;
  events: number;
}

/** Pause before a lost connection is opened again, in milliseconds. */
const AGAIN_AFTER_MS = 250;

/** One screen: it mirrors the open orders and the stock, and notices every gap, repeat and contradiction. */
export class Display {
  readonly device: PairedDevice;
  readonly counts: DisplayCounts = { left: 0, dropped: 0, resumed: 0, snapshots: 0, events: 0 };
  readonly faults: string[] = [];
  readonly #url: string;
  #ws: WebSocket | null = null;
  #seq: number | null = null;
  #orders = new Map<string, Json>();
  #stock = new Map<string, unknown>();
  #arriving = false;
  #isWanted = false;
  #heard: () => void = () => undefined;

  constructor(url: string, device: PairedDevice) {
    this.#url = url;
    this.device = device;
  }

  /** Connects, and stays connected until it leaves. */
  come(): void {
    this.#isWanted = true;
    if (this.#ws === null) this.#connect();
  }

  /** @param cut true when the cable is pulled, false when the page is closed */
  leave(cut: boolean): void {
    if (!this.#isWanted) return;
    this.#isWanted = false;
    this.counts.left += 1;
    const ws = this.#ws;
    this.#lost();
    if (cut) ws?.terminate();
    else ws?.close();
  }

  /** Resolves once it has heard this event. */
  async reach(seq: number): Promise<void> {
    while (this.#arriving || (this.#seq ?? -1) < seq) {
      await new Promise<void>((resolve) => (this.#heard = resolve));
    }
  }

  /** What differs between the mirror and what the server tells this device over HTTP. */
  async differences(): Promise<string[]> {
    const { role, token } = this.device;
    const where: Where = () => Promise.resolve(this.#url);
    const found: string[] = [];
    const listed = await readOpenOrders(where, token);
    if (listed.length !== this.#orders.size) {
      found.push(`it shows ${this.#orders.size} open orders of ${listed.length}`);
    }
    for (const order of listed) {
      if (isDeepStrictEqual(this.#orders.get(order.id), order)) continue;
      found.push(`order ${order.id} is not as the server tells it`);
    }
    if (role === 'board') return found;
    const stock = await readStock(where, token);
    for (const [itemId, available] of stock) {
      if (this.#stock.get(itemId) === available) continue;
      found.push(`${itemId}: ${String(this.#stock.get(itemId))} instead of ${String(available)}`);
    }
    return found;
  }

  #connect(): void {
    const address = new URL('/ws', this.#url);
    address.protocol = 'ws:';
    const ws = new WebSocket(address, [SUBPROTOCOL, `auth.${this.device.token}`], {
      perMessageDeflate: false,
    });
    this.#ws = ws;
    ws.on('open', () => ws.send(JSON.stringify({ t: 'hello', since: this.#seq })));
    ws.on('message', (data: Buffer) => {
      // What arrives after it has left is not read any more.
      if (this.#ws === ws) this.#read(data.toString('utf8'));
    });
    ws.on('error', () => undefined);
    ws.on('close', () => {
      if (this.#ws !== ws) return;
      this.#lost();
      this.counts.dropped += 1;
      setTimeout(() => {
        if (this.#isWanted && this.#ws === null) this.#connect();
      }, AGAIN_AFTER_MS);
    });
  }

  #lost(): void {
    this.#ws = null;
    // Half a snapshot is none.
    if (this.#arriving) this.#seq = null;
    this.#arriving = false;
  }

  #read(text: string): void {
    const frame = parseJson(text);
    if (!isRecord(frame)) return this.#fault('a frame that is no object');
    switch (frame['t']) {
      case 'event':
        this.counts.events += 1;
        this.#apply(frame);
        break;
      case 'welcome':
        this.#welcome(frame);
        break;
      case 'snapshot':
        for (const order of list(frame['orders'])) this.#put(order);
        this.#arriving = frame['more'] === true;
        break;
      case 'tick':
        break;
      default:
        this.#fault(`a frame of kind ${String(frame['t'])}`);
    }
    this.#heard();
  }

  #welcome(frame: Json): void {
    const { snapshot, seq } = frame;
    if (isRecord(snapshot)) {
      this.counts.snapshots += 1;
      this.#orders = new Map();
      this.#stock = new Map();
      for (const order of list(snapshot['orders'])) this.#put(order);
      for (const level of list(snapshot['stock'])) this.#level(level);
      this.#seq = Number(seq);
      this.#arriving = frame['more'] === true;
      return;
    }
    this.counts.resumed += 1;
    for (const event of list(frame['events'])) this.#apply(event);
    if (this.#seq !== seq) this.#fault(`welcomed at ${String(seq)} with events up to ${this.#seq}`);
  }

  #apply(event: Json): void {
    const { seq, type, data } = event;
    const next = this.#seq === null ? seq : this.#seq + 1;
    if (seq !== next) this.#fault(`event ${String(seq)} came where ${String(next)} was due`);
    this.#seq = Number(seq);
    if (!isRecord(data)) return this.#fault(`event ${String(seq)} has no data`);
    if (type === 'order.placed' || type === 'order.changed') {
      if (isRecord(data['order'])) this.#put(data['order']);
    } else if (type === 'stock.changed') {
      for (const level of list(data['items'])) this.#level(level);
    }
  }

  #put(order: Json): void {
    const id = String(order['id']);
    const status = ORDER_STATUSES.find((known) => known === order['status']);
    if (status === undefined) return this.#fault(`order ${id} is ${String(order['status'])}`);
    if (isOpen(status)) this.#orders.set(id, order);
    else this.#orders.delete(id);
  }

  #level({ itemId, available }: Json): void {
    this.#stock.set(String(itemId), available);
  }

  #fault(text: string): void {
    if (this.faults.length < 10) this.faults.push(`a ${this.device.role}: ${text}`);
  }
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
