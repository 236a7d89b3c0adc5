import { describe, expect, test } from 'vitest';
import type { Command } from '../../src/shared/commands.ts';
import {
  KEPT_ACTIONS,
  type KeptAction,
  type ManagerAction,
} from '../../src/shared/people-roles.ts';
import { decide } from '../../src/main/domain/decide.ts';
import { lineOf, Till } from './till.ts';

const CASHIER = { id: '00000000-0000-7000-8000-00000000ca00', name: 'Caio' };
const AMOUNT = { kind: 'amount', cents: 100 } as const;
const GUARANA = { itemId: 'guarana', quantity: 1 };

/** A cashier's counter with a sent order, a held one and a discounted one; and all that needs a manager, by what it is. */
function scene() {
  const till = new Till({ person: CASHIER });
  const order = till.place();
  const held = till.place({ hold: true });
  const cheap = till.place({ discount: AMOUNT });
  const { id: paymentId } = till.pay(order.id, 500);
  const orderId = order.id;
  const takeOff = [{ lineId: lineOf(order).id, quantity: 1, reasonId: 'mistyped' }];
  const reason = 'teste';
  const reasonId = 'mistyped';
  const kept: { readonly [A in KeptAction]: readonly Command[] } = {
    void: [{ type: 'order.change', data: { orderId, takeOff } }],
    discount: [
      { type: 'order.discount', data: { orderId, discount: AMOUNT } },
      { type: 'order.place', data: { lines: [GUARANA], discount: AMOUNT } },
      { type: 'order.place', data: { lines: [{ ...GUARANA, discount: AMOUNT }] } },
      { type: 'order.change', data: { orderId, add: [{ ...GUARANA, discount: AMOUNT }] } },
    ],
    refund: [{ type: 'payment.refund', data: { orderId, paymentId, amountCents: 100, reason } }],
    cash_out: [{ type: 'shift.cash_out', data: { amountCents: 100, reason } }],
    cancel: [
      { type: 'order.cancel', data: { orderId: held.id, reason } },
      { type: 'order.advance', data: { orderId: held.id, status: 'cancelled', reasonId } },
    ],
  };
  const whole: readonly Command[] = [
    { type: 'order.cancel', data: { orderId, reason } },
    { type: 'order.cancel', data: { orderId, reasonId } },
    { type: 'order.advance', data: { orderId, status: 'cancelled', reason } },
  ];
  const free: readonly Command[] = [
    { type: 'order.change', data: { orderId, add: [GUARANA], note: 'ok' } },
    {
      type: 'order.change',
      data: { orderId: held.id, takeOff: [{ lineId: lineOf(held).id, quantity: 1 }] },
    },
    { type: 'order.discount', data: { orderId: cheap.id, discount: null } },
    { type: 'shift.cash_in', data: { amountCents: 100, reason } },
    { type: 'payment.take', data: { orderId, method: 'cash', amountCents: 100 } },
  ];
  return { till, order, kept, whole, free };
}

describe('[ORD19] what the owner keeps for managers', () => {
  for (const action of KEPT_ACTIONS) {
    test(`${action} is refused to a cashier, and only that`, () => {
      const { till, kept, free } = scene();
      till.strict([action]);
      for (const each of KEPT_ACTIONS) {
        for (const command of kept[each]) {
          const decision = decide(till.state, command, till.context);
          if (each !== action) expect(decision).toMatchObject({ ok: true });
          else {
            expect(decision).toMatchObject({
              ok: false,
              refusal: { code: 'approval_required', data: { action } },
            });
          }
          const managed = { ...till.context, hasAuthority: true };
          expect(decide(till.state, command, managed)).toMatchObject({ ok: true });
        }
      }
      for (const command of free) {
        expect(decide(till.state, command, till.context)).toMatchObject({ ok: true });
      }
    });
  }

  for (const action of KEPT_ACTIONS) {
    test(`a manager’s word for ${action} is for that, and for nothing else`, () => {
      const { till, kept } = scene();
      till.strict([...KEPT_ACTIONS]);
      const context = { ...till.context, approvedFor: [action] };
      for (const each of KEPT_ACTIONS) {
        for (const command of kept[each]) {
          expect(decide(till.state, command, context), command.type).toMatchObject(
            each === action
              ? { ok: true }
              : { ok: false, refusal: { code: 'approval_required', data: { action: each } } },
          );
        }
      }
    });
  }

  test('what takes a manager twice takes their word for both', () => {
    const { till, order } = scene();
    till.strict(['void', 'discount']);
    const takeOff = [{ lineId: lineOf(order).id, quantity: 1, reasonId: 'mistyped' }];
    const add = [{ ...GUARANA, discount: AMOUNT }];
    const data = { orderId: order.id, takeOff, add };
    const outcome = (approvedFor: readonly ManagerAction[]) =>
      decide(till.state, { type: 'order.change', data }, { ...till.context, approvedFor });
    expect(outcome(['void'])).toMatchObject({ refusal: { data: { action: 'discount' } } });
    expect(outcome(['discount'])).toMatchObject({ refusal: { data: { action: 'void' } } });
    expect(outcome(['void', 'discount'])).toMatchObject({ ok: true });
  });

  test('an order that the kitchen was told of is not cancelled by who may not void, nor by who may not cancel', () => {
    const { till, whole } = scene();
    const answers = (approvedFor: readonly KeptAction[]) =>
      whole.map((command) => {
        const decision = decide(till.state, command, { ...till.context, approvedFor });
        return decision.ok || decision.refusal.data;
      });
    till.strict(['void']);
    expect(answers([])).toEqual(whole.map(() => ({ action: 'void' })));
    expect(answers(['cancel'])).toEqual(whole.map(() => ({ action: 'void' })));
    expect(answers(['void'])).toEqual(whole.map(() => true));
    till.strict(['cancel']);
    expect(answers([])).toEqual(whole.map(() => ({ action: 'cancel' })));
    till.strict(['cancel', 'void']);
    expect(answers(['void'])).toEqual(whole.map(() => ({ action: 'cancel' })));
    expect(answers(['cancel'])).toEqual(whole.map(() => ({ action: 'void' })));
    expect(answers(['cancel', 'void'])).toEqual(whole.map(() => true));
    till.strict(['discount', 'refund', 'cash_out']);
    expect(answers([])).toEqual(whole.map(() => true));
  });

  test('a program that acts for nobody is not asked; one that a cashier is signed in at is', () => {
    const { till, kept } = scene();
    till.strict([...KEPT_ACTIONS]);
    const program = { ...till.context, role: 'integration', person: null } as const;
    for (const command of [...kept.void, ...kept.cancel]) {
      expect(decide(till.state, command, program)).toMatchObject({ ok: true });
      expect(decide(till.state, command, { ...program, person: CASHIER })).toMatchObject({
        ok: false,
        refusal: { code: 'approval_required' },
      });
    }
  });

  test('what is impossible anyway does not call a manager', () => {
    const { till, order } = scene();
    till.strict([...KEPT_ACTIONS]);
    const takeOff = [{ lineId: lineOf(order).id, quantity: 9, reasonId: 'mistyped' }];
    expect(till.refused('order.change', { orderId: order.id, takeOff }).code).toBe(
      'too_many_units',
    );
    expect(till.refused('shift.cash_out', { amountCents: 1_000_000, reason: 'teste' }).code).toBe(
      'amount_too_high',
    );
    const unknown = { orderId: order.id, reasonId: 'whim' };
    expect(till.refused('order.cancel', unknown).code).toBe('reason_required');
  });
});
