import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlaceOrder } from '../../src/shared/commands.ts';
import { decide } from '../../src/main/domain/decide.ts';
import { SMALL_MENU } from '../support/broker.ts';
import { countingContext, MemoryState } from '../support/memory-state.ts';
import { Till } from './till.ts';

function place(data: PlaceOrder, state = new MemoryState(SMALL_MENU)) {
  return decide(state, { type: 'order.place', data }, countingContext());
}

test('[ORD8] a line costs quantity × (item + its modifiers), an order the sum of its lines', () => {
  const decision = place({
    lines: [
      { itemId: 'pizza-margherita', quantity: 2, modifiers: ['crust-catupiry'] },
      { itemId: 'guarana', quantity: 3 },
    ],
  });
  expect(decision).toMatchObject({
    order: {
      lines: [
        { unitPriceCents: 3990, totalCents: 2 * (3990 + 900) },
        { unitPriceCents: 700, totalCents: 2100 },
      ],
      totals: {
        subtotalCents: 11_880,
        discountCents: 0,
        totalCents: 11_880,
        paidCents: 0,
        dueCents: 11_880,
      },
    },
  });
});

test('[ORD8] totals are exact integers for any lines', () => {
  const line = fc.record({
    itemId: fc.constantFrom('pizza-margherita', 'guarana'),
    quantity: fc.integer({ min: 1, max: 999 }),
    crust: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 200 }), (lines) => {
      const decision = place({
        lines: lines.map(({ itemId, quantity, crust }) => ({
          itemId,
          quantity,
          modifiers: crust && itemId === 'pizza-margherita' ? ['crust-catupiry'] : [],
        })),
      });
      if (!decision.ok || !decision.order) throw new Error('refused');
      // BigInt knows no rounding: what it says is right.
      const exact = lines.reduce((sum, { itemId, quantity, crust }) => {
        const unit = itemId === 'guarana' ? 700n : crust ? 4890n : 3990n;
        return sum + BigInt(quantity) * unit;
      }, 0n);
      expect(BigInt(decision.order.totals.totalCents)).toBe(exact);
    }),
  );
});

test('[ORD9] an item that is not on the menu is refused by name', () => {
  expect(place({ lines: [{ itemId: 'sushi', quantity: 1 }] })).toMatchObject({
    ok: false,
    refusal: { code: 'unknown_item', data: { itemIds: ['sushi'] } },
  });
});

test('[ORD10] an item taken off sale is refused', () => {
  const state = new MemoryState(SMALL_MENU);
  const off = decide(
    state,
    { type: 'menu.set_on_sale', data: { itemId: 'guarana', onSale: false } },
    countingContext(),
  );
  if (off.ok) state.apply(off.events);
  expect(place({ lines: [{ itemId: 'guarana', quantity: 1 }] }, state)).toMatchObject({
    ok: false,
    refusal: { code: 'item_unavailable', data: { itemIds: ['guarana'] } },
  });
});

test('[ORD11] a modifier of another item, and too few or too many of a group, are refused', () => {
  expect(
    place({ lines: [{ itemId: 'guarana', quantity: 1, modifiers: ['crust-catupiry'] }] }),
  ).toMatchObject({
    refusal: {
      code: 'unknown_modifier',
      data: { itemId: 'guarana', modifierIds: ['crust-catupiry'] },
    },
  });
  expect(place({ lines: [{ itemId: 'picanha', quantity: 1 }] })).toMatchObject({
    refusal: {
      code: 'modifier_count',
      data: { itemId: 'picanha', groupId: 'doneness', min: 1, max: 1, chosen: 0 },
    },
  });
  expect(
    place({ lines: [{ itemId: 'picanha', quantity: 1, modifiers: ['rare', 'well-done'] }] }),
  ).toMatchObject({ refusal: { code: 'modifier_count', data: { chosen: 2 } } });
});

test('[STK1] an order is taken whole or not at all, and says all that is missing', () => {
  const state = new MemoryState(SMALL_MENU);
  state.stock.set('guarana', 3).set('pizza-margherita', 0);
  expect(
    place(
      {
        lines: [
          { itemId: 'guarana', quantity: 2 },
          { itemId: 'pizza-margherita', quantity: 1 },
          { itemId: 'guarana', quantity: 2 },
        ],
      },
      state,
    ),
  ).toMatchObject({
    ok: false,
    refusal: {
      code: 'out_of_stock',
      data: {
        items: [
          { itemId: 'guarana', requested: 4, available: 3 },
          { itemId: 'pizza-margherita', requested: 1, available: 0 },
        ],
      },
    },
  });
});

test('[STK2] counted stock goes down with the order; what is not counted has no limit', () => {
  const state = new MemoryState(SMALL_MENU);
  state.stock.set('guarana', 5);
  const decision = place(
    {
      lines: [
        { itemId: 'guarana', quantity: 2 },
        { itemId: 'guarana', quantity: 1 },
        { itemId: 'pizza-margherita', quantity: 999 },
      ],
    },
    state,
  );
  expect(decision).toMatchObject({
    ok: true,
    events: [
      { type: 'order.placed' },
      { type: 'stock.changed', data: { items: [{ itemId: 'guarana', available: 2 }] } },
    ],
    order: { lines: [{ stockTaken: 2 }, { stockTaken: 1 }, { stockTaken: 0 }] },
  });
});

test('[ORD12] blank fields are none, and the channel follows the device', () => {
  const decision = new Till().try('order.place', {
    lines: [{ itemId: 'guarana', quantity: 1, note: '' }],
    customer: { name: '', email: '', phone: '' },
    table: '',
  });
  expect(decision).toMatchObject({
    order: {
      customer: null,
      table: null,
      note: null,
      channel: 'counter',
      service: 'counter',
      lines: [{ note: null }],
    },
  });
  const online = decide(
    new MemoryState(SMALL_MENU),
    { type: 'order.place', data: { lines: [{ itemId: 'guarana', quantity: 1 }] } },
    { ...countingContext(), role: 'integration' },
  );
  expect(online).toMatchObject({ order: { channel: 'online' } });
});

test('[ORD11] a modifier chosen twice is two portions where its group allows it, else one too many', () => {
  const twice = {
    lines: [
      { itemId: 'pizza-margherita', quantity: 1, modifiers: ['crust-catupiry', 'crust-catupiry'] },
    ],
  };
  expect(place(twice)).toMatchObject({
    refusal: { code: 'modifier_count', data: { chosen: 2, max: 1 } },
  });
  const menu = structuredClone(SMALL_MENU);
  for (const group of menu.modifierGroups) group.max = 2;
  expect(place(twice, new MemoryState(menu))).toMatchObject({
    order: {
      lines: [
        {
          modifiers: [{ id: 'crust-catupiry' }, { id: 'crust-catupiry' }],
          totalCents: 3990 + 1800,
        },
      ],
    },
  });
});

test('[STK3] cancelling gives nothing back to what is not counted any more', () => {
  const state = new MemoryState(SMALL_MENU);
  state.stock.set('guarana', 5);
  const placed = place({ lines: [{ itemId: 'guarana', quantity: 2 }] }, state);
  if (!placed.ok || !placed.order) throw new Error('refused');
  state.apply(placed.events);
  state.stock.set('guarana', null);
  const cancelled = decide(
    state,
    { type: 'order.cancel', data: { orderId: placed.order.id, reason: 'teste' } },
    countingContext(),
  );
  expect(cancelled).toMatchObject({ ok: true, events: [{ type: 'order.changed' }] });
  if (cancelled.ok) state.apply(cancelled.events);
  expect(state.available('guarana')).toBeNull();
});

test('[ORD18] the kitchen is told of each line once, when the order is sent', () => {
  const till = new Till();
  const lines = [
    { itemId: 'guarana', quantity: 2 },
    { itemId: 'pizza-margherita', quantity: 1 },
  ];
  const told = [{ ledger: [{ at: till.context.at, sent: 2 }] }, { ledger: [{ sent: 1 }] }];
  expect(till.place({ lines })).toMatchObject({ sentAt: till.context.at, lines: told });
  const held = till.place({ lines, hold: true });
  expect(held).toMatchObject({ sentAt: null, lines: [{ ledger: [] }, { ledger: [] }] });
  expect(till.do('order.send', { orderId: held.id }).lines).toMatchObject(told);
});
