import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { page } from 'vitest/browser';
import { fetchedSheet } from '../../../src/renderer/kds/fetched-sheet.tsx';
import { kds as en } from '../../../src/renderer/i18n/en/kds.ts';
import { kds as es } from '../../../src/renderer/i18n/es/kds.ts';
import { kds as ptBr } from '../../../src/renderer/i18n/pt-br/kds.ts';
import { Sheet } from '../../../src/renderer/ui/overlay.tsx';
import { accessibilityFaults } from '../support/axe.ts';
import { i18nOf } from '../support/words.ts';

function Part({ onClose }: { readonly onClose: () => void }) {
  return (
    <Sheet open onClose={onClose} title="Ajustes">
      aqui
    </Sheet>
  );
}

const words = { 'pt-BR': ptBr, en, es };
const inPortuguese = (children: ReactNode) => (
  <I18nextProvider i18n={i18nOf('kds', words, 'pt-BR')}>{children}</I18nextProvider>
);

test('[KDS42] a panel is fetched when it is opened, once, and closed by what it is given', async () => {
  const fetchPart = vi.fn(() => Promise.resolve(Part));
  const Fetched = fetchedSheet(fetchPart);
  const onClose = vi.fn();
  expect(fetchPart).not.toHaveBeenCalled();
  const screen = await render(inPortuguese(<Fetched onClose={onClose} />));
  await expect.element(page.getByRole('dialog', { name: 'Ajustes' })).toBeVisible();
  await page.getByRole('button', { name: 'Fechar' }).click();
  expect(onClose).toHaveBeenCalledOnce();
  await screen.unmount();
  const again = await render(inPortuguese(<Fetched onClose={onClose} />));
  await expect.element(page.getByText('aqui')).toBeVisible();
  expect(fetchPart).toHaveBeenCalledOnce();
  await again.unmount();
});

test('[KDS42] out of touch it says that it did not arrive, can be closed, and tries again when asked to', async () => {
  let reachable = false;
  const Fetched = fetchedSheet(() =>
    reachable ? Promise.resolve(Part) : Promise.reject(new TypeError('Failed to fetch')),
  );
  const onClose = vi.fn();
  await render(inPortuguese(<Fetched onClose={onClose} />));
  await expect.element(page.getByText(/^Esta parte da tela não chegou/)).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await page.getByRole('button', { name: 'Fechar' }).click();
  expect(onClose).toHaveBeenCalledOnce();
  await page.getByRole('button', { name: 'Tentar de novo' }).click();
  await expect.element(page.getByText(/^Esta parte da tela não chegou/)).toBeVisible();
  reachable = true;
  await page.getByRole('button', { name: 'Tentar de novo' }).click();
  await expect.element(page.getByText('aqui')).toBeVisible();
});
