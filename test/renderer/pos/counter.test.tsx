import { beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { accessibilityFaults } from '../support/axe.ts';
import { lines, openOrders, renderCounter, sendButton, tile } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';
import { orderOf } from '../support/fixtures.ts';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
});

describe('taking an order', () => {
  test('[SCR20] the screen says registered only after the broker has answered', async () => {
    const fake = createFakeClient();
    await renderCounter(fake);
    await tile('Pizza Margherita').click();
    await tile('Pizza Margherita').click();
    await tile('Guaraná lata').click();
    await expect.poll(() => lines().elements().length).toBe(2);
    await sendButton().click();
    await expect.element(page.getByText('Enviando…')).toBeVisible();
    expect(page.getByText(/Registrado/).elements()).toHaveLength(0);
    expect(fake.sent.map(({ type, data }) => ({ type, data }))).toEqual([
      {
        type: 'order.place',
        data: {
          lines: [
            { itemId: 'margherita', quantity: 2 },
            { itemId: 'guarana', quantity: 1 },
          ],
          service: 'counter',
        },
      },
    ]);
    fake.ack(orderOf(43));
    await expect.element(page.getByText('Registrado #043')).toBeVisible();
    expect(sendButton().elements()).toHaveLength(0);
    await expect.element(page.getByRole('button', { name: 'Próximo pedido' })).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
  });

  test('[SCR20] however often the keys are pressed, an order leaves once', async () => {
    const fake = createFakeClient();
    await renderCounter(fake);
    await userEvent.keyboard('{F9}');
    expect(fake.sent).toHaveLength(0);
    await tile('Pizza Margherita').click();
    await userEvent.keyboard('{F9}{F9}{Control>}{Enter}{/Control}');
    expect(fake.sent).toHaveLength(1);
    fake.ack(orderOf(1));
    await expect.element(page.getByText('Registrado #001')).toBeVisible();
    await userEvent.keyboard('{F9}');
    expect(fake.sent).toHaveLength(1);
  });

  test('[SCR21] an item with a required choice asks for it first, and keeps to its least and most', async () => {
    const fake = createFakeClient();
    await renderCounter(fake);
    await tile('Picanha').click();
    const sheet = page.getByRole('dialog', { name: 'Picanha' });
    await sheet.getByRole('button', { name: /^Adicionar/ }).click();
    await expect.element(sheet.getByText('Falta escolher')).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
    await sheet.getByRole('button', { name: 'Mal passada' }).click();
    await sheet.getByRole('button', { name: 'Bem passada' }).click();
    await sheet.getByRole('button', { name: /^Queijo/ }).click();
    await sheet.getByRole('button', { name: /^Bacon/ }).click();
    await expect.element(sheet.getByRole('button', { name: /^Ovo/ })).toBeDisabled();
    await sheet.getByRole('button', { name: 'sem cebola' }).click();
    await sheet.getByRole('button', { name: 'Aumentar Picanha' }).click();
    await expect
      .element(sheet.getByRole('button', { name: /^Adicionar/ }))
      .toMatchTextContent('161,80');
    await sheet.getByRole('button', { name: /^Adicionar/ }).click();
    await userEvent.keyboard('{F9}');
    expect(fake.sent[0]?.data).toMatchObject({
      lines: [
        {
          itemId: 'picanha',
          quantity: 2,
          modifiers: ['bem', 'queijo', 'bacon'],
          note: 'sem cebola',
        },
      ],
    });
  });

  test('[SCR21] a table, a customer and a note go with the order; a broken e-mail address does not', async () => {
    const fake = createFakeClient();
    await renderCounter(fake);
    await tile('Pizza Margherita').click();
    await page.getByRole('radio', { name: 'Mesa' }).click();
    await page.getByLabelText('Mesa nº').fill('7');
    await page.getByRole('button', { name: 'Cliente', exact: true }).click();
    const sheet = page.getByRole('dialog', { name: 'Cliente e observação' });
    await sheet.getByLabelText('Nome').fill(' Ana ');
    await sheet.getByLabelText('E-mail').fill('ana@exemplo');
    await sheet.getByLabelText('Observação do pedido').fill('aniversário');
    await expect.element(sheet.getByText(/Falta algo neste e-mail/)).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
    await userEvent.keyboard('{Escape}');
    await expect.element(sheet).not.toBeInTheDocument();
    await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
    await sendButton().click();
    await expect.element(sheet.getByLabelText('E-mail')).toHaveFocus();
    await expect.element(sheet.getByText(/Falta algo neste e-mail/)).toBeVisible();
    expect(fake.sent).toHaveLength(0);
    await sheet.getByLabelText('E-mail').fill('ana@exemplo.com');
    await userEvent.keyboard('{Escape}');
    await sendButton().click();
    expect(fake.sent[0]?.data).toMatchObject({
      service: 'dine_in',
      table: '7',
      customer: { name: 'Ana', email: 'ana@exemplo.com' },
      note: 'aniversário',
    });
  });

  test('[SCR21] Pôr em espera parks the order, and the list sends it to the kitchen', async () => {
    const fake = createFakeClient();
    await renderCounter(fake);
    await tile('Pizza Margherita').click();
    await page.getByRole('button', { name: 'Pôr em espera' }).click();
    expect(fake.sent[0]?.data).toMatchObject({ hold: true });
    fake.ack(orderOf(44, { status: 'held' }));
    await expect.element(page.getByText(/a cozinha ainda não o vê/)).toBeVisible();
    await openOrders()
      .getByRole('button', { name: /#044.*Em espera/ })
      .click();
    await page.getByRole('button', { name: 'Enviar para a cozinha' }).click();
    expect(fake.sent[1]).toMatchObject({ type: 'order.send', data: { orderId: orderOf(44).id } });
  });

  test('[SCR21] a cleared order can be had back', async () => {
    const fake = createFakeClient();
    await renderCounter(fake);
    await tile('Pizza Margherita').click();
    await page.getByRole('button', { name: 'Limpar pedido' }).click();
    await expect.element(page.getByText('Toque em um item para começar')).toBeVisible();
    await page.getByRole('button', { name: 'Desfazer' }).click();
    await expect.element(lines().first()).toMatchTextContent('Pizza Margherita');
  });

  test('[SCR21] a line is raised, lowered and taken off', async () => {
    const fake = createFakeClient();
    await renderCounter(fake);
    await tile('Pizza Margherita').click();
    await page.getByRole('button', { name: 'Aumentar Pizza Margherita' }).click();
    await expect.element(page.getByText(/79,80/).first()).toBeVisible();
    await page.getByRole('button', { name: 'Diminuir Pizza Margherita' }).click();
    await page.getByRole('button', { name: 'Retirar Pizza Margherita' }).click();
    await expect.element(page.getByText('Toque em um item para começar')).toBeVisible();
  });
});

describe('finding an item', () => {
  test('[SCR22] typing searches, whatever the accents, and Enter adds the first', async () => {
    const fake = createFakeClient();
    await renderCounter(fake);
    await userEvent.keyboard('agua');
    await expect.element(tile('Água com gás')).toBeVisible();
    expect(tile('Pizza Margherita').elements()).toHaveLength(0);
    await userEvent.keyboard('{Enter}');
    await expect.element(lines().first()).toMatchTextContent('Água com gás');
    await expect.element(page.getByRole('searchbox')).toHaveValue('');
    await userEvent.keyboard('zzz');
    await expect.element(page.getByText('Nada com “zzz”')).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
    await userEvent.keyboard('{Escape}');
    await expect.element(tile('Pizza Margherita')).toBeVisible();
  });

  test('[SCR22] the slash focuses the search, arrows walk the items, Enter adds', async () => {
    const fake = createFakeClient();
    await renderCounter(fake);
    await userEvent.keyboard('/');
    await expect.element(page.getByRole('searchbox')).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}');
    await expect.element(tile('Guaraná lata')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(lines().first()).toMatchTextContent('Guaraná lata');
  });

  test('[SCR22] what is not sold now can be read and not be added; its details put it back on sale', async () => {
    const fake = createFakeClient();
    await renderCounter(fake);
    await expect.element(tile('Pudim de leite')).toBeDisabled();
    await expect.element(tile('Pudim de leite')).toMatchTextContent('Esgotado');
    await page.getByRole('radio', { name: 'Pizzas' }).click();
    await expect.element(tile('Pizza Portuguesa')).toBeDisabled();
    await expect.element(tile('Pizza Portuguesa')).toMatchTextContent('Esgotado');
    await page.getByRole('button', { name: 'Detalhes de Pizza Portuguesa' }).click();
    await page.getByRole('button', { name: 'Voltar a vender' }).click();
    expect(fake.sent[0]).toMatchObject({
      type: 'menu.set_on_sale',
      data: { itemId: 'portuguesa', onSale: true },
    });
  });
});
