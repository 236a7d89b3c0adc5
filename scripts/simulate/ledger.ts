import type { Final, SeenOrder } from './door.ts';
import type { PlannedOrder } from './plan.ts';

/** What became of one order that a customer sent. */
export interface Entry {
  readonly planned: PlannedOrder;
  /** The broker's last word; null when there was none to be had. */
  readonly final: Final | null;
}

/** How far a processor came with an accepted order. `elsewhere`: somebody else had a hand in it. */
export type Processing = 'completed' | 'elsewhere' | 'unanswered';

/** Everything that a simulation was told, as it was told: what the checks hold against what is there in the end. */
export class Ledger {
  readonly entries: Entry[] = [];
  readonly processed = new Map<string, Processing>();
  /** From sending an order for the first time until its answer, in milliseconds. */
  readonly placingMs: number[] = [];
  /** Why commands had to be sent again, and how often. */
  readonly retries = new Map<string, number>();

  answered(planned: PlannedOrder, final: Final | null, ms: number): void {
    this.entries.push({ planned, final });
    if (final) this.placingMs.push(ms);
  }

  again(why: string): void {
    this.retries.set(why, (this.retries.get(why) ?? 0) + 1);
  }

  /** The acknowledged orders with what was asked for. */
  accepted(): {
    readonly planned: PlannedOrder;
    readonly order: SeenOrder;
    readonly seq: number;
  }[] {
    return this.entries.flatMap(({ planned, final }) =>
      final?.state === 'accepted' && final.order
        ? [{ planned, order: final.order, seq: final.seq }]
        : [],
    );
  }

  /** Refusals by code. */
  refused(): Map<string, number> {
    const codes = new Map<string, number>();
    for (const { final } of this.entries) {
      if (final?.state === 'refused') codes.set(final.code, (codes.get(final.code) ?? 0) + 1);
    }
    return codes;
  }

  /** Orders without any answer. */
  unanswered(): number {
    return this.entries.filter(({ final }) => final === null).length;
  }
}
