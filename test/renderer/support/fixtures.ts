import type { Menu, MenuItem } from '../../../src/shared/menu.ts';
import { COUNTER_RULES } from '../../support/counter-rules.ts';
import type { Order, OrderLine } from '../../../src/shared/order.ts';
import type { OrderAction, OrderStatus } from '../../../src/shared/order-states.ts';
import type { Shift } from '../../../src/shared/shift.ts';
import type { Shop } from '../../../src/shared/shop.ts';

/** A small restaurant to draw screens with. */

const minutes = (attention: number, late: number) => ({
  attentionSeconds: attention * 60,
  lateSeconds: late * 60,
});

export const SHOP: Shop = {
  name: 'Cantina da Praça',
  language: 'pt-BR',
  currency: 'BRL',
  timeZone: 'America/Sao_Paulo',
  ageThresholds: {
    counter: minutes(5, 8),
    dine_in: minutes(15, 20),
    takeaway: minutes(5, 8),
    delivery: minutes(15, 20),
  },
  board: { names: false, readySeconds: 900 },
  counter: COUNTER_RULES,
  pix: null,
  receiptLines: [],
};

const item = (
  id: string,
  name: string,
  categoryId: string,
  priceCents: number,
  extra: Partial<MenuItem> = {},
): MenuItem => ({
  id,
  name,
  description: '',
  categoryId,
  priceCents,
  station: 'forno',
  modifierGroupIds: [],
  favourite: false,
  onSale: true,
  ...extra,
});

export const MENU: Menu = {
  stations: [
    { id: 'forno', name: 'Forno' },
    { id: 'bar', name: 'Bar' },
  ],
  categories: [
    { id: 'pizzas', name: 'Pizzas' },
    { id: 'bebidas', name: 'Bebidas' },
  ],
  modifierGroups: [
    {
      id: 'ponto',
      name: 'Ponto da carne',
      min: 1,
      max: 1,
      modifiers: [
        { id: 'mal', name: 'Mal passada', priceCents: 0 },
        { id: 'bem', name: 'Bem passada', priceCents: 0 },
      ],
    },
    {
      id: 'adicionais',
      name: 'Adicionais',
      min: 0,
      max: 2,
      modifiers: [
        { id: 'queijo', name: 'Queijo', priceCents: 500 },
        { id: 'bacon', name: 'Bacon', priceCents: 600 },
        { id: 'ovo', name: 'Ovo', priceCents: 300 },
      ],
    },
  ],
  items: [
    item('margherita', 'Pizza Margherita', 'pizzas', 3990, {
      favourite: true,
      description: 'Molho de tomate, muçarela e manjericão.',
      modifierGroupIds: ['adicionais'],
    }),
    item('portuguesa', 'Pizza Portuguesa', 'pizzas', 4490, { onSale: false }),
    item('picanha', 'Picanha', 'pizzas', 6990, {
      favourite: true,
      modifierGroupIds: ['ponto', 'adicionais'],
    }),
    item('guarana', 'Guaraná lata', 'bebidas', 700, { favourite: true, station: 'bar' }),
    item('agua', 'Água com gás', 'bebidas', 500, { station: 'bar' }),
    item('pudim', 'Pudim de leite', 'bebidas', 1400, { favourite: true }),
  ],
};

export const STOCK: Readonly<Record<string, number | null>> = { guarana: 3, pudim: 0 };

const ACTIONS: Readonly<Record<OrderStatus, readonly OrderAction[]>> = {
  held: ['send', 'cancel'],
  pending: ['start', 'ready', 'cancel'],
  preparing: ['ready', 'cancel'],
  ready: ['complete', 'recall', 'cancel'],
  completed: [],
  cancelled: [],
};

/** The id of the n-th order: rises with n, as UUIDs of version 7 do with time. */
export function orderIdOf(number: number): string {
  return `0190aaaa-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

export function lineOf(part: Partial<OrderLine> = {}): OrderLine {
  return {
    id: '0190bbbb-0000-7000-8000-000000000001',
    itemId: 'margherita',
    name: 'Pizza Margherita',
    quantity: 1,
    unitPriceCents: 3990,
    modifiers: [],
    note: null,
    allergy: false,
    station: part.station ?? 'forno',
    tasks: [{ station: part.station ?? 'forno', shownAt: null, doneAt: null, confirmed: 0 }],
    course: 1,
    firedAt: '2026-03-01T22:00:00.000Z',
    status: 'pending',
    totalCents: 3990,
    discount: null,
    discountCents: 0,
    ledger: [],
    stockTaken: 0,
    ...part,
  };
}

/** An order as the broker would tell it. */
export function orderOf(number: number, part: Partial<Order> = {}): Order {
  const status = part.status ?? 'pending';
  return {
    id: orderIdOf(number),
    number,
    businessDate: '2026-03-01',
    status,
    service: 'counter',
    channel: 'counter',
    customer: null,
    table: null,
    note: null,
    wishedTime: null,
    dueAt: null,
    rush: false,
    lines: [lineOf()],
    totals: {
      subtotalCents: 3990,
      discountCents: 0,
      serviceCents: 0,
      totalCents: 3990,
      paidCents: 0,
      dueCents: 3990,
    },
    discount: null,
    serviceCharge: null,
    split: null,
    payments: [],
    awaitsPayment: false,
    shiftId: null,
    takenBy: null,
    placedAt: '2026-03-01T22:00:00.000Z',
    sentAt: status === 'held' ? null : '2026-03-01T22:00:00.000Z',
    startedAt: null,
    readyAt: null,
    completedAt: null,
    cancelledAt: null,
    cancelReason: null,
    shownAt: null,
    changeShownAt: null,
    readiness: 0,
    recalled: false,
    allowedActions: [...ACTIONS[status]],
    allowedChanges: [],
    version: 1,
    ...part,
  };
}

const NONE = { count: 0, cents: 0 };

/** The open shift of this counter, with R$ 100,00 in the drawer. */
export const SHIFT: Shift = {
  id: '0190cccc-0000-7000-8000-000000000001',
  number: 7,
  status: 'open',
  deviceId: 'counter-1',
  deviceName: 'Balcão',
  openedAt: '2026-03-01T20:00:00.000Z',
  openedBy: null,
  floatCents: 10_000,
  movements: [],
  sales: { orders: 0, grossCents: 0, discountCents: 0, serviceCents: 0, totalCents: 0 },
  cancelled: NONE,
  voided: NONE,
  payments: { cash: NONE, card: NONE, pix: NONE },
  refunds: { cash: NONE, card: NONE, pix: NONE },
  expectedCashCents: 10_000,
  closedAt: null,
  closedBy: null,
  counts: [],
  countedCents: null,
  differenceCents: null,
  unpaid: { count: 0, cents: 0 },
  note: null,
  version: 1,
};
