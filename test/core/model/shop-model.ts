import type { OrderAction, OrderStatus } from '../../../src/shared/order-states.ts';

interface ModelLine {
  readonly item: string;
  taken: number;
  done: boolean;
  touched: boolean;
}

export interface ModelOrder {
  /** The broker's id, known once it has answered. */
  id: string;
  status: OrderStatus;
  lines: ModelLine[];
}

const NEXT: Partial<Record<`${OrderStatus} ${OrderAction}`, OrderStatus>> = {
  'held send': 'pending',
  'pending start': 'preparing',
  'preparing ready': 'ready',
  'ready recall': 'preparing',
  'ready complete': 'completed',
};

/** The whole product in a few lines, with neither speed nor durability: what the real one is held against. */
export class ShopModel {
  readonly left = new Map<string, number | null>();
  readonly off = new Set<string>();
  readonly orders: ModelOrder[] = [];

  place(lines: readonly { item: string; quantity: number }[], hold: boolean): ModelOrder | string {
    if (lines.some(({ item }) => this.off.has(item))) return 'item_unavailable';
    for (const { item } of lines) {
      const wanted = lines.filter((l) => l.item === item).reduce((n, l) => n + l.quantity, 0);
      if (wanted > (this.left.get(item) ?? Infinity)) return 'out_of_stock';
    }
    const taken = lines.map(({ item, quantity }) => ({
      item,
      taken: this.#take(item, quantity),
      done: false,
      touched: false,
    }));
    const order: ModelOrder = { id: '', status: hold ? 'held' : 'pending', lines: taken };
    this.orders.push(order);
    return order;
  }

  act(order: ModelOrder, action: OrderAction): string | null {
    if (action === 'cancel') return this.#cancel(order);
    const next = NEXT[`${order.status} ${action}`];
    if (!next) return 'illegal_transition';
    if (action !== 'send' && action !== 'complete') {
      for (const line of order.lines)
        Object.assign(line, { touched: true, done: action === 'ready' });
    }
    order.status = next;
    return null;
  }

  bump(order: ModelOrder, line: number): string | null {
    const of = order.lines[line];
    if (!of || !['pending', 'preparing'].includes(order.status)) return 'illegal_transition';
    Object.assign(of, { done: true, touched: true });
    order.status = order.lines.every(({ done }) => done) ? 'ready' : 'preparing';
    return null;
  }

  unbump(order: ModelOrder, line: number): string | null {
    const of = order.lines[line];
    if (!of || !['preparing', 'ready'].includes(order.status)) return 'illegal_transition';
    if (of.done) order.status = 'preparing';
    of.done = false;
    return null;
  }

  /** Units that orders hold of an item. */
  held(item: string): number {
    const lines = this.orders.flatMap((order) => order.lines);
    return lines.filter((line) => line.item === item).reduce((n, { taken }) => n + taken, 0);
  }

  #take(item: string, quantity: number): number {
    const left = this.left.get(item) ?? null;
    if (left === null) return 0;
    this.left.set(item, left - quantity);
    return quantity;
  }

  #cancel(order: ModelOrder): string | null {
    if (order.status === 'completed' || order.status === 'cancelled') return 'illegal_transition';
    for (const line of order.lines.filter(({ touched }) => !touched)) {
      const left = this.left.get(line.item) ?? null;
      if (left !== null) this.left.set(line.item, left + line.taken);
      line.taken = 0;
    }
    order.status = 'cancelled';
    return null;
  }
}
