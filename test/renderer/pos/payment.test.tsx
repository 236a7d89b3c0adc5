import { beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { LANGUAGES } from '../../../src/shared/languages.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { createFakeClient } from '../support/fake-client.ts';
import { dueOrder, paidOrder, paymentOf, PIX_SHOP, renderTill } from './payment-page.tsx';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
});

const order = dueOrder();
const flow = { kind: 'payment', orderId: order.id } as const;
const knows = (part = order) => createFakeClient({ shop: PIX_SHOP, orders: { [part.id]: part } });

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const type = async (keys: string) => {
  for (const key of keys) await button(key).click();
};

describe('cash', () => {
  test('[SCR50] the change stands there before the money is taken, and stays until the next customer', async () => {
    const fake = knows();
    const till = await renderTill(fake, flow);
    await expect.element(page.getByText('R$ 86,80').first()).toBeVisible();
    await button('Dinheiro').click();
    await expect.element(page.getByText('Sem troco')).toBeVisible();
    await button('R$ 100,00').click();
    await expect.element(page.getByText('Troco R$ 13,20')).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
    await button('Receber R$ 86,80').click();
    expect(fake.sent.map(({ type: sent, data }) => [sent, data])).toEqual([
      [
        'payment.take',
        {
          orderId: order.id,
          method: 'cash',
          amountCents: 8680,
          tenderedCents: 10_000,
          partId: null,
        },
      ],
    ]);
    fake.ack(paidOrder(order, [paymentOf({ tenderedCents: 10_000, changeCents: 1320 })]));
    await expect.element(page.getByText('Pago')).toBeVisible();
    await expect.element(page.getByText('Troco R$ 13,20')).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
    // A second tap that was meant for the button before does not take the change away.
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('Troco R$ 13,20')).toBeVisible();
    till.pass();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    expect(till.flows.getState().flow).toBeNull();
  });

  test('[SCR50] looking at the receipt leads back to the change, which still stands there', async () => {
    const fake = knows();
    const till = await renderTill(fake, flow);
    await button('Dinheiro').click();
    await button('R$ 100,00').click();
    await button('Receber R$ 86,80').click();
    fake.ack(paidOrder(order, [paymentOf({ tenderedCents: 10_000, changeCents: 1320 })]));
    await expect.element(page.getByText('Pago', { exact: true })).toBeVisible();
    till.pass();
    await button('Recibo').click();
    const receipt = page.getByRole('dialog', { name: 'Recibo #043' });
    await expect.element(receipt).toBeVisible();
    await receipt.getByRole('button', { name: 'Fechar' }).click();
    await expect.element(receipt).not.toBeInTheDocument();
    await expect.element(page.getByText('Troco R$ 13,20')).toBeVisible();
    expect(till.flows.getState().flow).toEqual(flow);
  });

  test('[SCR50] change that no broker gives is told before it is sent', async () => {
    const fake = knows();
    await renderTill(fake, flow);
    await button('Dinheiro').click();
    // What a scanner types.
    await userEvent.keyboard('78989850{Enter}');
    await expect.element(page.getByText('Troco acima de R$ 1.000,00')).toBeVisible();
    await expect.element(button('Receber R$ 86,80')).toBeDisabled();
    expect(await accessibilityFaults()).toEqual([]);
    expect(fake.sent).toHaveLength(0);
    await userEvent.keyboard('{Delete}108680');
    await expect.element(page.getByText('Troco R$ 1.000,00')).toBeVisible();
    await expect.element(button('Receber R$ 86,80')).toBeEnabled();
  });

  test('[SCR50] notes at one touch are what the amount rounds up to, each once', async () => {
    const cheap = dueOrder({ totals: { ...order.totals, totalCents: 1240, dueCents: 1240 } });
    await renderTill(knows(cheap), flow);
    await button('Dinheiro').click();
    const notes = page.getByRole('group', { name: 'Valores rápidos' }).getByRole('button');
    await expect
      .poll(() => notes.elements().map(({ textContent }) => textContent))
      .toEqual([
        'Exato',
        ...['15,00', '20,00', '50,00', '100,00', '200,00'].map((text) => `R$\u00a0${text}`),
      ]);
  });

  test('[SCR50] the keys alone take the money', async () => {
    const fake = knows();
    await renderTill(fake, flow);
    await expect.element(button('Dinheiro')).toHaveFocus();
    await userEvent.keyboard('{Enter}9000');
    await expect.element(page.getByText('Troco R$ 3,20')).toBeVisible();
    await userEvent.keyboard('{Enter}');
    expect(fake.sent[0]?.data).toMatchObject({ amountCents: 8680, tenderedCents: 9000 });
  });

  test('[SCR51] less than is due counts as a part of it and says what is missing', async () => {
    const fake = knows();
    const till = await renderTill(fake, flow);
    await button('Dinheiro').click();
    await type('5');
    await button('00').click();
    await type('0');
    await expect.element(page.getByText('Falta R$ 36,80')).toBeVisible();
    await expect.element(page.getByText('Entra como pagamento parcial.')).toBeVisible();
    await button('Receber R$ 50,00 (parcial)').click();
    expect(fake.sent[0]?.data).toMatchObject({ amountCents: 5000, tenderedCents: 5000 });
    fake.ack(paidOrder(order, [paymentOf({ amountCents: 5000, tenderedCents: 5000 })]));
    await expect.element(page.getByText('Ainda falta R$ 36,80.')).toBeVisible();
    const taken = page.getByRole('list', { name: 'Pagamentos recebidos' });
    await expect.element(taken).toMatchTextContent('Dinheiro');
    till.pass();
    await button('Próximo pagamento').click();
    await button('Cartão').click();
    await button('Aprovado: R$ 36,80').click();
    expect(fake.sent[1]?.data).toMatchObject({ method: 'card', amountCents: 3680 });
  });
});

describe('once', () => {
  test('[SCR52] until it is answered nothing else can be taken, also by closing and opening the sheet', async () => {
    const fake = knows();
    const till = await renderTill(fake, flow);
    await button('Dinheiro').click();
    await expect.element(button('Receber R$ 86,80')).toBeVisible();
    // Both before the page is drawn anew.
    for (const _ of [1, 2]) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    }
    await button('Receber R$ 86,80').dblClick({ force: true });
    await expect.element(page.getByText('Aguardando o servidor…')).toBeVisible();
    await expect.element(button('Cartão')).toBeDisabled();
    fake.know({ connection: { state: 'lost', since: Date.now() } });
    await expect.element(page.getByText(/entra uma única vez/)).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    till.pass();
    till.flows.getState().open(flow);
    await expect.element(button('Dinheiro')).toBeDisabled();
    await expect.element(page.getByText(/entra uma única vez/)).toBeVisible();
    expect(fake.sent).toHaveLength(1);
    fake.know({ connection: { state: 'live' } });
    fake.ack(paidOrder(order, [paymentOf()]));
    await expect.element(page.getByText('Pago')).toBeVisible();
  });

  test('[SCR52] after an answer that leaves open what was kept, the same payment goes out under its first id', async () => {
    const fake = knows();
    const till = await renderTill(fake, flow);
    await button('Dinheiro').click();
    const receive = button('Receber R$ 86,80');
    await receive.click();
    fake.reject({ code: 'storage_failed', detail: '', data: {} });
    await expect.element(page.getByText(/não conseguiu gravar/)).toBeVisible();
    till.pass();
    await receive.click();
    fake.reject({ code: 'no_open_shift', detail: '', data: {} });
    await expect.element(page.getByText(/O caixa deste balcão está fechado/)).toBeVisible();
    till.pass();
    await receive.click();
    const [first, second, third] = fake.sent.map(({ id }) => id);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });
});

describe('refused', () => {
  test('[SCR53] another counter was faster: it says how much is still possible, and the new amount stands there', async () => {
    const fake = knows();
    const till = await renderTill(fake, flow);
    await button('Dinheiro').click();
    await button('Receber R$ 86,80').click();
    fake.reject({ code: 'amount_too_high', detail: '', data: { maxCents: 4680 } });
    await expect.element(page.getByText(/no máximo R\$\s46,80/)).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
    fake.tell(paidOrder(order, [paymentOf({ amountCents: 4000, tenderedCents: 4000 })]));
    till.pass();
    await button('Receber R$ 46,80').click();
    expect(fake.sent[1]?.data).toMatchObject({ amountCents: 4680, tenderedCents: 4680 });
  });

  test('[SCR53] what was typed outlives another counter taking a part of it', async () => {
    const fake = knows();
    await renderTill(fake, flow);
    await button('Dinheiro').click();
    await button('R$ 100,00').click();
    fake.tell(paidOrder(order, [paymentOf({ amountCents: 4000, tenderedCents: 4000 })]));
    await expect.element(page.getByText('Troco R$ 53,20')).toBeVisible();
  });

  test('[SCR53] another counter took it all: that it is paid does not go away under a finger that meant the keys', async () => {
    const fake = knows();
    const till = await renderTill(fake, flow);
    await button('Dinheiro').click();
    fake.tell(paidOrder(order, [paymentOf()]));
    await expect.element(page.getByText('Pago')).toBeVisible();
    await userEvent.keyboard('{Enter}');
    expect(till.flows.getState().flow).toEqual(flow);
    till.pass();
    await userEvent.keyboard('{Enter}');
    expect(till.flows.getState().flow).toBeNull();
  });

  test('[SCR53] a refusal that comes when the sheet is closed is told all the same', async () => {
    const fake = knows();
    const till = await renderTill(fake, flow);
    await button('Dinheiro').click();
    await button('Receber R$ 86,80').click();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    till.pass();
    fake.reject({ code: 'amount_too_high', detail: '', data: { maxCents: 4680 } });
    await expect.element(page.getByRole('alert')).toMatchTextContent('Pedido #043');
  });

  test('[SCR53] a closed drawer is told before anything is counted, with the way to open it', async () => {
    const fake = knows();
    fake.know({ shifts: {} });
    const till = await renderTill(fake, flow);
    await expect.element(page.getByText(/abra-o para receber/)).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
    await button('Abrir o caixa').click();
    expect(till.flows.getState().flow).toEqual({ kind: 'drawer' });
  });

  test('[SCR53] an order that cannot be paid offers no way to', async () => {
    const fake = knows(dueOrder({ allowedChanges: [] }));
    await renderTill(fake, flow);
    await expect.element(page.getByText('Este pedido não pode ser pago agora.')).toBeVisible();
    expect(button('Dinheiro').elements()).toHaveLength(0);
    expect(button('Desconto').elements()).toHaveLength(0);
  });
});

test('[SCR54] a card is charged what is due unless less is typed, never more; its authorisation may stay empty', async () => {
  const fake = knows();
  const till = await renderTill(fake, flow);
  await button('Cartão').click();
  await type('9');
  await button('00').click();
  await type('0');
  await expect.element(page.getByText('No máximo R$ 86,80.')).toBeVisible();
  await expect.element(button('Aprovado: R$ 90,00')).toBeDisabled();
  await userEvent.keyboard('{Delete}8680');
  expect(await accessibilityFaults()).toEqual([]);
  await page.getByLabelText('Autorização (opcional)').fill(' 778812 ');
  await button('Aprovado: R$ 86,80').click();
  expect(fake.sent[0]?.data).toEqual({
    orderId: order.id,
    method: 'card',
    amountCents: 8680,
    authorisation: '778812',
    partId: null,
  });
  fake.reject({ code: 'internal', detail: '', data: {} });
  till.pass();
  await expect.element(page.getByLabelText('Autorização (opcional)')).toHaveValue(' 778812 ');
});

test('[SCR54] the payment that the kitchen waits for is announced and told', async () => {
  const held = dueOrder({ status: 'held', awaitsPayment: true });
  const fake = knows(held);
  await renderTill(fake, flow);
  await expect.element(page.getByText('Vai para a cozinha assim que for pago.')).toBeVisible();
  await button('Dinheiro').click();
  await button('Receber R$ 86,80').click();
  const paid = paidOrder(held, [paymentOf()]);
  fake.ack({ ...paid, status: 'pending', awaitsPayment: false });
  await expect.element(page.getByText('O pedido foi para a cozinha.')).toBeVisible();
});

test('[SCR60] an order that the page does not know is asked for; none there is told', async () => {
  const paid = { ...paidOrder(order, [paymentOf()]), status: 'completed' as const };
  const fake = createFakeClient({ shop: PIX_SHOP });
  fake.door(({ path }) =>
    path === `/api/v1/orders/${paid.id}` ? { ok: true, value: { order: paid } } : undefined,
  );
  const till = await renderTill(fake, flow);
  await expect.element(page.getByText('Pago')).toBeVisible();
  await till.unmount();
  fake.door(() => ({
    ok: false,
    refusal: { code: 'not_found', detail: '', data: {} },
  }));
  await renderTill(fake, flow);
  await expect.element(page.getByText('O pedido não foi encontrado.')).toBeVisible();
});

/** No word of the page may be a key that was not found. */
function untranslated(): string[] {
  return document.body.innerText.match(/\btill\.[A-Za-z.]+/g) ?? [];
}

test.for(LANGUAGES)('[SCR29] taking money is whole in %s, light and dark', async (language) => {
  const partly = paidOrder(order, [paymentOf({ amountCents: 1000, tenderedCents: 1000 })]);
  for (const theme of ['light', 'dark'] as const) {
    const till = await renderTill(knows(partly), flow, { language, theme });
    for (const way of [0, 1, 2, 3]) {
      const tile = document.querySelectorAll<HTMLElement>('[role=group] button')[way];
      tile?.click();
      expect(untranslated()).toEqual([]);
      expect(await accessibilityFaults()).toEqual([]);
    }
    await till.unmount();
  }
});

test('[SCR29] on a phone the payment is one column, and nothing is cut off', async () => {
  await page.viewport(390, 844);
  await renderTill(knows(), flow);
  await button('PIX').click();
  expect(document.documentElement.scrollWidth).toBe(390);
  const dialog = document.querySelector('[role=dialog]');
  expect(dialog?.scrollWidth).toBe(dialog?.clientWidth);
  expect(await accessibilityFaults()).toEqual([]);
});
