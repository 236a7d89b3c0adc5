import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { LANGUAGES } from '../../../src/shared/languages.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { renderCounter } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';
import { lineOf, orderOf } from '../support/fixtures.ts';

beforeEach(() => localStorage.clear());

const SENT_AT = '2026-03-01T22:00:00.000Z';
const ORDER = orderOf(1, {
  rush: true,
  dueAt: '2026-03-01T22:30:00.000Z',
  lines: [
    lineOf({ quantity: 2, totalCents: 7980, ledger: [{ at: SENT_AT, sent: 2 }] }),
    lineOf({
      id: '0190bbbb-0000-7000-8000-000000000003',
      course: 2,
      firedAt: null,
      ledger: [{ at: SENT_AT, sent: 1 }],
    }),
    lineOf({
      id: '0190bbbb-0000-7000-8000-000000000002',
      quantity: 0,
      status: 'cancelled',
      totalCents: 0,
      note: 'amendoim',
      allergy: true,
      ledger: [
        { at: SENT_AT, sent: 1 },
        { at: '2026-03-01T22:05:00.000Z', sent: -1, reason: 'Erro', restocked: 1 },
      ],
    }),
  ],
  serviceCharge: { basisPoints: 1000, waived: true },
  allowedChanges: ['edit', 'rush', 'fire', 'discount', 'split', 'pay', 'refund'],
});

const WORDS = {
  'pt-BR': {
    list: /Abertos?/,
    edit: 'Alterar',
    less: /^Diminuir Pizza/,
    due: /^Para quando/,
    done: 'Feito',
    history: 'Pedidos anteriores',
  },
  en: {
    list: /Open/,
    edit: 'Change',
    less: /^Fewer Pizza/,
    due: /^When for/,
    done: 'Done',
    history: 'Earlier orders',
  },
  es: {
    list: /Abiertos?/,
    edit: 'Cambiar',
    less: /^Menos Pizza/,
    due: /^Para cuándo/,
    done: 'Hecho',
    history: 'Pedidos anteriores',
  },
} as const;

test.for(LANGUAGES)('[SCR29] orders that were sent are whole in %s', async (language) => {
  const words = WORDS[language];
  for (const [theme, width] of [
    ['light', 1280],
    ['dark', 390],
  ] as const) {
    localStorage.clear();
    await page.viewport(width, 844);
    const fake = createFakeClient({ orders: { [ORDER.id]: ORDER } });
    fake.door(() => ({ ok: true, value: { orders: [ORDER], nextCursor: 'more' } }));
    const screen = await renderCounter(fake, { language, theme });
    const dialog = page.getByRole('dialog');
    const whole = async (): Promise<void> => {
      expect(await accessibilityFaults()).toEqual([]);
      // A key without its words is drawn as the key.
      expect(document.body.textContent).not.toMatch(/\b(?:orders|till|entry|kitchen)\.[a-z]/);
      expect(document.documentElement.scrollWidth).toBe(width);
    };
    const shown = () => page.getByRole('button', { name: words.list });
    const visible = (): HTMLElement | undefined =>
      shown()
        .elements()
        .filter((element) => element instanceof HTMLElement)
        .find((element) => element.checkVisibility());
    visible()?.click();
    await dialog.getByRole('button', { name: /^#001/ }).click();
    await expect.element(page.getByRole('dialog', { name: '#001' })).toBeVisible();
    await whole();
    await dialog.getByRole('button', { name: words.edit, exact: true }).click();
    await dialog.getByRole('button', { name: words.less }).first().click();
    await whole();
    await dialog.getByRole('button', { name: words.due }).click();
    await expect
      .element(dialog.getByRole('button', { name: words.done, exact: true }))
      .toBeVisible();
    await whole();
    await screen.unmount();
    localStorage.clear();
    const other = await renderCounter(fake, { language, theme });
    visible()?.click();
    await dialog.getByRole('button', { name: words.history }).click();
    await expect.element(dialog.getByRole('button', { name: /^#001/ })).toBeVisible();
    await whole();
    await userEvent.keyboard('{Escape}');
    await other.unmount();
  }
});
