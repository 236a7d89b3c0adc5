import type { OrderAction, OrderStatus } from '../../../src/shared/order-states.ts';
import {
  begin,
  bringBack,
  finish,
  isDone,
  send,
  sendMore,
  tasksOf,
  tellCancelled,
  tellChange,
  tellDetails,
  type KitchenOrder,
  type ModelLine,
} from './kitchen-model.ts';
import type { CancelReason, Line, TakenOff } from './steps.ts';

export interface ModelOrder extends KitchenOrder {
  /** The broker's id, known once it has answered. */
  id: string;
  readonly shift: ModelShift | null;
  readonly payments: { readonly cents: number; left: number }[];
}

/** The drawer of the one counter there is. */
export interface ModelShift {
  readonly number: number;
  isOpen: boolean;
  cash: number;
  payments: number;
  refunds: number;
  cancelled: number;
  voided: number;
}

/** What an item costs, in cents. */
const PRICES: Readonly<Record<string, number>> = { guarana: 700, 'pizza-margherita': 3990 };

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
  /** Units that were taken off orders and did not come back. */
  readonly wasted = new Map<string, number>();
  readonly off = new Set<string>();
  readonly orders: ModelOrder[] = [];
  readonly shifts: ModelShift[] = [];

  get shift(): ModelShift | null {
    return this.shifts.find(({ isOpen }) => isOpen) ?? null;
  }

  place(lines: readonly Line[], hold: boolean, atCounter: boolean): ModelOrder | string {
    const shift = atCounter ? this.shift : null;
    if (atCounter && !shift) return 'no_open_shift';
    const refusal = this.#refuse(lines, this.left);
    if (refusal) return refusal;
    const order: ModelOrder = {
      id: '',
      status: hold ? 'held' : 'pending',
      lines: this.#take(lines),
      table: null,
      rush: false,
      recalls: 0,
      isSent: false,
      shift,
      payments: [],
    };
    if (!hold) send(order);
    this.orders.push(order);
    return order;
  }

  act(order: ModelOrder, action: Exclude<OrderAction, 'cancel'>): string | null {
    const next = NEXT[`${order.status} ${action}`];
    if (!next) return 'illegal_transition';
    if (action === 'send') send(order);
    if (action === 'start') begin(order);
    if (action === 'ready') finish(order);
    if (action === 'recall') bringBack(order);
    order.status = next;
    return null;
  }

  /** @param reason in words, or one that says whether the stock gets back what the order took */
  cancel(order: ModelOrder, reason: CancelReason): string | null {
    if (order.status === 'completed' || order.status === 'cancelled') return 'illegal_transition';
    const isBack = (line: ModelLine): boolean =>
      order.status === 'held' || (reason === 'words' ? !line.touched : reason === 'mistyped');
    for (const line of order.lines.filter(isBack)) {
      const left = this.left.get(line.item) ?? null;
      if (left !== null) this.left.set(line.item, left + line.taken);
      line.taken = 0;
    }
    if (order.isSent) tellCancelled(order);
    order.status = 'cancelled';
    if (order.shift?.isOpen === true) order.shift.cancelled += 1;
    return null;
  }

  /**
   * @param taken the line that units go off, and how many for what reason; by its place in the order
   * @param table where the customer sits now; null = no word of it
   */
  change(
    order: ModelOrder,
    add: readonly Line[],
    taken: TakenOff | null,
    table: string | null = null,
  ): string | null {
    if (order.status === 'completed' || order.status === 'cancelled') return 'change_not_possible';
    const left = new Map(this.left);
    const line = taken && order.lines[taken.line];
    const held = order.status === 'held';
    const released = taken && line ? Math.min(taken.quantity, line.taken) : 0;
    const counted = line ? left.get(line.item) : null;
    const isBack = held || taken?.reason === 'mistyped';
    if (taken && line) {
      if (taken.quantity > line.quantity) return 'too_many_units';
      if (!held && taken.reason === null) return 'reason_required';
      if (isBack && typeof counted === 'number') left.set(line.item, counted + released);
    }
    const refusal = this.#refuse(add, left);
    if (refusal) return refusal;
    const units = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
    if ((taken || add.length > 0) && units === (taken?.quantity ?? 0) && add.length === 0)
      return 'nothing_left';

    for (const [item, level] of left) this.left.set(item, level);
    if (taken && line) {
      line.quantity -= taken.quantity;
      line.taken -= released;
      if (!held) tellChange(line, -taken.quantity);
      if (!isBack) this.wasted.set(line.item, (this.wasted.get(line.item) ?? 0) + released);
      if (!held && order.shift?.isOpen === true) order.shift.voided += taken.quantity;
    }
    if (held) order.lines = order.lines.filter(({ quantity }) => quantity > 0);
    const isMoved = table !== null && table !== order.table;
    if (isMoved) order.table = table;
    if (isMoved && order.isSent) tellDetails(order);
    const added = this.#take(add);
    if (!held) sendMore(order, added);
    order.lines.push(...added);
    if (order.status === 'ready' && !isDone(order)) order.status = 'preparing';
    if (order.status === 'preparing' && isDone(order)) order.status = 'ready';
    return null;
  }

  pay(order: ModelOrder, cents: number): string | null {
    const due = dueOf(order);
    if (order.status === 'cancelled' || due <= 0) return 'change_not_possible';
    if (!this.shift) return 'no_open_shift';
    if (cents > due) return 'amount_too_high';
    order.payments.push({ cents, left: cents });
    this.shift.cash += cents;
    this.shift.payments += cents;
    return null;
  }

  refund(order: ModelOrder, nth: number, cents: number): string | null {
    const payment = order.payments[nth];
    if (!payment) return 'not_found';
    if (order.payments.every(({ left }) => left === 0)) return 'change_not_possible';
    if (!this.shift) return 'no_open_shift';
    if (cents > payment.left || cents > this.shift.cash) return 'amount_too_high';
    payment.left -= cents;
    this.shift.cash -= cents;
    this.shift.refunds += cents;
    return null;
  }

  openShift(cash: number): string | null {
    if (this.shift) return 'shift_already_open';
    const number = this.shifts.length + 1;
    const none = { payments: 0, refunds: 0, cancelled: 0, voided: 0 };
    this.shifts.push({ number, isOpen: true, cash, ...none });
    return null;
  }

  closeShift(leaveUnpaid: boolean): string | null {
    const { shift } = this;
    if (!shift) return 'no_open_shift';
    const unpaid = this.orders.some((order) => {
      return order.shift === shift && order.status !== 'cancelled' && dueOf(order) > 0;
    });
    if (unpaid && !leaveUnpaid) return 'unpaid_orders';
    shift.isOpen = false;
    return null;
  }

  takeCash(cents: number): string | null {
    if (!this.shift) return 'no_open_shift';
    if (cents > this.shift.cash) return 'amount_too_high';
    this.shift.cash -= cents;
    return null;
  }

  /** What the orders of a shift come to, those that were cancelled left out. */
  sales(shift: ModelShift): { readonly orders: number; readonly totalCents: number } {
    const sold = this.orders.filter(
      (order) => order.shift === shift && order.status !== 'cancelled',
    );
    const totalCents = sold.reduce((sum, order) => sum + totalOf(order), 0);
    return { orders: sold.length, totalCents };
  }

  /** Units that orders hold of an item, and those that they wasted. */
  gone(item: string): number {
    const lines = this.orders.flatMap((order) => order.lines);
    const held = lines.filter((line) => line.item === item).reduce((n, { taken }) => n + taken, 0);
    return held + (this.wasted.get(item) ?? 0);
  }

  #refuse(lines: readonly Line[], left: ReadonlyMap<string, number | null>): string | null {
    if (lines.some(({ item }) => this.off.has(item))) return 'item_unavailable';
    for (const { item } of lines) {
      const wanted = lines.filter((l) => l.item === item).reduce((n, l) => n + l.quantity, 0);
      if (wanted > (left.get(item) ?? Infinity)) return 'out_of_stock';
    }
    return null;
  }

  #take(lines: readonly Line[]): ModelLine[] {
    return lines.map(({ item, quantity, course }) => {
      const left = this.left.get(item) ?? null;
      if (left !== null) this.left.set(item, left - quantity);
      const taken = left === null ? 0 : quantity;
      const tasks = tasksOf(item);
      return {
        id: '',
        item,
        quantity,
        taken,
        touched: false,
        course,
        fired: false,
        told: [],
        tasks,
      };
    });
  }
}

export function totalOf({ lines }: ModelOrder): number {
  return lines.reduce((sum, { item, quantity }) => sum + quantity * (PRICES[item] ?? 0), 0);
}

export function dueOf(order: ModelOrder): number {
  const paid = order.payments.reduce((sum, { left }) => sum + left, 0);
  return (order.status === 'cancelled' ? 0 : totalOf(order)) - paid;
}
