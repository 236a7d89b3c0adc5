import { beforeEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { allergensOf, ALLERGENS, noteWith } from '../../../src/renderer/pos/allergens.ts';
import { addLine, emptyDraft, toPlaceOrder } from '../../../src/renderer/pos/draft.ts';
import { readDrafts } from '../../../src/renderer/pos/saved-drafts.ts';
import { LIMITS } from '../../../src/shared/limits.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { lines, openOrders, renderCounter, sendButton, tile } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';
import { lineOf, orderOf, SHOP } from '../support/fixtures.ts';

beforeEach(async () => {
  localStorage.clear();
  sessionStorage.clear();
  await page.viewport(1280, 800);
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
});

const margherita = page.getByRole('dialog', { name: 'Pizza Margherita' });
const mark = () => margherita.getByRole('button', { name: /^Alergia/ });
const known = (name: string) =>
  margherita.getByRole('group', { name: 'Alergia a quê?' }).getByRole('button', { name });
const save = () => margherita.getByRole('button', { name: /^Salvar/ });
const openLine = async (): Promise<void> => {
  await tile('Pizza Margherita').click();
  await page.getByRole('button', { name: /Editar.*Margherita/ }).click();
};

test('[SCR73] an allergy says to what, loud and apart from the note, and is never mixed with another', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await openLine();
  // In sight without scrolling, before the options.
  await expect.element(mark()).toBeInViewport();
  await mark().click();
  await known('ovo').click();
  await known('leite').click();
  await margherita.getByLabelText('Outra coisa').fill('kiwi');
  await margherita.getByLabelText('Observação para a cozinha').fill('sem cebola');
  expect(await accessibilityFaults()).toEqual([]);
  await save().click();
  await expect.element(lines().first()).toMatchTextContent('ALERGIA: leite, ovo, kiwi');
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
  await tile('Pizza Margherita').click();
  expect(await accessibilityFaults()).toEqual([]);
  await sendButton().click();
  expect(fake.sent[0]?.data).toMatchObject({
    lines: [
      {
        itemId: 'margherita',
        quantity: 1,
        note: 'ALERGIA: leite, ovo, kiwi. sem cebola',
        allergy: true,
      },
      { itemId: 'margherita', quantity: 1 },
    ],
  });
});

test('[SCR73] an allergy to nobody knows what is not taken', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await openLine();
  await mark().click();
  await margherita.getByLabelText('Observação para a cozinha').fill('à parte');
  await save().click();
  await expect.element(margherita.getByText(/Diga a quê/)).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await known('glúten').click();
  await save().click();
  await expect.element(margherita).not.toBeInTheDocument();
  await expect.element(lines().first()).toMatchTextContent('ALERGIA: glúten');
});

test('[SCR73] the counter chooses in its own language and the kitchen reads in that of the shop', async () => {
  const fake = createFakeClient({ shop: { ...SHOP, language: 'es' } });
  await renderCounter(fake, { language: 'en' });
  await page.getByRole('button', { name: /^Pizza Margherita .*39[.]90/ }).click();
  await page.getByRole('button', { name: /Edit.*Margherita/ }).click();
  await margherita.getByRole('button', { name: /^Allergy/ }).click();
  await margherita.getByRole('button', { name: 'milk' }).click();
  await margherita.getByRole('button', { name: /^Save/ }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  expect(fake.sent[0]?.data).toMatchObject({ lines: [{ note: 'ALERGIA: leche', allergy: true }] });
});

test('[SCR73] the sheet of an order shows an allergy with and without words for it', async () => {
  const order = orderOf(1, {
    lines: [
      lineOf({ id: 'a', allergy: true, note: 'ALERGIA: leite. sem cebola' }),
      lineOf({ id: 'b', name: 'Pastel', allergy: true, note: 'camarão' }),
      lineOf({ id: 'c', name: 'Suco', allergy: true }),
    ],
  });
  await renderCounter(createFakeClient({ orders: { [order.id]: order } }));
  await openOrders().getByRole('button', { name: /001/ }).click();
  const all = page.getByRole('dialog').getByRole('list', { name: 'Itens do pedido' });
  const texts = (): string[] =>
    [...all.element().querySelectorAll('strong')].map((each) => each.innerText.trim());
  await expect.element(all).toBeVisible();
  expect(texts()).toEqual(
    expect.arrayContaining(['ALERGIA: leite. sem cebola', 'ALERGIA: camarão', 'ALERGIA']),
  );
});

describe('what is kept of an allergy', () => {
  const allergic = { itemId: 'margherita', quantity: 1, modifiers: [], allergy: true };

  test('[SCR73] of an earlier order the words go out as they were, and nothing is read out of them', () => {
    const draft = addLine(emptyDraft(), { ...allergic, note: 'ALERGIA: leite. sem cebola' });
    expect(draft.lines[0]).toMatchObject({ note: '', allergens: { known: [] } });
    expect(toPlaceOrder(draft, false).lines[0]?.note).toBe('ALERGIA: leite. sem cebola');
    const words = allergensOf([], draft.lines[0]?.allergens.other ?? '', 'pt-BR');
    expect(words.said).toBe('ALERGIA: leite. sem cebola');
  });

  test('[SCR73] a reload keeps it; what an earlier version kept in the note is kept', () => {
    const allergens = allergensOf(['milk'], 'kiwi', 'en');
    const draft = addLine(emptyDraft(), { ...allergic, note: 'cold', allergens });
    const kept = JSON.parse(JSON.stringify({ drafts: [draft], activeId: draft.id }));
    expect(readDrafts(kept).drafts).toEqual([draft]);
    const old = { ...draft.lines[0], note: 'leite', allergens: undefined };
    const before = readDrafts({ drafts: [{ ...draft, lines: [old] }], activeId: draft.id });
    expect(before.drafts[0]?.lines[0]?.allergens.said).toBe('leite');
  });

  test('[SCR73] whatever is too long for the note, the allergy is not', () => {
    const all = allergensOf(ALLERGENS, 'x'.repeat(160), 'pt-BR');
    const note = noteWith(all, 'y'.repeat(LIMITS.note));
    expect(note).toHaveLength(LIMITS.note);
    expect(note.startsWith(`${all.said}. y`)).toBe(true);
  });
});
