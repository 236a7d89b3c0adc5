import type { StockLevel } from '../../shared/menu.ts';
import type { DecisionState } from './state.ts';

/** Stock as it will be once units that orders had taken are back: for a decision that goes on to take from it. */
export class StockReturns {
  readonly #state: DecisionState;
  readonly #levels = new Map<string, number>();

  constructor(state: DecisionState) {
    this.#state = state;
  }

  available(itemId: string): number | null {
    return this.#levels.get(itemId) ?? this.#state.available(itemId);
  }

  /** Gives units back; tells how many the stock took: none when counting was switched off meanwhile. */
  giveBack(itemId: string, units: number): number {
    const available = this.available(itemId);
    if (units === 0 || available === null) return 0;
    this.#levels.set(itemId, available + units);
    return units;
  }

  /** Puts down what was taken on top of what came back. */
  set({ itemId, available }: StockLevel): void {
    if (available !== null) this.#levels.set(itemId, available);
  }

  /** Every level that was touched. */
  levels(): StockLevel[] {
    return Array.from(this.#levels, ([itemId, available]) => ({ itemId, available }));
  }
}
