import { CounterContext } from '../../../src/renderer/pos/counter-context.tsx';
import { createDraftStore } from '../../../src/renderer/pos/draft-store.ts';
import { createFlowStore, type Flow } from '../../../src/renderer/pos/flows.ts';
import { LockScreen } from '../../../src/renderer/pos/lock-screen.tsx';
import { NoticeBar } from '../../../src/renderer/pos/notice-bar.tsx';
import { createActionStore } from '../../../src/renderer/pos/order-actions.ts';
import { PaymentFlow } from '../../../src/renderer/pos/payment-flow.tsx';
import { ReceiptFlow } from '../../../src/renderer/pos/receipt-flow.tsx';
import { createPressShield, PressShieldContext } from '../../../src/renderer/ui/press-shield.ts';
import type { Theme } from '../../../src/renderer/ui/preferences.tsx';
import type { Language } from '../../../src/shared/languages.ts';
import type { Order } from '../../../src/shared/order.ts';
import type { Payment } from '../../../src/shared/payment.ts';
import { renderCounter } from '../support/counter.tsx';
import type { FakeClient } from '../support/fake-client.ts';
import { lineOf, orderOf, SHIFT, SHOP } from '../support/fixtures.ts';

/** A shop that takes PIX. */
export const PIX_SHOP = {
  ...SHOP,
  pix: { key: 'caixa@cantina.com.br', name: 'Cantina da Praça', city: 'São Paulo' },
  receiptLines: ['Rua da Praça, 12 · Centro', 'CNPJ 12.345.678/0001-95'],
};

const BOX = {
  read: () => ({ drafts: [], activeId: '' }),
  write: () => undefined,
  takeOrphans: () => [],
};

/** What waits for the end of the moment in which second taps are swallowed: it passes only when the test says so. */
const due: (() => void)[] = [];

function pass(): void {
  for (const task of due.splice(0)) task();
}

/** The flows of money over an empty counter, with one of them open. */
export async function renderTill(
  fake: FakeClient,
  flow: Flow,
  look: { language?: Language; theme?: Theme } = {},
) {
  const counter = {
    drafts: createDraftStore(BOX),
    actions: createActionStore(),
    flows: createFlowStore(),
  };
  counter.flows.getState().open(flow);
  // What the test before left: its sheet closed with it.
  pass();
  const shield = createPressShield({
    after: (_ms, task) => {
      due.push(task);
      return () => undefined;
    },
  });
  const App = () => (
    <PressShieldContext value={shield}>
      <CounterContext value={counter}>
        <LockScreen>
          <main>Caixa</main>
          <PaymentFlow />
          <ReceiptFlow />
          <NoticeBar />
        </LockScreen>
      </CounterContext>
    </PressShieldContext>
  );
  const screen = await renderCounter(fake, { ...look, App });
  return {
    ...counter,
    pass,
    unmount: async () => {
      await screen.unmount();
      pass();
    },
  };
}

const PIZZA = lineOf({ quantity: 2, totalCents: 7980 });
const GUARANA = lineOf({
  id: '0190bbbb-0000-7000-8000-000000000002',
  itemId: 'guarana',
  name: 'Guaraná lata',
  unitPriceCents: 700,
  totalCents: 700,
  station: 'bar',
});

/** Two pizzas and a guaraná: R$ 86,80, nothing paid. */
export function dueOrder(part: Partial<Order> = {}): Order {
  const totalCents = 8680;
  return orderOf(43, {
    lines: [PIZZA, GUARANA],
    totals: {
      subtotalCents: totalCents,
      discountCents: 0,
      serviceCents: 0,
      totalCents,
      paidCents: 0,
      dueCents: totalCents,
    },
    allowedChanges: ['edit', 'discount', 'split', 'pay'],
    ...part,
  });
}

export function paymentOf(part: Partial<Payment> = {}): Payment {
  return {
    id: '0190dddd-0000-7000-8000-000000000001',
    method: 'cash',
    amountCents: 8680,
    tenderedCents: 8680,
    changeCents: 0,
    authorisation: null,
    partId: null,
    at: '2026-03-01T22:05:00.000Z',
    shiftId: SHIFT.id,
    by: null,
    refunds: [],
    ...part,
  };
}

/** The same order after these payments. */
export function paidOrder(order: Order, payments: readonly Payment[]): Order {
  const paidCents = payments.reduce(
    (sum, { amountCents, refunds }) =>
      sum + amountCents - refunds.reduce((all, refund) => all + refund.amountCents, 0),
    0,
  );
  const dueCents = order.totals.totalCents - paidCents;
  return {
    ...order,
    payments: [...payments],
    totals: { ...order.totals, paidCents, dueCents },
    allowedChanges: dueCents > 0 ? ['split', 'pay', 'refund'] : ['refund'],
    version: order.version + 1,
  };
}
