import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { CommittedEvent, Device } from '../../broker/ports.ts';
import type { Audience } from '../audience.ts';
import type { LanContext } from '../context.ts';
import { eventFrame } from '../event-json.ts';
import { type Batch, Session } from './session.ts';
import { textFrames } from './text-frames.ts';

/** Between two ticks, in milliseconds. */
export const TICK_EVERY_MS = 5000;

/** Between two pings, in milliseconds. A peer that answered none of them by the next is gone. */
export const PING_EVERY_MS = 15_000;

/** How long the closing handshake may take when the server stops, in milliseconds. */
const CLOSE_WITHIN_MS = 1000;

/** All open sessions: carries each committed batch to them, and keeps the line alive. */
export class Hub {
  readonly #context: LanContext;
  readonly #sessions = new Set<Session>();
  readonly #stops: readonly (() => void)[];

  constructor(context: LanContext) {
    this.#context = context;
    const { broker, clock } = context;
    this.#stops = [
      broker.subscribe((events) => this.#publish(events)),
      clock.every(TICK_EVERY_MS, () => this.#tick()),
      clock.every(PING_EVERY_MS, () => {
        for (const session of this.#sessions) session.ping();
      }),
    ];
  }

  get size(): number {
    return this.#sessions.size;
  }

  /** Open sessions by role. */
  byRole(): ReadonlyMap<string, number> {
    const roles = new Map<string, number>();
    for (const { device } of this.#sessions) {
      roles.set(device.role, (roles.get(device.role) ?? 0) + 1);
    }
    return roles;
  }

  open(ws: WebSocket, socket: Duplex, device: Device): void {
    const session = new Session(ws, socket, device, this.#context);
    this.#sessions.add(session);
    ws.once('close', () => this.#sessions.delete(session));
  }

  /** Lets commands that were taken come to their answers, then closes every session. */
  async stop(): Promise<void> {
    await Promise.all([...this.#sessions].map((session) => session.settle()));
    for (const stop of this.#stops) stop();
    const closing = [...this.#sessions];
    for (const session of closing) session.close();
    const cancel = this.#context.clock.after(CLOSE_WITHIN_MS, () => {
      for (const session of closing) session.terminate();
    });
    await Promise.all(closing.map((session) => session.closed));
    cancel();
  }

  #publish(events: readonly CommittedEvent[]): void {
    const first = events[0];
    const last = events.at(-1);
    if (!first || !last) return;
    const made = new Map<Audience, Buffer>();
    const batch: Batch = {
      firstSeq: first.event.seq,
      lastSeq: last.event.seq,
      frames: (audience) => {
        let frames = made.get(audience);
        if (!frames) {
          frames = textFrames(events.map((event) => eventFrame(audience, event)));
          made.set(audience, frames);
        }
        return frames;
      },
    };
    for (const session of this.#sessions) session.deliver(batch);
  }

  #tick(): void {
    const { broker } = this.#context;
    const serverTime = new Date(broker.now()).toISOString();
    const frame = JSON.stringify({ t: 'tick', seq: broker.view.seq, serverTime });
    for (const session of this.#sessions) session.tick(frame);
  }
}
