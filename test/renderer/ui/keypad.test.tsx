import '../../../src/renderer/ui/base.css';
import { useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page, userEvent } from 'vitest/browser';
import { i18nOf } from '../support/words.ts';
import { pos } from '../../../src/renderer/i18n/pt-br/pos.ts';
import { pos as en } from '../../../src/renderer/i18n/en/pos.ts';
import { pos as es } from '../../../src/renderer/i18n/es/pos.ts';
import { Keypad } from '../../../src/renderer/ui/keypad.tsx';
import { useKeypadNumber } from '../../../src/renderer/ui/keypad-number.ts';

/** An amount beneath, and a PIN that is asked for over it. */
function Page() {
  const amount = useKeypadNumber(86_80, 100_00);
  const [isAsking, setAsking] = useState(false);
  const [pin, setPin] = useState('');
  const [given, setGiven] = useState<string[]>([]);
  return (
    <>
      <output aria-label="Valor">{amount.value}</output>
      <output aria-label="PIN">{pin}</output>
      <output aria-label="Dados">{given.join()}</output>
      <Keypad
        label="Valor"
        kind="money"
        onEnter={() => setGiven((old) => [...old, String(amount.value)])}
        {...amount.keys}
      />
      <button type="button" onClick={() => setGiven((old) => [...old, 'botão'])}>
        Botão
      </button>
      <button type="button" onClick={() => setAsking((old) => !old)}>
        Gerente
      </button>
      <input aria-label="Motivo" />
      {isAsking ? (
        <Keypad
          label="PIN"
          onDigit={(digit) => setPin((old) => old + digit)}
          onBackspace={() => setPin((old) => old.slice(0, -1))}
          onClear={() => setPin('')}
        />
      ) : null}
    </>
  );
}

const status = (name: string) => page.getByRole('status', { name });

test('[SCR45] digits of the real keyboard reach the newest keypad, and no text field; Enter ends what was typed', async () => {
  const i18n = i18nOf('pos', { 'pt-BR': pos, en, es }, 'pt-BR');
  await render(
    <I18nextProvider i18n={i18n}>
      <Page />
    </I18nextProvider>,
  );
  const keypad = page.getByRole('group', { name: 'Valor: teclado numérico' });
  const size = keypad.getByRole('button', { name: '5' }).element().getBoundingClientRect();
  expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(56);
  // What was offered goes with the first key, and what would be too much is not taken.
  await userEvent.keyboard('123456');
  await expect.element(status('Valor')).toHaveTextContent('1234');
  await userEvent.keyboard('{Backspace}');
  await expect.element(status('Valor')).toHaveTextContent('123');
  await keypad.getByRole('button', { name: '00' }).click();
  await expect.element(status('Valor')).toHaveTextContent('123');
  await userEvent.keyboard('{Delete}7');
  await keypad.getByRole('button', { name: '00' }).click();
  await userEvent.keyboard('{Enter}');
  await expect.element(status('Dados')).toHaveTextContent('700');

  await page.getByRole('textbox', { name: 'Motivo' }).click();
  await userEvent.keyboard('3 x');
  await expect.element(page.getByRole('textbox', { name: 'Motivo' })).toHaveValue('3 x');
  await page.getByRole('button', { name: 'Botão' }).click();
  await userEvent.keyboard('1{Enter}');
  await expect.element(status('Dados')).toHaveTextContent('700,botão,7001');
  await userEvent.keyboard('{Tab}{Shift>}{Tab}{/Shift}{Enter}');
  await expect.element(status('Dados')).toHaveTextContent('700,botão,7001,botão');

  await page.getByRole('button', { name: 'Gerente' }).click();
  await userEvent.keyboard('42');
  await expect.element(status('PIN')).toHaveTextContent('42');
  await expect.element(status('Valor')).toHaveTextContent('7001');
  await page.getByRole('button', { name: 'Gerente' }).click();
  await userEvent.keyboard('{Backspace}');
  await expect.element(status('Valor')).toHaveTextContent('700');
});
