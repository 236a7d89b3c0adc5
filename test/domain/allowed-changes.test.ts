import { describe, expect, test } from 'vitest';
import type { Command } from '../../src/shared/commands.ts';
import { ORDER_CHANGES, ORDER_STATUSES, type OrderStatus } from '../../src/shared/order-states.ts';
import { decide } from '../../src/main/domain/decide.ts';
import { lineOf, Till } from './till.ts';

const PAID = ['unpaid', 'in part', 'paid', 'given back'] as const;

/** What the protocol says, written out once more by hand. */
const ALLOWED: { readonly [S in OrderStatus]: { readonly [P in (typeof PAID)[number]]: string } } =
  {
    held: {
      unpaid: 'edit rush discount split pay',
      'in part': 'edit rush discount split pay refund',
      paid: 'edit rush discount refund',
      'given back': 'edit rush discount split pay',
    },
    pending: {
      unpaid: 'edit rush discount split pay',
      'in part': 'edit rush discount split pay refund',
      paid: 'edit rush discount refund',
      'given back': 'edit rush discount split pay',
    },
    preparing: {
      unpaid: 'edit rush discount split pay',
      'in part': 'edit rush discount split pay refund',
      paid: 'edit rush discount refund',
      'given back': 'edit rush discount split pay',
    },
    ready: {
      unpaid: 'edit discount split pay',
      'in part': 'edit discount split pay refund',
      paid: 'edit discount refund',
      'given back': 'edit discount split pay',
    },
    completed: {
      unpaid: 'discount split pay',
      'in part': 'discount split pay refund',
      paid: 'refund',
      'given back': 'discount split pay',
    },
    cancelled: { unpaid: '', 'in part': 'refund', paid: 'refund', 'given back': '' },
  };

/** Where the kitchen has all courses already, to have one fired again is no change, and no error. */
const ALL_FIRED: ReadonlySet<OrderStatus> = new Set(['pending', 'preparing', 'ready']);

const SECOND = { itemId: 'pizza-margherita', quantity: 1, course: 2 };

function orderIn(status: OrderStatus, paid: (typeof PAID)[number], courses = 1) {
  const till = new Till();
  const drinks = { itemId: 'guarana', quantity: 2 };
  const lines = courses === 1 ? [drinks] : [drinks, SECOND];
  const { id: orderId } = till.place({ lines, hold: status === 'held' });
  if (paid !== 'unpaid') {
    const { id: paymentId } = till.pay(orderId, paid === 'paid' ? 1400 : 500);
    if (paid === 'given back') {
      till.do('payment.refund', { orderId, paymentId, amountCents: 500, reason: 'teste' });
    }
  }
  const reached =
    status === 'held' || status === 'pending'
      ? till.state.order(orderId)
      : status === 'cancelled'
        ? till.do('order.cancel', { orderId, reason: 'teste' })
        : till.do('order.advance', { orderId, status });
  // A pending order is in preparation as far as `order.advance` goes: starting it is a step of its own.
  const order = status === 'preparing' ? till.do('order.start', { orderId }) : reached;
  if (order?.status !== status) throw new Error(`not ${status}`);
  return { till, order };
}

describe('[ORD14] what may be changed in each state, and what is refused', () => {
  for (const status of ORDER_STATUSES) {
    for (const paid of PAID) {
      test(`${status}, ${paid}: ${ALLOWED[status][paid] || 'nothing'}`, () => {
        const { till, order } = orderIn(status, paid);
        expect(order.allowedChanges.join(' ')).toBe(ALLOWED[status][paid]);
        const orderId = order.id;
        const commands: { readonly [C in (typeof ORDER_CHANGES)[number]]: readonly Command[] } = {
          edit: [{ type: 'order.change', data: { orderId, note: 'outra' } }],
          rush: [{ type: 'order.rush', data: { orderId, rush: true } }],
          fire: [{ type: 'order.fire', data: { orderId, course: 9 } }],
          discount: [
            { type: 'order.discount', data: { orderId, discount: { kind: 'amount', cents: 1 } } },
            { type: 'order.service_charge', data: { orderId, charged: true } },
          ],
          split: [{ type: 'order.split', data: { orderId, by: 'people', people: 2 } }],
          pay: [{ type: 'payment.take', data: { orderId, method: 'cash', amountCents: 1 } }],
          refund: [
            {
              type: 'payment.refund',
              data: {
                orderId,
                paymentId: order.payments[0]?.id ?? lineOf(order).id,
                amountCents: 1,
                reason: 'teste',
              },
            },
          ],
        };
        for (const change of ORDER_CHANGES) {
          for (const command of commands[change]) {
            const decision = decide(till.state, command, till.context);
            if (order.allowedChanges.includes(change)) {
              expect(decision).toMatchObject({ ok: true, order: { version: order.version + 1 } });
            } else if (change === 'fire' && ALL_FIRED.has(status)) {
              expect(decision).toEqual({ ok: true, events: [], order });
            } else if (change === 'refund' && order.payments.length === 0) {
              expect(decision).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
            } else {
              expect(decision).toEqual({
                ok: false,
                refusal: {
                  code: 'change_not_possible',
                  detail: expect.any(String),
                  data: { orderId, from: status, allowedChanges: order.allowedChanges },
                },
              });
            }
          }
        }
      });
    }
  }
});

describe('[ORD14] a course can be fired while it waits in the kitchen', () => {
  for (const status of ORDER_STATUSES) {
    const waits = status === 'pending' || status === 'preparing';
    test(`${status}: ${waits ? 'fired' : 'nothing to fire'}`, () => {
      const { till, order } = orderIn(status, 'unpaid', 2);
      expect(order.allowedChanges.includes('fire')).toBe(waits);
      if (!waits) return;
      const fired = till.do('order.fire', { orderId: order.id, course: 2 });
      expect(fired.version).toBe(order.version + 1);
      expect(fired.allowedChanges).toEqual(order.allowedChanges.filter((one) => one !== 'fire'));
    });
  }
});
