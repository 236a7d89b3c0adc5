import { beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { KnownCustomer } from '../../../src/shared/customers.ts';
import type { Outcome } from '../../../src/renderer/client/contract.ts';
import { createRecall, MOST, PAUSE_MS } from '../../../src/renderer/pos/customer-recall.ts';
import { readablePhone } from '../../../src/renderer/pos/phone-number.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { handTime, renderCounter, sendButton, tile } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';

beforeEach(async () => {
  localStorage.clear();
  sessionStorage.clear();
  await page.viewport(1280, 800);
});

const known = (name: string, part: Partial<KnownCustomer> = {}): KnownCustomer => ({
  name,
  email: null,
  phone: '11987654321',
  orders: 1,
  lastOrderAt: '2026-03-01T20:00:00.000Z',
  ...part,
});

describe('when earlier customers are looked for', () => {
  /** A recall whose questions are answered by hand. */
  function recalled() {
    const { time, pass } = handTime();
    const asked: string[] = [];
    const answers: ((outcome: Outcome<{ customers: KnownCustomer[] }>) => void)[] = [];
    const found: string[][] = [];
    const recall = createRecall({
      read: (path) => {
        asked.push(path);
        return new Promise((resolve) => {
          answers.push(resolve as (typeof answers)[number]);
        });
      },
      timers: time.timers,
      onFound: (customers) => found.push(customers.map(({ name }) => name ?? '')),
    });
    return { recall, pass, asked, answers, found };
  }

  test('[SCR76] once typing pauses, with no more than a few, and never by less than two characters', async () => {
    const { recall, pass, asked, answers, found } = recalled();
    recall.ask('a');
    pass(PAUSE_MS);
    recall.ask('an');
    pass(PAUSE_MS - 1);
    recall.ask('ana & cia');
    pass(PAUSE_MS);
    expect(asked).toEqual(['/api/v1/customers?q=ana+%26+cia&limit=4']);
    const many = Array.from({ length: MOST + 3 }, (_, n) => known(`Ana ${n}`));
    answers[0]?.({ ok: true, value: { customers: many } });
    await expect.poll(() => found.at(-1)?.length).toBe(MOST);
  });

  test('[SCR76] an answer to what stood there before is dropped; no answer is no customers', async () => {
    const { recall, pass, answers, found } = recalled();
    recall.ask('ana');
    pass(PAUSE_MS);
    recall.ask('bruno');
    pass(PAUSE_MS);
    answers[0]?.({ ok: true, value: { customers: [known('Ana')] } });
    answers[1]?.({ ok: true, value: { customers: [known('Bruno')] } });
    await expect.poll(() => found.at(-1)).toEqual(['Bruno']);
    expect(found.flat()).not.toContain('Ana');
    recall.ask('caio');
    pass(PAUSE_MS);
    answers[2]?.({
      ok: false,
      refusal: { code: 'overloaded', detail: '', data: { retryAfterSeconds: 5 } },
    });
    await expect.poll(() => found.at(-1)).toEqual([]);
  });
});

test('[SCR76] an earlier customer is taken over by arrows and Enter, with a phone number that can be read', async () => {
  const { time, pass } = handTime();
  const fake = createFakeClient();
  const ana = known('Ana Souza', { email: 'ana@exemplo.com', orders: 7 });
  fake.door(({ path }) =>
    path.startsWith('/api/v1/customers')
      ? { ok: true, value: { customers: [known('Anabela', { phone: '1134567890' }), ana] } }
      : undefined,
  );
  await renderCounter(fake, { time });
  await tile('Pizza Margherita').click();
  await userEvent.keyboard('{F2}');
  await expect.element(page.getByLabelText('Nome')).toHaveFocus();
  await userEvent.keyboard('ana');
  pass(PAUSE_MS);
  const earlier = page.getByRole('list', { name: 'Clientes anteriores' });
  await expect.element(earlier.getByText('(11) 98765-4321 · ana@exemplo.com')).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{ArrowUp}');
  await expect.element(page.getByLabelText('Nome')).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  await expect.element(page.getByLabelText('Nome')).toHaveValue('Ana Souza');
  await expect.element(page.getByRole('button', { name: 'Feito' })).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect
    .element(page.getByRole('button', { name: /Ana Souza · \(11\) 98765-4321/ }))
    .toBeVisible();
  await sendButton().click();
  // What is kept is what was kept before: the form is for reading.
  expect(fake.sent[0]?.data).toMatchObject({
    customer: { name: 'Ana Souza', email: 'ana@exemplo.com', phone: '11987654321' },
  });
});

test('[SCR76] without contact nobody is remembered, and nothing is said of it', async () => {
  const { time, pass } = handTime();
  await renderCounter(createFakeClient(), { time });
  await userEvent.keyboard('{F2}');
  await userEvent.keyboard('ana');
  pass(PAUSE_MS);
  await expect.element(page.getByLabelText('Nome')).toHaveValue('ana');
  expect(page.getByRole('list', { name: 'Clientes anteriores' }).elements()).toHaveLength(0);
  expect(page.getByRole('alert').elements()).toHaveLength(0);
});

test.for([
  ['11987654321', '(11) 98765-4321'],
  ['+55 11 98765-4321', '(11) 98765-4321'],
  ['(11) 3456.7890', '(11) 3456-7890'],
  ['+1 212 555 0100', '+1 212 555 0100'],
  ['ramal 12', 'ramal 12'],
  ['190', '190'],
])('[SCR76] %s is read as %s', ([typed, read]) => {
  expect(readablePhone(typed ?? '')).toBe(read);
});
