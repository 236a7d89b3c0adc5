import type { Command, CommandData, CommandType, PlaceOrder } from '../../src/shared/commands.ts';
import type { Refusal } from '../../src/shared/errors.ts';
import type { Menu } from '../../src/shared/menu.ts';
import type { Order, OrderLine } from '../../src/shared/order.ts';
import type { KeptAction } from '../../src/shared/people-roles.ts';
import type { Payment } from '../../src/shared/payment.ts';
import type { Shift } from '../../src/shared/shift.ts';
import { decide } from '../../src/main/domain/decide.ts';
import type { Decision, DecisionContext } from '../../src/main/domain/state.ts';
import { SMALL_MENU } from '../support/broker.ts';
import { countingContext, MemoryState } from '../support/memory-state.ts';

type Done = Extract<Decision, { ok: true }>;

/** A counter whose drawer is open, on a state of its own. It sends commands and keeps what they come to. */
export class Till {
  readonly state: MemoryState;
  context: DecisionContext;

  /** @param beside another counter of the same shop, which has the menu already */
  constructor(given: Partial<DecisionContext> = {}, beside?: Till, menu: Menu = SMALL_MENU) {
    this.state = beside?.state ?? new MemoryState(menu);
    this.context = { ...(beside?.context ?? countingContext()), role: 'counter', ...given };
    this.run('shift.open', { floatCents: 10_000 });
  }

  /** Decides a command, and applies what it comes to. */
  try<T extends CommandType>(type: T, data: CommandData<T>): Decision {
    const decision = decide(this.state, { type, data } as unknown as Command, this.context);
    if (decision.ok) this.state.apply(decision.events);
    return decision;
  }

  /** The same of a command that must go through. */
  run<T extends CommandType>(type: T, data: CommandData<T>): Done {
    const decision = this.try(type, data);
    if (!decision.ok) throw new Error(`${type}: ${JSON.stringify(decision.refusal)}`);
    return decision;
  }

  /** The same of one about an order, which it gives back as it is then. */
  do<T extends CommandType>(type: T, data: CommandData<T>): Order {
    const { order } = this.run(type, data);
    if (!order) throw new Error(`${type} is not about an order`);
    return order;
  }

  /** The same of a command that must be refused. */
  refused<T extends CommandType>(type: T, data: CommandData<T>): Refusal {
    const decision = this.try(type, data);
    if (decision.ok) throw new Error(`${type} was not refused`);
    return decision.refusal;
  }

  place(data: Partial<PlaceOrder> = {}): Order {
    return this.do('order.place', { lines: [{ itemId: 'guarana', quantity: 2 }], ...data });
  }

  pay(orderId: string, amountCents: number): Payment {
    const { payments } = this.do('payment.take', { orderId, method: 'cash', amountCents });
    const last = payments.at(-1);
    if (!last) throw new Error('no payment');
    return last;
  }

  /** From now on what `managerFor` names asks for a manager. */
  strict(managerFor: readonly KeptAction[]): void {
    this.context = {
      ...this.context,
      hasAuthority: false,
      rules: { ...this.context.rules, managerFor: [...managerFor] },
    };
  }

  /** The shift that is open at this counter. */
  get shift(): Shift {
    const shift = this.state.openShift(this.context.deviceId);
    if (!shift) throw new Error('no open shift');
    return shift;
  }
}

/** One line of an order, which must be there. */
export function lineOf(order: Order, index = 0): OrderLine {
  const line = order.lines[index];
  if (!line) throw new Error('no such line');
  return line;
}
