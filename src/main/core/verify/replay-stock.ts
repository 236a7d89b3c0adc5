import type { StockLevel } from '../../../shared/menu.ts';
import type { Order } from '../../../shared/order.ts';
import type { CheckedRows } from '../db/rows.ts';
import { same, type Differences } from './difference.ts';

/**
 * Adds the stock up again: what orders took and gave back since the last level must be what the next level says,
 * unless somebody set it. A batch states its levels once, in its last event, so the sums go from one such event
 * to the next.
 */
export class StockReplay {
  readonly #levels = new Map<string, number | null>();
  /** Units taken (below zero) and given back since the last level was stated, by item. */
  #moved = new Map<string, number>();
  /** Counted items that were sold without being taken from, or the other way round. */
  #odd = new Map<string, string>();
  #menuReplaced = false;
  readonly #rows;
  readonly #isSet;

  /** @param isSet whether a command that may set a level ended with this event; `null` = nobody remembers */
  constructor(rows: CheckedRows, isSet: (seq: number) => boolean | null) {
    this.#rows = rows.stock('');
    this.#isSet = isSet;
  }

  onMenuReplaced(): void {
    this.#menuReplaced = true;
  }

  onPlaced(order: Order): void {
    for (const { itemId, quantity, stockTaken } of order.lines) {
      const counted = (this.#levels.get(itemId) ?? null) !== null;
      if (stockTaken !== (counted ? quantity : 0)) {
        this.#odd.set(itemId, `${stockTaken} taken for ${quantity} sold`);
      }
      this.#move(itemId, -stockTaken);
    }
  }

  *onChanged(where: string, before: Order, after: Order): Differences {
    for (const [index, line] of after.lines.entries()) {
      const was = before.lines[index];
      if (!was || was.stockTaken === line.stockTaken) continue;
      const back =
        after.status === 'cancelled' && was.status === 'pending' && line.stockTaken === 0;
      const what = `stock taken by line ${line.id}`;
      if (!back) yield* same(where, what, was.stockTaken, line.stockTaken);
      this.#move(line.itemId, was.stockTaken);
    }
  }

  *onLevels(seq: number, items: readonly StockLevel[]): Differences {
    const where = `event ${seq}`;
    const set = this.#menuReplaced || this.#isSet(seq) !== false;
    for (const { itemId, available } of items) {
      if (available !== null && available < 0) {
        yield { where, what: `stock of ${itemId}`, expected: '0 or more', found: `${available}` };
      }
      if (!set) {
        const odd = this.#odd.get(itemId);
        if (odd !== undefined) yield this.#oddity(where, itemId, odd);
        yield* same(where, `stock of ${itemId}`, this.#expected(itemId), available);
      }
      this.#levels.set(itemId, available);
      this.#moved.delete(itemId);
    }
    // What was given back to an item that is no longer counted is not stated.
    for (const [itemId, units] of this.#moved) {
      if (units < 0 || !this.#isUncounted(itemId)) yield* this.#unstated(where, itemId, units);
    }
    this.#moved = new Map();
    this.#odd = new Map();
    this.#menuReplaced = false;
  }

  *end(lastSeq: number): Differences {
    const where = `event ${lastSeq}`;
    for (const [itemId, units] of this.#moved) {
      if (units < 0 || !this.#isUncounted(itemId)) yield* this.#unstated(where, itemId, units);
    }
    for (const [itemId, odd] of this.#odd) yield this.#oddity(where, itemId, odd);
    const there = new Map<string, number | null>();
    for (const { itemId, available } of this.#rows.iterate()) there.set(itemId, available);
    for (const [itemId, level] of this.#levels) {
      yield* same(`stock, item ${itemId}`, 'available', level, there.get(itemId));
      there.delete(itemId);
    }
    for (const itemId of there.keys()) {
      yield* same(`stock, item ${itemId}`, 'row', undefined, there.get(itemId));
    }
  }

  #move(itemId: string, units: number): void {
    if (units !== 0) this.#moved.set(itemId, (this.#moved.get(itemId) ?? 0) + units);
  }

  #expected(itemId: string): number | null {
    const level = this.#levels.get(itemId) ?? null;
    return level === null ? null : level + (this.#moved.get(itemId) ?? 0);
  }

  #isUncounted(itemId: string): boolean {
    return (this.#levels.get(itemId) ?? null) === null;
  }

  *#unstated(where: string, itemId: string, units: number): Differences {
    if (units === 0) return;
    const found = 'no new level';
    yield { where, what: `stock of ${itemId}`, expected: `a level ${units} from before`, found };
  }

  #oddity(where: string, itemId: string, found: string) {
    return { where, what: `stock of ${itemId}`, expected: 'as many taken as sold', found };
  }
}
