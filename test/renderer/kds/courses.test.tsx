import { beforeEach, expect, test } from 'vitest';
import { accessibilityFaults } from '../support/axe.ts';
import { lowContrasts } from './contrast.ts';
import { line, order, waitingLine } from './fixtures.ts';
import {
  button,
  card,
  choose,
  commands,
  freshDisplay,
  openKitchen,
  slowHands,
  tap,
} from './open-kitchen.tsx';

beforeEach(freshDisplay);

const dinner = () => [
  line({ name: 'Salada' }),
  waitingLine(2, { name: 'Moqueca' }),
  waitingLine(3, { name: 'Pudim' }),
];

test('[KDS31] courses stand under their heads; what waits says so, and takes no touch', async () => {
  await openKitchen([order(1, { status: 'preparing', lines: dinner() })]);
  for (const [course, name] of [
    ['1º tempo', 'Salada'],
    ['2º tempo', 'Moqueca'],
    ['3º tempo', 'Pudim'],
  ] as const) {
    const list = card('001').getByRole('list', { name: course });
    await expect.element(list.getByText(name)).toBeVisible();
  }
  expect(card('001').getByText('em espera').elements()).toHaveLength(2);
  expect(
    card('001')
      .getByRole('button', { name: /Moqueca|Pudim/ })
      .elements(),
  ).toHaveLength(0);
  await expect.element(card('001').getByRole('button', { name: /Salada/ })).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  expect(lowContrasts(document.body, 7)).toEqual([]);
});

test('[KDS31] the next course can be fired from the card, and a second tap strikes nothing that slid under the finger', async () => {
  const hands = slowHands();
  const client = await openKitchen([order(1, { status: 'preparing', lines: dinner() })], hands);
  await button('Disparar 2º tempo: pedido #001').click();
  const moqueca = card('001').getByRole('button', { name: /Moqueca/ });
  await expect.element(moqueca).toBeVisible();
  tap(moqueca);
  expect(commands(client)).toEqual(['order.fire']);
  hands.settle();
  await expect.element(button('Disparar 3º tempo: pedido #001')).toBeVisible();
  tap(moqueca);
  await expect.element(moqueca).toHaveAttribute('aria-pressed', 'true');
  expect(commands(client)).toEqual(['order.fire', 'ticket.bump']);
});

test('[KDS31] when only courses that wait are left, firing the next one is the step of the card', async () => {
  const [salad, ...rest] = dinner();
  if (!salad) throw new Error('no lines');
  const done = { ...line({ name: 'Salada', status: 'ready' }), id: salad.id };
  const client = await openKitchen([order(1, { status: 'preparing', lines: [done, ...rest] })]);
  const fire = button('Disparar 2º tempo: pedido #001');
  await expect.element(fire).toHaveAttribute('data-step');
  await fire.click();
  // Nobody has begun with the next course.
  await expect.element(button('Iniciar: pedido #001')).toBeVisible();
  expect(commands(client)).toEqual(['order.fire']);
  expect(client.sent.find(({ type }) => type === 'order.fire')?.data).toMatchObject({ course: 2 });
});

test('[KDS31] a display of one station sees the courses of the others, and may fire them', async () => {
  choose({ stations: ['grelha'] });
  const lines = [
    line({ name: 'Salada' }),
    waitingLine(2, { name: 'Vinho', station: 'bar' }),
    waitingLine(2, { name: 'Picanha' }),
  ];
  await openKitchen([order(1, { status: 'preparing', lines })]);
  const list = card('001').getByRole('list', { name: '2º tempo' });
  // What is made here comes first, also within a course.
  await expect.element(list.getByRole('listitem').nth(0)).toMatchTextContent(/Picanha/);
  await expect.element(list.getByRole('listitem').nth(1)).toMatchTextContent(/Vinho.*Bar/);
  await expect.element(button('Disparar 2º tempo: pedido #001')).toBeVisible();
});
