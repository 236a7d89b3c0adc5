import { setTimeout as delay } from 'node:timers/promises';
import type { Final, Outcome } from '../../../scripts/simulate/door.ts';
import type { Ledger } from './ledger.ts';

/** How long one command is sent again before it is given up. Milliseconds. */
const PATIENCE_MS = 60_000;

/** One command, as it goes through any door. */
export interface Asking {
  readonly what: string;
  /** Sends it once. Never rejects. */
  readonly send: () => Promise<Outcome>;
  /** Codes of refusals that are meant to be. */
  readonly meant?: readonly string[];
}

/** Where the clients' work begins, so that its end can be waited for, and where their commands leave. */
export class Desk {
  readonly ledger: Ledger;
  #underWay = 0;
  #idle: (() => void) | null = null;

  constructor(ledger: Ledger) {
    this.ledger = ledger;
  }

  /** Begins some work. What it throws is a fault of the soak. */
  begin(what: string, work: () => Promise<void>): void {
    this.#underWay += 1;
    const ended = (): void => {
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#idle?.();
    };
    work()
      .catch((error: unknown) => this.ledger.fault(`${what}: ${String(error)}`))
      .finally(ended);
  }

  /** Resolves once all that was begun has ended. */
  async idle(): Promise<void> {
    while (this.#underWay > 0) {
      await new Promise<void>((resolve) => (this.#idle = resolve));
    }
  }

  /** Sends a command until there is a last word; null, and a fault, when there is none to be had. */
  async ask({ what, send, meant = [] }: Asking): Promise<Final | null> {
    const until = performance.now() + PATIENCE_MS;
    for (let outcome = await send(); ; outcome = await send()) {
      if (outcome.state !== 'again') {
        this.ledger.answered += 1;
        if (outcome.state === 'refused') this.ledger.refused(what, outcome, meant);
        return outcome;
      }
      this.ledger.sentAgain(outcome.why);
      if (performance.now() > until) {
        this.ledger.fault(`${what} had no answer: ${outcome.why}`);
        return null;
      }
      await delay(Math.max(outcome.afterMs, 100));
    }
  }
}
