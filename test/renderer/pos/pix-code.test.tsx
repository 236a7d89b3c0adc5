import jsQR from 'jsqr';
import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Shop } from '../../../src/shared/shop.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { createFakeClient } from '../support/fake-client.ts';
import { SHOP } from '../support/fixtures.ts';
import { dueOrder, paidOrder, paymentOf, PIX_SHOP, renderTill } from './payment-page.tsx';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
});

const order = dueOrder();
const flow = { kind: 'payment', orderId: order.id } as const;
const knows = (shop: Shop = PIX_SHOP) => createFakeClient({ shop, orders: { [order.id]: order } });
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

/** What a phone reads from the code on the screen, with the white around it. */
async function scan(name: string): Promise<string | undefined> {
  const svg = page.getByRole('img', { name }).element();
  const image = new Image(420, 420);
  const drawing = new XMLSerializer().serializeToString(svg);
  image.src = `data:image/svg+xml,${encodeURIComponent(drawing)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = 420;
  canvas.height = 420;
  const context = canvas.getContext('2d');
  context?.drawImage(image, 0, 0, 420, 420);
  const pixels = context?.getImageData(0, 0, 420, 420);
  return pixels && jsQR(pixels.data, 420, 420, { inversionAttempts: 'dontInvert' })?.data;
}

test('[SCR55] the code is read as the text beside it, also in the dark, and the cashier confirms', async () => {
  const fake = knows();
  await renderTill(fake, flow, { theme: 'dark' });
  await button('PIX').click();
  const field = page.getByLabelText('PIX copia e cola').element() as HTMLInputElement;
  expect(field.value).toContain('540586.80');
  // What the statement shows: the day and the number of the order.
  expect(field.value).toContain('C20260301N043');
  expect(await scan('QR code PIX de R$ 86,80')).toBe(field.value);
  const svg = page.getByRole('img', { name: 'QR code PIX de R$ 86,80' }).element();
  const side = (svg as SVGSVGElement).viewBox.baseVal.width;
  const { x, y, width } = svg.querySelector('path')?.getBBox() ?? new DOMRect();
  expect([x, y, side - width]).toEqual([4, 4, 8]);
  await expect.element(page.getByText(/não avisa quando é pago/)).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await button('Recebi o PIX').click();
  expect(fake.sent[0]?.data).toEqual({
    orderId: order.id,
    method: 'pix',
    amountCents: 8680,
    partId: null,
  });
  fake.ack(paidOrder(order, [paymentOf({ method: 'pix', tenderedCents: null })]));
  await expect.element(page.getByText('Recebido por PIX: R$ 86,80')).toBeVisible();
});

test('[SCR55] another amount is another code, and none above what is due', async () => {
  await renderTill(knows(), flow);
  await button('PIX').click();
  await button('Outro valor').click();
  await userEvent.keyboard('9000');
  await expect.element(page.getByText('No máximo R$ 86,80.')).toBeVisible();
  await expect.element(button('Recebi o PIX')).toBeDisabled();
  await expect.element(button('Mostrar o código')).toBeDisabled();
  await userEvent.keyboard('{Delete}2550');
  await button('Mostrar o código').click();
  expect(await scan('QR code PIX de R$ 25,50')).toContain('540525.50');
});

test('[SCR55] the text is copied at one touch, or selected where the browser lets nobody copy', async () => {
  await renderTill(knows(), flow);
  await button('PIX').click();
  const field = page.getByLabelText('PIX copia e cola').element() as HTMLInputElement;
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValueOnce(new Error('no'));
  await button('Copiar').click();
  await expect.element(page.getByText('Selecionado: copie com Ctrl+C.')).toBeVisible();
  expect([field.selectionStart, field.selectionEnd]).toEqual([0, field.value.length]);
  write.mockResolvedValueOnce();
  await button('Copiar').click();
  await expect.element(button('Copiado')).toBeVisible();
  expect(write).toHaveBeenLastCalledWith(field.value);
  write.mockRestore();
});

test('[SCR55] without a payee it is not offered and says where to name one; with a wrong one, what is wrong', async () => {
  const till = await renderTill(knows(SHOP), flow);
  await expect.element(button('PIX')).toBeDisabled();
  await expect.element(page.getByText(/settings\.json/)).toBeVisible();
  await till.unmount();
  const wrong = { ...PIX_SHOP, pix: { ...PIX_SHOP.pix, key: 'Cantina' } };
  await renderTill(knows(wrong), flow);
  await button('PIX').click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('A chave PIX');
  await expect.element(button('Recebi o PIX')).toBeDisabled();
});

test('[SCR55] a shop that does not sell in reais has no PIX', async () => {
  await renderTill(knows({ ...PIX_SHOP, currency: 'EUR' }), flow);
  await expect.element(button('Dinheiro')).toBeVisible();
  expect(button('PIX').elements()).toHaveLength(0);
});
