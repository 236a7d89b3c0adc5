import { LIMITS } from '../../shared/limits.ts';
import type { CommandType } from '../../shared/commands.ts';
import type { Outgoing, Reply, Unheard } from './contract.ts';
import { SavedCommands, type SavedCommand } from './saved-commands.ts';
import { isRecord } from './guards.ts';
import type { Clock, TextStorage, Timers } from './ports.ts';

interface Entry {
  readonly command: SavedCommand;
  /** Cancels the pause that the broker asked for; null while the command may go out. */
  pause: (() => void) | null;
  /** The broker asked who it is: it waits for somebody to sign in. */
  waitsForSignIn: boolean;
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
  /** A command that was kept over a reload was refused, and nobody on this page waits to hear it. */
  readonly onUnheard: (unheard: Unheard) => void;
  /** The broker wants to know who gave a command: its session, null for none, is not good (any more). */
  readonly onSignInRequired: (session: string | null) => void;
}

/** With what a command goes out, beside its data. */
export interface Credentials {
  readonly session?: string;
  readonly approval?: string;
}

/** Most bytes that the two members for sessions and approvals take in a frame; see `commandFrameSchema`. */
const CREDENTIAL_BYTES = 1_100;

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
      this.#entries.set(command.id, {
        command,
        pause: null,
        waitsForSignIn: false,
        waiters: [],
      });
    }
    this.#changed();
  }

  /** Gives a command to the outbox. One with an id that is on its way already joins it. */
  add(id: string, type: CommandType, data: unknown, credentials: Credentials): Promise<Reply> {
    return new Promise((resolve) => {
      const known = this.#entries.get(id);
      if (known) {
        known.waiters.push(resolve);
        return;
      }
      const since = this.#options.clock();
      const entry: Entry = {
        command: { id, type, data, since, transmitted: false, ...credentials },
        pause: null,
        waitsForSignIn: false,
        waiters: [resolve],
      };
      if (tooLong({ id, type, data })) {
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

  /**
   * Somebody has signed in: what the broker would not take from nobody goes out again under its own id, in their
   * name. They were shown that it waits, and only who is there can answer for it. What is on its way under a
   * session of its own stays with who gave it.
   */
  signedIn(session: string): void {
    for (const entry of this.#entries.values()) {
      if (!entry.waitsForSignIn) continue;
      entry.waitsForSignIn = false;
      entry.command.session = session;
      this.#saved.put(entry.command);
      this.#transmit(entry);
    }
    this.#changed();
  }

  /** The broker's answer to one command; an answer nobody waits for is a repeat. */
  answer(id: string, reply: Reply): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    if (!reply.ok && reply.refusal.code === 'sign_in_required') {
      entry.waitsForSignIn = true;
      this.#changed();
      this.#options.onSignInRequired(entry.command.session ?? null);
      return;
    }
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
    if (reply.ok || entry.waiters.length > 0) return;
    const { type, data } = entry.command;
    this.#options.onUnheard({ id, type, refusal: reply.refusal, ...orderNamedIn(data) });
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
      ({ command: { id, type, data, since }, waitsForSignIn }) => {
        const waits = waitsForSignIn ? { waitsForSignIn } : {};
        return [id, { id, type, since, ...orderNamedIn(data), ...waits }] as const;
      },
    );
    this.#options.onChange(Object.fromEntries(rows));
  }
}

/** The order that a command is about, where its data names one. */
function orderNamedIn(data: unknown): { readonly orderId?: string } {
  return isRecord(data) && typeof data['orderId'] === 'string' ? { orderId: data['orderId'] } : {};
}

type Framed = Pick<SavedCommand, 'id' | 'type' | 'data' | 'session' | 'approval'>;

function frameOf({ id, type, data, session, approval }: Framed): string {
  return JSON.stringify({ t: 'command', id, type, data, session, approval });
}

/** Looked at once, with room for any session: it may go out later under a longer one. */
function tooLong(command: Pick<SavedCommand, 'id' | 'type' | 'data'>): boolean {
  const bytes = new TextEncoder().encode(frameOf(command)).length;
  return bytes + CREDENTIAL_BYTES > LIMITS.frameBytes;
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
