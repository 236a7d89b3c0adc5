import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Command } from '../../src/shared/commands.ts';
import type { Order } from '../../src/shared/order.ts';
import { decide } from '../../src/main/domain/decide.ts';
import { mailIntent } from '../../src/main/domain/mail-intent.ts';
import { allowedActions } from '../../src/main/domain/transitions.ts';
import { SMALL_MENU } from '../support/broker.ts';
import { countingContext, MemoryState } from '../support/memory-state.ts';

const TARGETS = ['preparing', 'ready', 'completed', 'cancelled'] as const;

/** A step names orders and lines by position, so that a sequence stays meaningful while it is shrunk. */
type Step =
  | { readonly kind: 'place'; readonly quantity: number; readonly hold: boolean }
  | {
      readonly kind: 'send' | 'start' | 'ready' | 'complete' | 'recall' | 'cancel' | 'shown';
      readonly at: number;
    }
  | { readonly kind: 'advance'; readonly at: number; readonly to: (typeof TARGETS)[number] }
  | { readonly kind: 'bump' | 'unbump'; readonly at: number; readonly line: number }
  | { readonly kind: 'stock'; readonly available: number | null }
  | {
      readonly kind: 'change';
      readonly at: number;
      readonly add: number;
      readonly off: readonly {
        readonly line: number;
        readonly quantity: number;
        readonly reasonId: string;
      }[];
    };

const at = fc.nat(7);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('place' as const),
      quantity: fc.integer({ min: 1, max: 6 }),
      hold: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('send', 'start', 'ready', 'complete', 'recall', 'cancel', 'shown'),
      at,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('advance' as const),
      at,
      to: fc.constantFrom(...TARGETS),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('bump', 'unbump'), at, line: fc.nat(1) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('stock' as const),
      available: fc.option(fc.nat(20)),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('change' as const),
      at,
      add: fc.nat(3),
      off: fc.array(
        fc.record({
          line: fc.nat(3),
          quantity: fc.integer({ min: 1, max: 4 }),
          reasonId: fc.constantFrom('mistyped', 'spoiled', 'no reason of ours'),
        }),
        { maxLength: 2 },
      ),
    }),
  },
);

function commandOf(step: Step, state: MemoryState): Command | null {
  if (step.kind === 'place') {
    return {
      type: 'order.place',
      data: {
        lines: [
          { itemId: 'guarana', quantity: step.quantity },
          { itemId: 'pizza-margherita', quantity: 1 },
        ],
        hold: step.hold,
        customer: { email: 'ana@example.com' },
      },
    };
  }
  if (step.kind === 'stock') {
    return { type: 'stock.set', data: { itemId: 'guarana', available: step.available } };
  }
  const orders = [...state.orders.values()];
  const order = orders[step.at % Math.max(1, orders.length)];
  if (!order) return null;
  const orderId = order.id;
  switch (step.kind) {
    case 'cancel':
      return { type: 'order.cancel', data: { orderId, reason: 'teste' } };
    case 'advance': {
      const data =
        step.to === 'cancelled'
          ? { orderId, status: step.to, reason: 'teste' }
          : { orderId, status: step.to };
      return { type: 'order.advance', data };
    }
    case 'change': {
      const takeOff = step.off.map(({ line, quantity, reasonId }) => {
        const lineId = order.lines[line]?.id ?? '';
        return { lineId, quantity, reasonId };
      });
      const add = step.add > 0 ? [{ itemId: 'guarana', quantity: step.add }] : [];
      return { type: 'order.change', data: { orderId, add, takeOff } };
    }
    case 'shown':
      return { type: 'order.shown', data: { orderIds: [orderId] } };
    case 'bump':
    case 'unbump': {
      const lineId = order.lines[step.line]?.id ?? '';
      return {
        type: step.kind === 'bump' ? 'line.bump' : 'line.recall',
        data: { orderId, lineId },
      };
    }
    default:
      return { type: `order.${step.kind}`, data: { orderId } };
  }
}

test('[STK3] over any sequence of commands: stock adds up, states agree, refusals change nothing', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 60 }), (steps) => {
      const state = new MemoryState(SMALL_MENU);
      const context = countingContext();
      let supplied: number | null = null;
      let wasted = 0;
      let mails = 0;
      for (const each of steps) {
        const command = commandOf(each, state);
        if (!command) continue;
        const before = structuredClone([state.orders, state.stock]);
        const decision = decide(state, command, context);
        expect([state.orders, state.stock]).toEqual(before); // deciding changes nothing
        if (!decision.ok) continue;
        for (const event of decision.events) {
          if (event.type !== 'order.placed' && event.type !== 'order.changed') continue;
          const { order } = event.data;
          const was = state.order(order.id);
          if (mailIntent(was, order) === 'queue') mails += 1;
          if (was && command.type === 'order.change') wasted += wastedBy(was, order);
        }
        state.apply(decision.events);

        const left = state.available('guarana');
        const taken = sum(
          [...state.orders.values()].flatMap(({ lines }) => lines),
          'guarana',
        );
        // Counting that begins or is corrected anew starts from what is there and what is out.
        if (command.type === 'stock.set') {
          supplied = left === null ? null : left + taken;
          wasted = 0;
        }
        if (supplied === null) expect(left).toBeNull();
        else {
          expect(left).toBeGreaterThanOrEqual(0);
          expect((left ?? 0) + taken + wasted).toBe(supplied);
        }

        const numbers = new Set<number>();
        for (const order of state.orders.values()) {
          numbers.add(order.number);
          expect(order.allowedActions).toEqual(allowedActions(order.status, order.awaitsPayment));
          const live = order.lines.filter(({ status }) => status !== 'cancelled');
          expect(live.length > 0).toBe(order.status !== 'cancelled');
          expect(live.length > 0 && live.every(({ status }) => status === 'ready')).toBe(
            order.status === 'ready' || order.status === 'completed',
          );
          for (const { ledger, quantity, status } of order.lines) {
            const told = ledger.reduce((n, { sent }) => n + sent, 0);
            expect(told).toBe(order.sentAt === null ? 0 : quantity);
            if (quantity === 0) expect(status).toBe('cancelled');
          }
          // What a cancelled order had reached before stays written on it.
          if (order.status === 'cancelled') continue;
          expect(order.readyAt !== null).toBe(
            order.status === 'ready' || order.status === 'completed',
          );
          expect(order.sentAt === null).toBe(order.status === 'held');
        }
        expect(numbers.size).toBe(state.orders.size);
      }
      const readinesses = [...state.orders.values()].reduce((n, { readiness }) => n + readiness, 0);
      expect(mails).toBe(readinesses);
    }),
    { numRuns: 300 },
  );
});

/** Counted units that a change took off and did not give back. */
function wastedBy(was: Order, order: Order): number {
  let units = 0;
  for (const before of was.lines) {
    const line = order.lines.find(({ id }) => id === before.id);
    const entries = line?.ledger.slice(before.ledger.length) ?? [];
    if (entries.length === 0) continue;
    units += before.stockTaken - (line?.stockTaken ?? 0);
    for (const { restocked = 0 } of entries) units -= restocked;
  }
  return units;
}

function sum(
  lines: readonly { readonly itemId: string; readonly stockTaken: number }[],
  itemId: string,
): number {
  return lines.reduce((n, line) => n + (line.itemId === itemId ? line.stockTaken : 0), 0);
}
