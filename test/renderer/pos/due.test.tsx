import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { emptyDraft } from '../../../src/renderer/pos/draft.ts';
import {
  daysUntil,
  nextMoment,
  nextQuarters,
  timeOfDay,
} from '../../../src/renderer/pos/due-time.ts';
import { readDrafts } from '../../../src/renderer/pos/saved-drafts.ts';
import type { ChangeOrder } from '../../../src/shared/commands.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { openOrders, renderCounter, sendButton, tile } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';
import { orderIdOf, orderOf } from '../support/fixtures.ts';

beforeEach(async () => {
  localStorage.clear();
  sessionStorage.clear();
  await page.viewport(1280, 800);
});

/** 18:02 by the shop's clock. */
const NOW = Date.parse('2026-03-01T21:02:00.000Z');
const SHOP_ZONE = 'America/Sao_Paulo';

/** A client whose broker's clock is at NOW. */
const atNow = (part: Parameters<typeof createFakeClient>[0] = {}) =>
  createFakeClient({ clockOffsetMs: NOW - Date.now(), ...part });

const due = () => page.getByRole('button', { name: /^Para quando/ });
const choices = () => page.getByRole('group', { name: 'Para quando' });

test('[SCR111] a time of day is the next moment at which the shop’s clock shows it', () => {
  expect(nextMoment('19:30', NOW, SHOP_ZONE)).toBe('2026-03-01T22:30:00.000Z');
  expect(nextMoment('18:01', NOW, SHOP_ZONE)).toBe('2026-03-02T21:01:00.000Z');
  expect(nextMoment('00:15', NOW, SHOP_ZONE)).toBe('2026-03-02T03:15:00.000Z');
  expect(nextMoment('', NOW, SHOP_ZONE)).toBeNull();
  // East of Greenwich the shop's day is another than that of UTC.
  expect(nextMoment('09:00', NOW, 'Asia/Tokyo')).toBe('2026-03-02T00:00:00.000Z');
  // The clocks went forward between 02:00 and 03:00, and back again in autumn.
  const before = Date.parse('2026-03-28T20:00:00.000Z');
  expect(nextMoment('12:00', before, 'Europe/Lisbon')).toBe('2026-03-29T11:00:00.000Z');
  const autumn = Date.parse('2026-10-24T20:00:00.000Z');
  expect(nextMoment('12:00', autumn, 'Europe/Lisbon')).toBe('2026-10-25T12:00:00.000Z');
});

test('[SCR111] days and times of day are the shop’s', () => {
  expect(daysUntil('2026-03-02T02:59:00.000Z', NOW, SHOP_ZONE)).toBe(0);
  expect(daysUntil('2026-03-02T03:00:00.000Z', NOW, SHOP_ZONE)).toBe(1);
  expect(daysUntil('2026-02-28T12:00:00.000Z', NOW, SHOP_ZONE)).toBe(-1);
  expect(timeOfDay('2026-03-02T03:05:00.000Z', SHOP_ZONE)).toBe('00:05');
});

test('[SCR111] what is offered are quarters of an hour that leave time to cook', () => {
  const offered = nextQuarters(NOW, SHOP_ZONE).map((moment) => timeOfDay(moment, SHOP_ZONE));
  expect(offered).toEqual(['18:15', '18:30', '18:45', '19:00', '19:15', '19:30', '19:45', '20:00']);
  const [first] = nextQuarters(NOW + 4 * 60_000, SHOP_ZONE);
  expect(first).toBe('2026-03-01T21:30:00.000Z');
});

test('[SCR111] two touches promise a time, and two take it back', async () => {
  const fake = atNow();
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  await due().click();
  expect(await accessibilityFaults()).toEqual([]);
  await expect
    .element(choices().getByRole('button', { name: 'O quanto antes', pressed: true }))
    .toBeVisible();
  await choices().getByRole('button', { name: '19:30' }).click();
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  await expect.element(due()).toMatchTextContent('Para 19:30');
  await due().click();
  await choices().getByRole('button', { name: 'O quanto antes' }).click();
  await expect.element(due()).toMatchTextContent('O quanto antes');
  await due().click();
  await choices().getByRole('button', { name: '18:45' }).click();
  await sendButton().click();
  expect(fake.sent[0]?.data).toEqual({
    lines: [{ itemId: 'margherita', quantity: 1 }],
    service: 'counter',
    dueAt: '2026-03-01T21:45:00.000Z',
  });
});

test('[SCR111] any time is typed with the keys alone; one that has passed is tomorrow’s, and says so', async () => {
  const fake = atNow();
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  due().element().focus();
  await userEvent.keyboard('{Enter}');
  const field = page.getByLabelText('Outra hora');
  await expect.element(field).toHaveFocus();
  await field.fill('12:10');
  await expect.element(page.getByRole('status').getByText('Para amanhã, 12:10')).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  await expect.element(due()).toHaveFocus();
  await expect.element(due()).toMatchTextContent('Para amanhã, 12:10');
  await userEvent.keyboard('{F9}');
  expect(fake.sent[0]?.data).toMatchObject({ dueAt: '2026-03-02T15:10:00.000Z' });
});

test('[SCR111] a promised time stays over a reload; what is no moment is none', () => {
  const dueAt = '2026-03-01T22:30:00.000Z';
  const saved = [dueAt, 'soon', 5].map((each) => ({ ...emptyDraft(), dueAt: each }));
  const { drafts } = readDrafts({ drafts: saved, activeId: null });
  expect(drafts.map((draft) => draft.dueAt)).toEqual([dueAt, null, null]);
});

test('[SCR111] a change sends another time, or that there is none any more, and nothing where it stays', async () => {
  const order = orderOf(1, { dueAt: '2026-03-01T22:30:00.000Z', allowedChanges: ['edit'] });
  const fake = atNow({ orders: { [order.id]: order } });
  await renderCounter(fake);
  await openOrders().getByRole('button', { name: /#001/ }).click();
  await page.getByRole('button', { name: 'Alterar' }).click();
  const sheet = page.getByRole('dialog', { name: /o pedido #001/ });
  const send = sheet.getByRole('button', { name: 'Enviar mudança' });
  const promised = sheet.getByRole('button', { name: /^Para quando/ });
  await expect.element(promised).toMatchTextContent('Para 19:30');
  await expect.element(send).toBeDisabled();
  await promised.click();
  await expect.element(page.getByLabelText('Outra hora')).toHaveValue('19:30');
  await choices().getByRole('button', { name: '20:00' }).click();
  expect(await accessibilityFaults()).toEqual([]);
  await send.click();
  expect(fake.sent[0]?.data).toEqual({
    orderId: orderIdOf(1),
    dueAt: '2026-03-01T23:00:00.000Z',
  } satisfies ChangeOrder);
  fake.reject({ code: 'overloaded', detail: '', data: { retryAfterSeconds: 1 } });
  await promised.click();
  await choices().getByRole('button', { name: 'O quanto antes' }).click();
  await send.click();
  await expect.poll(() => fake.sent[1]?.data).toEqual({ orderId: orderIdOf(1), dueAt: null });
});

test('[SCR112] the promised time stands on an open order in strip, list and sheet, and when it has passed', async () => {
  const orders = [
    orderOf(1, { dueAt: '2026-03-01T22:30:00.000Z' }),
    orderOf(2, { dueAt: '2026-03-01T21:00:00.000Z' }),
    orderOf(3, { dueAt: '2026-03-02T15:10:00.000Z' }),
    orderOf(4, { dueAt: '2026-03-01T21:00:00.000Z', status: 'ready' }),
    orderOf(5),
  ];
  await renderCounter(atNow({ orders: Object.fromEntries(orders.map((each) => [each.id, each])) }));
  const chip = (number: string) => openOrders().getByRole('button', { name: new RegExp(number) });
  await expect.element(chip('#001')).toMatchTextContent('Para 19:30');
  await expect.element(chip('#001')).not.toMatchTextContent('passou');
  await expect.element(chip('#002')).toMatchTextContent('passou da hora');
  await expect.element(chip('#003')).toMatchTextContent('Para amanhã, 12:10');
  await expect.element(chip('#004')).not.toMatchTextContent('passou');
  await expect.element(chip('#005')).not.toMatchTextContent('Para');
  expect(await accessibilityFaults()).toEqual([]);
  await chip('#002').click();
  await expect
    .element(page.getByRole('dialog', { name: '#002' }).getByText('Para 18:00 · passou da hora'))
    .toBeVisible();
});
