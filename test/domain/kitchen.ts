import type { Menu } from '../../src/shared/menu.ts';
import type { LineTask, Order } from '../../src/shared/order.ts';
import { awaitsConfirmation, toldOf, toldOfLine } from '../../src/shared/told.ts';
import { SMALL_MENU } from '../support/broker.ts';
import { lineOf, Till } from './till.ts';

/** The small menu, and a dish of which the bar makes a part: its salad. */
export const KITCHEN_MENU: Menu = {
  ...SMALL_MENU,
  items: SMALL_MENU.items.flatMap((item) =>
    item.id === 'pizza-margherita'
      ? [item, { ...item, id: 'calzone', name: 'Calzone com salada', alsoAt: ['bar'] }]
      : [item],
  ),
};

/** One of each: made in the oven, at the bar, and at both. */
export const PIZZA = { itemId: 'pizza-margherita', quantity: 1 };
export const DRINK = { itemId: 'guarana', quantity: 3 };
export const CALZONE = { itemId: 'calzone', quantity: 1 };

/** The kitchen of a counter, with a clock that both live by. Lines are named by their place in the order. */
export class Kitchen extends Till {
  constructor() {
    super({}, undefined, KITCHEN_MENU);
  }

  /** @param time minutes and seconds past six in the evening */
  at(time: string): this {
    this.context = { ...this.context, at: instant(time) };
    return this;
  }

  now({ id }: Order): Order {
    const order = this.state.order(id);
    if (!order) throw new Error('no such order');
    return order;
  }

  /** @param told what the display had in view; null: a display that does not say */
  show(order: Order, stations?: string[], told: number | null = toldOf(this.now(order))): number {
    return this.run('order.shown', {
      orderIds: [order.id],
      ...(told !== null && { told: { [order.id]: told } }),
      ...(stations && { stations }),
    }).events.length;
  }

  bump(order: Order, lines: readonly number[], stations?: string[]): Order {
    return this.do('ticket.bump', onTicket(order, lines, stations));
  }

  recall(order: Order, lines: readonly number[], stations?: string[]): Order {
    return this.do('ticket.recall', onTicket(order, lines, stations));
  }

  /** Takes note of all that `order` says, as the cook has it before him. */
  confirm(order: Order, stations?: string[]): Order {
    return this.do('ticket.confirm', confirmation(order, stations));
  }

  takeOff(order: Order, line: number, quantity: number): Order {
    const takeOff = [{ lineId: lineOf(order, line).id, quantity, reasonId: 'mistyped' }];
    return this.do('order.change', { orderId: order.id, takeOff });
  }

  cancel({ id: orderId }: Order): Order {
    return this.do('order.cancel', { orderId, reason: 'teste' });
  }
}

export const instant = (time: string): string => `2026-11-20T18:${time}.000Z`;

export function onTicket(order: Order, lines: readonly number[], stations?: string[]) {
  const lineIds = lines.map((nth) => lineOf(order, nth).id);
  return { orderId: order.id, lineIds, ...(stations && { stations }) };
}

export function confirmation(order: Order, stations?: string[]) {
  const lines = Object.fromEntries(order.lines.map((line) => [line.id, toldOfLine(line, order)]));
  return { orderId: order.id, lines, ...(stations && { stations }) };
}

/** The tasks of one line, by station. */
export function taskOf(order: Order, line: number, station: string): LineTask {
  const task = lineOf(order, line).tasks.find((each) => each.station === station);
  if (!task) throw new Error(`line ${line} has no task at ${station}`);
  return task;
}

/** What awaits confirmation: `station line`, lines by their place in the order. */
export function awaited(order: Order): string[] {
  return order.lines.flatMap((line, nth) =>
    line.tasks
      .filter((task) => awaitsConfirmation(task, line, order))
      .map(({ station }) => `${station} ${nth}`),
  );
}

/** What is done: the same. */
export function doneIn(order: Order): string[] {
  return order.lines.flatMap(({ tasks }, nth) =>
    tasks.filter(({ doneAt }) => doneAt !== null).map(({ station }) => `${station} ${nth}`),
  );
}
