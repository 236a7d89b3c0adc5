import { WebSocket } from 'ws';
import { z } from 'zod';
import { SUBPROTOCOL } from '../../src/shared/wire.ts';
import { type Door, LOST, type Outcome, refusal, type SeenOrder, seenOrderSchema } from './door.ts';
import { ANSWER_WITHIN_MS, parseJson, type Where } from './http-door.ts';

/** Pause before a listening socket that was lost is opened again. Milliseconds. */
const REOPEN_AFTER_MS = 100;

/** An event as it is heard; `order` where it carries one. */
export interface HeardEvent {
  readonly seq: number;
  readonly type: string;
  readonly order: SeenOrder | null;
}

export interface WsDoorOptions {
  readonly where: Where;
  readonly token: string;
  /** Hears every event once and in order, over lost connections too. Without it events are passed over unread. */
  readonly onEvent?: (event: HeardEvent) => void;
}

const eventSchema = z.object({
  seq: z.int(),
  type: z.string(),
  data: z.looseObject({ order: seenOrderSchema.optional() }),
});

const orders = z.array(seenOrderSchema);

const frameSchema = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('welcome'),
    seq: z.int(),
    snapshot: z.object({ orders }).nullable(),
    events: z.array(eventSchema),
  }),
  z.object({ t: z.literal('snapshot'), seq: z.int(), orders }),
  z.object({ t: z.literal('event'), ...eventSchema.shape }),
  z.object({
    t: z.literal('ack'),
    id: z.string(),
    seq: z.int(),
    data: z.object({ order: seenOrderSchema.optional() }),
  }),
  z.object({
    t: z.literal('reject'),
    id: z.string().nullable(),
    code: z.string(),
    detail: z.string(),
    data: z.record(z.string(), z.unknown()),
  }),
  z.object({ t: z.literal('tick') }),
]);

/** Commands over one WebSocket, and, when asked to listen, all events: resumed with "since N" when it breaks. */
export class WsDoor implements Door {
  readonly kind = 'ws';
  readonly #options: WsDoorOptions;
  readonly #waiting = new Map<string, (outcome: Outcome) => void>();
  #socket: Promise<WebSocket | null> | null = null;
  #live: WebSocket | null = null;
  #reopen: NodeJS.Timeout | null = null;
  #closed = false;
  #seq: number | null = null;

  constructor(options: WsDoorOptions) {
    this.#options = options;
  }

  /** The number of the last event heard; null before the first welcome. */
  get seq(): number | null {
    return this.#seq;
  }

  /** Connects if need be. True once the broker has said welcome. */
  async open(): Promise<boolean> {
    return (await this.#connection()) !== null;
  }

  async send(id: string, type: string, data: unknown): Promise<Outcome> {
    const socket = await this.#connection();
    if (!socket || socket !== this.#live) return LOST;
    return new Promise((resolve) => {
      const overdue = setTimeout(() => socket.terminate(), ANSWER_WITHIN_MS);
      this.#waiting.set(id, (outcome) => {
        clearTimeout(overdue);
        resolve(outcome);
      });
      socket.send(JSON.stringify({ t: 'command', id, type, data }));
    });
  }

  close(): void {
    this.#closed = true;
    if (this.#reopen) clearTimeout(this.#reopen);
    this.#live?.close();
    this.#live = null;
    this.#loseAll();
  }

  #connection(): Promise<WebSocket | null> {
    if (this.#closed) return Promise.resolve(null);
    this.#socket ??= this.#connect();
    return this.#socket;
  }

  /** Resolves with the socket once welcomed, or with null when that fails. */
  async #connect(): Promise<WebSocket | null> {
    const address = new URL('/ws', await this.#options.where());
    address.protocol = 'ws:';
    return new Promise((resolve) => {
      const ws = new WebSocket(address, [SUBPROTOCOL, `auth.${this.#options.token}`], {
        perMessageDeflate: false,
      });
      const listening = this.#options.onEvent !== undefined;
      ws.on('open', () => {
        if (this.#closed) ws.close();
        else ws.send(JSON.stringify({ t: 'hello', since: listening ? this.#seq : null }));
      });
      ws.on('message', (data: Buffer) => {
        const text = data.toString('utf8');
        // Most of what comes; who does not listen need not even read it.
        if (!listening && text.startsWith('{"t":"event"')) return;
        const frame = frameSchema.safeParse(parseJson(text));
        if (!frame.success) {
          ws.terminate();
          return;
        }
        this.#heard(ws, frame.data);
        if (this.#live === ws) resolve(ws);
      });
      // What went wrong is of no use here: the close that follows is what counts.
      ws.on('error', () => undefined);
      ws.on('close', () => {
        this.#socket = null;
        if (this.#live === ws) this.#live = null;
        this.#loseAll();
        resolve(null);
        if (listening && !this.#closed) {
          this.#reopen = setTimeout(() => void this.#connection(), REOPEN_AFTER_MS);
        }
      });
    });
  }

  #heard(ws: WebSocket, frame: z.infer<typeof frameSchema>): void {
    switch (frame.t) {
      case 'welcome':
        this.#live = ws;
        for (const order of frame.snapshot?.orders ?? []) this.#found(frame.seq, order);
        if (frame.snapshot) this.#seq = frame.seq;
        for (const event of frame.events) this.#event(event);
        break;
      case 'snapshot':
        for (const order of frame.orders) this.#found(frame.seq, order);
        break;
      case 'event':
        // A gap must never be passed over: hear again from where this one stands.
        if (this.#seq !== null && frame.seq > this.#seq + 1) ws.terminate();
        else this.#event(frame);
        break;
      case 'ack':
        this.#answer(frame.id, {
          state: 'accepted',
          seq: frame.seq,
          order: frame.data.order ?? null,
        });
        break;
      case 'reject':
        if (frame.id !== null) {
          this.#answer(frame.id, refusal(frame.code, frame.detail, frame.data));
        }
        break;
      case 'tick':
        break;
    }
  }

  #found(seq: number, order: SeenOrder): void {
    this.#options.onEvent?.({ seq, type: 'snapshot', order });
  }

  #event({ seq, type, data }: z.infer<typeof eventSchema>): void {
    if (this.#seq !== null && seq <= this.#seq) return;
    this.#seq = seq;
    this.#options.onEvent?.({ seq, type, order: data.order ?? null });
  }

  #answer(id: string, outcome: Outcome): void {
    const resolve = this.#waiting.get(id);
    this.#waiting.delete(id);
    resolve?.(outcome);
  }

  #loseAll(): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const resolve of waiting) resolve(LOST);
  }
}
