import type { DomainEvent } from '../../src/shared/events.ts';
import type { Menu, MenuItem, ModifierGroup } from '../../src/shared/menu.ts';
import type { Order } from '../../src/shared/order.ts';
import type { Shift } from '../../src/shared/shift.ts';
import type { DecisionContext, DecisionState } from '../../src/main/domain/state.ts';
import { COUNTER_RULES } from './counter-rules.ts';

/** The plainest state that decisions can be made on: for tests of the pure domain. */
export class MemoryState implements DecisionState {
  readonly orders = new Map<string, Order>();
  readonly shifts = new Map<string, Shift>();
  readonly stock = new Map<string, number | null>();
  readonly items: Map<string, MenuItem>;
  readonly groups: Map<string, ModifierGroup>;
  readonly menu: Menu;

  constructor(menu: Menu) {
    this.menu = menu;
    this.items = new Map(menu.items.map((item) => [item.id, item]));
    this.groups = new Map(menu.modifierGroups.map((group) => [group.id, group]));
  }

  order(id: string): Order | undefined {
    return this.orders.get(id);
  }
  item(id: string): MenuItem | undefined {
    return this.items.get(id);
  }
  modifierGroup(id: string): ModifierGroup | undefined {
    return this.groups.get(id);
  }
  available(itemId: string): number | null {
    return this.stock.get(itemId) ?? null;
  }
  lastNumber(businessDate: string): number {
    return Math.max(
      0,
      ...[...this.orders.values()]
        .filter((order) => order.businessDate === businessDate)
        .map(({ number }) => number),
    );
  }
  openShift(deviceId: string): Shift | undefined {
    return [...this.shifts.values()].find(
      (shift) => shift.deviceId === deviceId && shift.status === 'open',
    );
  }
  shift(id: string): Shift | undefined {
    const shift = this.shifts.get(id);
    return shift?.status === 'open' ? shift : undefined;
  }
  lastShiftNumber(): number {
    return Math.max(0, ...[...this.shifts.values()].map(({ number }) => number));
  }

  apply(events: readonly DomainEvent[]): void {
    for (const event of events) {
      switch (event.type) {
        case 'order.placed':
        case 'order.changed':
          this.orders.set(event.data.order.id, event.data.order);
          break;
        case 'stock.changed':
          for (const { itemId, available } of event.data.items) this.stock.set(itemId, available);
          break;
        case 'menu.changed':
          for (const item of event.data.items) this.items.set(item.id, item);
          break;
        case 'shift.changed':
          this.shifts.set(event.data.shift.id, event.data.shift);
          break;
        case 'people.changed':
        case 'menu.replaced':
        case 'mail.changed':
          break;
      }
    }
  }
}

/** A context whose ids count up, so that a decision can be compared with another. */
export function countingContext(at = '2026-11-20T18:00:00.000Z'): DecisionContext {
  let next = 0;
  return {
    at,
    businessDate: at.slice(0, 10),
    role: 'admin',
    deviceId: 'counter-1',
    deviceName: 'Balcão',
    person: null,
    hasAuthority: true,
    approvedFor: [],
    rules: COUNTER_RULES,
    newId: () => {
      next += 1;
      return `00000000-0000-7000-8000-${String(next).padStart(12, '0')}`;
    },
  };
}
