import { LIMITS } from '../../shared/limits.ts';
import type { CommandType } from '../../shared/commands.ts';
import type { Outgoing, Reply } from './contract.ts';
import { SavedCommands, type SavedCommand } from './saved-commands.ts';
import { isRecord } from './guards.ts';
import type { Clock, TextStorage, Timers } from './ports.ts';

interface Entry {
  readonly command: SavedCommand;
  /** Cancels the pause that the broker asked for; null while the command may go out. */
  pause: (() => void) | null;
  readonly waiters: ((reply: Reply) => void)[];
}

export interface OutboxOptions {
  readonly storage: TextStorage;
  /** Prefix of the keys of this page. */
  readonly page: string;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Puts one frame on the wire; false when there is no live connection. */
  readonly transmit: (frame: string) => boolean;
  readonly onChange: (outgoing: Readonly<Record<string, Outgoing>>) => void;
}

/**
 * Commands without an answer, in the order they were given. Each goes out again, under its own id, after every
 * reconnect; the broker answers a repeat with its first answer, so that each takes effect once.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #saved: SavedCommands;
  readonly #entries = new Map<string, Entry>();

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#saved = new SavedCommands(options.storage, options.page);
    for (const command of this.#saved.all()) {
      this.#entries.set(command.id, { command, pause: null, waiters: [] });
    }
    this.#changed();
  }

  /** Gives a command to the outbox. One with an id that is on its way already joins it. */
  add(id: string, type: CommandType, data: unknown): Promise<Reply> {
    return new Promise((resolve) => {
      const known = this.#entries.get(id);
      if (known) {
        known.waiters.push(resolve);
        return;
      }
      const since = this.#options.clock();
      const entry: Entry = {
        command: { id, type, data, since, transmitted: false },
        pause: null,
        waiters: [resolve],
      };
      if (tooLong(frameOf(entry.command))) {
        resolve(tooLarge());
        return;
      }
      this.#entries.set(id, entry);
      this.#saved.put(entry.command);
      this.#changed();
      this.#transmit(entry);
    });
  }

  /** The connection is live: everything unanswered goes out, oldest first. */
  resend(): void {
    for (const entry of this.#entries.values()) if (!entry.pause) this.#transmit(entry);
  }

  /** The broker's answer to one command; an answer nobody waits for is a repeat. */
  answer(id: string, reply: Reply): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    const seconds = pauseOf(reply);
    if (seconds !== null) {
      entry.pause?.();
      entry.pause = this.#options.timers.after(seconds * 1000, () => {
        entry.pause = null;
        this.#transmit(entry);
      });
      return;
    }
    entry.pause?.();
    this.#entries.delete(id);
    this.#saved.remove(id);
    this.#changed();
    for (const waiter of entry.waiters) waiter(reply);
  }

  /**
   * This page now speaks as another device, and ids are scoped to the device: what may have arrived under the old
   * one must not go out again, or it could take effect twice. It is handed back as refused.
   */
  disownTransmitted(): void {
    for (const { command } of this.#entries.values()) {
      if (!command.transmitted) continue;
      this.answer(command.id, {
        ok: false,
        refusal: {
          code: 'unauthorized',
          detail: 'The device was paired anew before the answer came: look whether it took effect.',
          data: {},
        },
      });
    }
  }

  #transmit(entry: Entry): void {
    if (!this.#options.transmit(frameOf(entry.command))) return;
    if (entry.command.transmitted) return;
    entry.command.transmitted = true;
    this.#saved.put(entry.command);
  }

  #changed(): void {
    const rows = [...this.#entries.values()].map(
      ({ command: { id, type, data, since } }) =>
        [id, { id, type, since, ...orderNamedIn(data) }] as const,
    );
    this.#options.onChange(Object.fromEntries(rows));
  }
}

/** The order that a command is about, where its data names one. */
function orderNamedIn(data: unknown): { readonly orderId?: string } {
  return isRecord(data) && typeof data['orderId'] === 'string' ? { orderId: data['orderId'] } : {};
}

function frameOf({ id, type, data }: SavedCommand): string {
  return JSON.stringify({ t: 'command', id, type, data });
}

function tooLong(frame: string): boolean {
  return new TextEncoder().encode(frame).length > LIMITS.frameBytes;
}

function tooLarge(): Reply {
  const detail = 'The order is too long to be sent at once: split it.';
  return { ok: false, refusal: { code: 'too_large', detail, data: {} } };
}

/** Seconds after which the same command is worth sending again, or null when the answer is final. */
function pauseOf(reply: Reply): number | null {
  if (reply.ok) return null;
  const { refusal } = reply;
  if (refusal.code !== 'overloaded' && refusal.code !== 'rate_limited') return null;
  return Math.max(1, refusal.data.retryAfterSeconds);
}
