import type { StockLevel } from '../../../shared/menu.ts';
import type { Order, OrderLine } from '../../../shared/order.ts';
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
    for (const line of order.lines) this.#take(line);
  }

  *onChanged(where: string, before: Order, after: Order): Differences {
    const there = new Map(before.lines.map((line) => [line.id, line]));
    for (const line of after.lines) {
      const was = there.get(line.id);
      there.delete(line.id);
      if (!was) {
        this.#take(line);
        continue;
      }
      const { released, back } = given(before, was, after, line);
      const left = was.stockTaken - released;
      yield* same(where, `stock taken by line ${line.id}`, left, line.stockTaken);
      if (back > released) {
        const what = `units of line ${line.id} back in stock`;
        yield { where, what, expected: `${released} at most`, found: `${back}` };
      }
      this.#move(line.itemId, back);
    }
    // Only of an order that the kitchen knew nothing of do lines go, and all that they had taken comes back.
    for (const { itemId, stockTaken } of there.values()) this.#move(itemId, stockTaken);
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

  #take({ itemId, quantity, stockTaken }: OrderLine): void {
    const counted = (this.#levels.get(itemId) ?? null) !== null;
    if (stockTaken !== (counted ? quantity : 0)) {
      this.#odd.set(itemId, `${stockTaken} taken for ${quantity} sold`);
    }
    this.#move(itemId, -stockTaken);
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

/** Units that are a line's no more after a change, and how many of them went back to the stock: the others are wasted. */
function given(before: Order, was: OrderLine, after: Order, is: OrderLine) {
  if (after.status === 'cancelled' && before.status !== 'cancelled') {
    const back = comesBack(before, after, was) ? was.stockTaken : 0;
    return { released: back, back };
  }
  const released = Math.min(was.quantity - is.quantity, was.stockTaken);
  if (before.status === 'held') return { released, back: released };
  const said = is.ledger.slice(was.ledger.length);
  return { released, back: said.reduce((sum, { restocked = 0 }) => sum + restocked, 0) };
}

/**
 * Whether a cancelled order gives back what a line of it took. Of a held one all comes back. Which of the shop's reasons it
 * was the log does not say: it gives back all or nothing, else what nobody has begun to make does.
 */
function comesBack(before: Order, after: Order, line: OrderLine): boolean {
  if (before.status === 'held') return true;
  const took = before.lines.filter(({ stockTaken }) => stockTaken > 0);
  const left = after.lines.filter(({ stockTaken }) => stockTaken > 0);
  const isMixed = left.length > 0 && left.length < took.length;
  return isMixed ? line.status === 'pending' : left.length === 0;
}
