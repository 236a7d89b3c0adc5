import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Order } from '../../../src/shared/order.ts';
import { createFakeClient } from '../support/fake-client.ts';
import { lineOf } from '../support/fixtures.ts';
import { dueOrder, paidOrder, paymentOf, PIX_SHOP, renderTill } from './payment-page.tsx';

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

const PARTS = [8181, 8181, 8181, 8181, 8181, 8180].map((amountCents, at) => ({
  id: `0190eeee-0000-7000-8000-00000000000${at}`,
  amountCents,
  paidCents: 0,
  lines: [],
}));

const [pizza] = dueOrder().lines;

/** A long order with a discount and the charge for service, in six parts of which some are paid. */
function shared(paid: number): Order {
  const whole = dueOrder({
    lines: Array.from({ length: 20 }, (_, at) =>
      lineOf({ ...pizza, id: `0190bbbb-0000-7000-8000-0000000000${10 + at}` }),
    ),
    serviceCharge: { basisPoints: 1000, waived: false },
    totals: {
      subtotalCents: 47_420,
      discountCents: 2798,
      serviceCents: 4463,
      totalCents: 49_085,
      paidCents: 0,
      dueCents: 49_085,
    },
  });
  const payments = PARTS.slice(0, paid).map(({ id, amountCents }, at) =>
    paymentOf({ id: `0190dddd-0000-7000-8000-00000000000${at}`, amountCents, partId: id }),
  );
  const parts = PARTS.map((part, at) => (at < paid ? { ...part, paidCents: 8181 } : part));
  return {
    ...paidOrder(whole, payments),
    allowedChanges: ['discount', 'split', 'pay', 'refund'],
    split: { by: 'people', parts },
  };
}

/** True when all of it is on the page, and nothing lies over its middle. */
function isInView(element: Element): boolean {
  const { top, bottom, left, right } = element.getBoundingClientRect();
  if (top < 0 || left < 0 || bottom > innerHeight || right > innerWidth) return false;
  const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return there !== null && (element.contains(there) || there.contains(element));
}

const inView = async (found: { element: () => Element }): Promise<void> => {
  await expect.poll(() => isInView(found.element())).toBe(true);
};

/** Whatever scrolls, as far down as it goes. */
function scrollAllDown(): void {
  for (const each of document.querySelectorAll('[role=dialog] *')) each.scrollTo(0, 10_000);
}

test.for([
  ['at the counter', 1280, 800],
  ['on a small screen', 1024, 640],
  ['on a phone', 390, 844],
] as const)(
  '[SCR50] %s what is due and the next button are in view, however much was shared out and paid',
  async ([, width, height]) => {
    await page.viewport(width, height);
    const order = shared(2);
    const fake = createFakeClient({ shop: PIX_SHOP, orders: { [order.id]: order } });
    const till = await renderTill(fake, { kind: 'payment', orderId: order.id });
    const due = page.getByText('Falta receber', { exact: true });
    const total = page.getByText('R$ 490,85').first();
    for (const way of ['Dinheiro', 'Cartão', 'PIX'] as const) {
      scrollAllDown();
      await button(way).click();
      await inView(due);
      await inView(button({ Dinheiro: /^Receber/, Cartão: /^Aprovado/, PIX: 'Recebi o PIX' }[way]));
      if (way === 'PIX') await inView(page.getByText('PIX', { exact: true }).last());
      if (width > 760) await inView(total);
    }
    if (width > 1024) await inView(page.getByRole('img', { name: /^QR code PIX/ }));
    await button('Dinheiro').click();
    await button('R$ 100,00').click();
    await button(/^Receber R/).click();
    fake.ack(shared(3));
    await expect.element(page.getByText('Troco R$ 18,19')).toBeVisible();
    till.pass();
    await inView(page.getByText('Troco R$ 18,19'));
    await inView(button('Próximo pagamento'));
    await inView(due);
    await button('Próximo pagamento').click();
    await inView(page.getByText('Parte 4: como paga?'));
    scrollAllDown();
    await inView(due);
    if (width > 760) await inView(total);
  },
);
