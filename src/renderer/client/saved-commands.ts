import type { CommandType } from '../../shared/commands.ts';
import type { TextStorage } from './ports.ts';
import { isRecord, parseJson } from './guards.ts';

/** An unanswered command as it is kept over a reload of the page. */
export interface SavedCommand {
  readonly id: string;
  readonly type: CommandType;
  readonly data: unknown;
  /** This machine's clock in milliseconds. */
  readonly since: number;
  /** It was on the wire at least once: the broker may have it. */
  transmitted: boolean;
  /** Of who gave it: neither a reload nor a later sign-in changes who did it. Absent where nobody was signed in. */
  session?: string;
  /** A manager's word that goes along. */
  readonly approval?: string;
}

/** More than a counter can have waiting; beyond it, commands live in memory only. */
const MOST = 100;

/**
 * What must not be forgotten: orders, changes of them, and money, which the cashier has let go of as done. Every other
 * command is a tap away from being repeated.
 */
const KEPT: readonly CommandType[] = [
  'order.place',
  'order.send',
  'order.cancel',
  'order.change',
  'order.discount',
  'order.service_charge',
  'order.split',
  'order.receipt',
  'payment.take',
  'payment.refund',
  'shift.open',
  'shift.cash_in',
  'shift.cash_out',
  'shift.close',
];

/**
 * Unanswered commands in the browser's storage, one key for each, so that two tabs do not overwrite one another.
 * Storage that refuses (full, private) costs the reload, never the order at hand.
 */
export class SavedCommands {
  readonly #storage: TextStorage;
  readonly #prefix: string;

  constructor(storage: TextStorage, page: string) {
    this.#storage = storage;
    this.#prefix = `comanda.${page}.command.`;
  }

  all(): SavedCommand[] {
    return this.#keys()
      .map((key) => toCommand(parseJson(this.#storage.getItem(key) ?? '')))
      .filter((command) => command !== null)
      .toSorted((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1));
  }

  put(command: SavedCommand): void {
    if (!KEPT.includes(command.type)) return;
    const key = this.#prefix + command.id;
    if (this.#storage.getItem(key) === null && this.#keys().length >= MOST) return;
    try {
      this.#storage.setItem(key, JSON.stringify(command));
    } catch {
      console.warn(
        'The browser keeps no more data: what is unanswered would not survive a reload.',
      );
    }
  }

  remove(id: string): void {
    this.#storage.removeItem(this.#prefix + id);
  }

  #keys(): string[] {
    const keys = Array.from({ length: this.#storage.length }, (_, index) =>
      this.#storage.key(index),
    );
    return keys.filter((key): key is string => key?.startsWith(this.#prefix) ?? false);
  }
}

function toCommand(value: unknown): SavedCommand | null {
  if (!isRecord(value)) return null;
  const { id, data, since, transmitted, session, approval } = value;
  const type = KEPT.find((each) => each === value['type']);
  if (typeof id !== 'string' || type === undefined || typeof since !== 'number') return null;
  return {
    id,
    type,
    data,
    since,
    transmitted: transmitted === true,
    ...(typeof session === 'string' ? { session } : {}),
    ...(typeof approval === 'string' ? { approval } : {}),
  };
}
