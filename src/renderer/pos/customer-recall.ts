import type { KnownCustomer } from '../../shared/customers.ts';
import type { Client } from '../client/contract.ts';
import type { Timers } from '../client/ports.ts';

/** The pause in typing after which earlier customers are looked for. Milliseconds. */
export const PAUSE_MS = 200;

/** Shorter than this, too many bear it. Characters. */
export const LEAST = 2;

/** More than these nobody reads with a queue at the counter. */
export const MOST = 4;

export interface Recall {
  /** What is in the field now; the answer comes through `onFound`, an empty one for what is too short. */
  ask(text: string): void;
  stop(): void;
}

export interface RecallOptions {
  readonly read: Client['read'];
  readonly timers: Timers;
  readonly onFound: (customers: readonly KnownCustomer[]) => void;
}

/**
 * Looks for earlier customers while somebody types: once they pause, and never with an answer to an older question.
 * Without contact there silently are none.
 */
export function createRecall({ read, timers, onFound }: RecallOptions): Recall {
  let round = 0;
  let cancel: () => void = () => undefined;
  const look = async (text: string, mine: number): Promise<void> => {
    const query = new URLSearchParams({ q: text, limit: String(MOST) });
    const outcome = await read<{ readonly customers: readonly KnownCustomer[] }>(
      `/api/v1/customers?${query.toString()}`,
    );
    if (mine === round) onFound(outcome.ok ? outcome.value.customers.slice(0, MOST) : []);
  };
  return {
    ask(text) {
      cancel();
      round += 1;
      const mine = round;
      const wanted = text.trim();
      if (wanted.length < LEAST) onFound([]);
      else cancel = timers.after(PAUSE_MS, () => void look(wanted, mine));
    },
    stop() {
      cancel();
      round += 1;
    },
  };
}
