import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { LANGUAGES } from '../../../src/shared/languages.ts';
import type { KeptAction, ManagerAction } from '../../../src/shared/people-roles.ts';
import type { MirrorState } from '../../../src/renderer/client/contract.ts';
import { LockScreen } from '../../../src/renderer/pos/lock-screen.tsx';
import { useApproval } from '../../../src/renderer/pos/use-approval.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { renderCounter } from '../support/counter.tsx';
import { createFakeClient, type Door } from '../support/fake-client.ts';
import { SHOP } from '../support/fixtures.ts';
import { ANA, BIA, signedInAs, withPins } from '../support/people.ts';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
});

const sheet = () => page.getByRole('dialog', { name: 'Pessoas' });
const field = (name: string) => sheet().getByLabelText(name, { exact: true });

async function openPeople(part: Partial<MirrorState>, door: Door, language = 'pt-BR' as const) {
  const fake = createFakeClient(part);
  fake.door(door);
  await renderCounter(fake, { language });
  const { signedIn } = fake.client.store.getState();
  if (signedIn) {
    await page.getByRole('button', { name: `No caixa: ${signedIn.name}` }).click();
    await page.getByRole('menuitem', { name: 'Pessoas…' }).click();
  } else await page.getByRole('button', { name: 'Pessoas…' }).click();
  return fake;
}

async function typePins(first: string, second: string, label = 'PIN') {
  await field(label).fill(first);
  await field('PIN, outra vez').fill(second);
}

test('[SCR47] the first person is a manager, told why, and in at once', async () => {
  const fake = await openPeople({}, ({ path }) => {
    if (path === '/api/v1/people') return { ok: true, value: { person: ANA } };
    return { ok: true, value: signedInAs(ANA) };
  });
  await expect.element(sheet().getByText(/fica registrado quem fez o quê/)).toBeVisible();
  await sheet().getByRole('button', { name: 'Cadastrar o primeiro gerente' }).click();
  await expect.element(sheet().getByRole('radio', { name: 'Gerente' })).toBeChecked();
  await expect.element(sheet().getByRole('radio', { name: 'Caixa' })).toBeDisabled();
  await sheet().getByRole('button', { name: 'Salvar' }).click();
  await expect.element(sheet().getByText('Diga o nome.')).toBeVisible();
  await expect.element(sheet().getByText('O PIN tem de 4 a 8 dígitos.')).toBeVisible();
  expect(fake.asked).toEqual([]);
  await field('Nome').fill(' Ana ');
  await typePins('12x34', '1235');
  await userEvent.keyboard('{Enter}');
  await expect.element(sheet().getByText('Os dois PINs são diferentes.')).toBeVisible();
  await field('PIN, outra vez').fill('1234');
  await userEvent.keyboard('{Enter}');
  await expect
    .poll(() => fake.asked)
    .toEqual([
      {
        method: 'POST',
        path: '/api/v1/people',
        body: { name: 'Ana', role: 'manager', pin: '1234' },
      },
      { method: 'POST', path: '/api/v1/sessions', body: { personId: ANA.id, pin: '1234' } },
    ]);
  expect(fake.client.store.getState().signedIn?.name).toBe('Ana');
});

test('[SCR47] a manager adds, changes, lets go and takes back; a refusal stands where it belongs', async () => {
  let answer: ReturnType<Door>;
  const gone = { ...BIA, id: '0190dddd-0000-7000-8000-000000000009', name: 'Caio', active: false };
  const fake = await openPeople(
    { people: [ANA, BIA, gone], signedIn: signedInAs(ANA) },
    () => answer,
  );
  const people = sheet().getByRole('list', { name: 'Pessoas' }).getByRole('listitem');
  expect(people.elements().map((each) => each.textContent)).toEqual([
    'AnaGerente',
    'BiaCaixa',
    'CaioSaiu',
  ]);
  answer = { ok: false, refusal: { code: 'name_taken', detail: '', data: {} } };
  await sheet().getByRole('button', { name: 'Adicionar pessoa' }).click();
  await field('Nome').fill('Bia');
  await typePins('4321', '4321');
  await sheet().getByRole('button', { name: 'Salvar' }).click();
  await expect.element(sheet().getByText(/Já existe alguém com este nome/)).toBeVisible();
  expect(fake.asked.at(-1)?.body).toEqual({ name: 'Bia', role: 'cashier', pin: '4321' });
  answer = { ok: true, value: {} };
  await field('Nome').fill('Bia Souza');
  await sheet().getByRole('button', { name: 'Salvar' }).click();

  await sheet().getByRole('button', { name: /^Bia/ }).click();
  await sheet().getByRole('radio', { name: 'Gerente' }).click();
  await sheet().getByRole('button', { name: 'Salvar' }).click();
  expect(fake.asked.at(-1)).toEqual({
    method: 'PUT',
    path: `/api/v1/people/${BIA.id}`,
    body: { name: 'Bia', role: 'manager' },
  });

  answer = { ok: false, refusal: { code: 'last_manager', detail: '', data: {} } };
  await sheet().getByRole('button', { name: /^Ana/ }).click();
  await sheet().getByRole('button', { name: 'Desativar' }).click();
  await expect.element(sheet().getByRole('alert')).toMatchTextContent(/É o último gerente/);
  expect(fake.asked.at(-1)?.body).toEqual({ active: false });
  await sheet().getByRole('button', { name: 'Voltar' }).click();

  answer = { ok: true, value: {} };
  await sheet().getByRole('button', { name: /^Caio/ }).click();
  await sheet().getByRole('button', { name: 'Reativar' }).click();
  await expect.poll(() => fake.asked.at(-1)?.body).toEqual({ active: true });
});

test('[SCR47] a manager changes a PIN of their own with the one so far, and stays in; of others it is not asked', async () => {
  let right = false;
  const fake = await openPeople({ people: [ANA, BIA], signedIn: signedInAs(ANA) }, ({ path }) => {
    if (path === '/api/v1/sessions') return { ok: true, value: signedInAs(ANA) };
    return right
      ? { ok: true, value: {} }
      : { ok: false, refusal: { code: 'pin_refused', detail: '', data: {} } };
  });
  const save = () => sheet().getByRole('button', { name: 'Salvar' }).click();
  await sheet().getByRole('button', { name: /^Bia/ }).click();
  expect(field('PIN atual').elements()).toHaveLength(0);
  await sheet().getByRole('button', { name: 'Voltar' }).click();
  await sheet().getByRole('button', { name: /^Ana/ }).click();
  await typePins('2222', '2222', 'PIN novo');
  await save();
  await expect.element(sheet().getByText('Digite o PIN que você usa hoje.')).toBeVisible();
  expect(fake.asked).toEqual([]);
  await field('PIN atual').fill('11x11');
  await save();
  await expect.element(sheet().getByText('PIN incorreto. Tente de novo.')).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  right = true;
  await field('PIN atual').fill('1234');
  await save();
  await expect.poll(() => fake.asked.length).toBe(3);
  expect(fake.asked.slice(-2).map(({ body }) => body)).toEqual([
    { name: 'Ana', role: 'manager', pin: '2222', currentPin: '1234' },
    { personId: ANA.id, pin: '2222' },
  ]);
  // A name alone needs no PIN.
  await sheet().getByRole('button', { name: /^Ana/ }).click();
  await field('Nome').fill('Ana B');
  await save();
  await expect.poll(() => fake.asked.at(-1)?.body).toEqual({ name: 'Ana B', role: 'manager' });
});

test('[SCR47] a cashier changes their own PIN with the one so far, and stays in', async () => {
  const fake = createFakeClient({ people: [ANA, BIA], signedIn: signedInAs(BIA) });
  let right = false;
  fake.door(({ path }) => {
    if (path === '/api/v1/sessions') return { ok: true, value: signedInAs(BIA) };
    return right
      ? { ok: true, value: {} }
      : { ok: false, refusal: { code: 'pin_refused', detail: '', data: {} } };
  });
  await renderCounter(fake);
  await page.getByRole('button', { name: 'No caixa: Bia' }).click();
  expect(page.getByRole('menuitem', { name: 'Pessoas…' }).elements()).toHaveLength(0);
  await page.getByRole('menuitem', { name: 'Meu PIN…' }).click();
  const own = page.getByRole('dialog', { name: 'Meu PIN…' });
  await own.getByLabelText('PIN atual').fill('1111');
  await own.getByLabelText('PIN novo').fill('2222');
  await own.getByLabelText('PIN, outra vez').fill('2222');
  await userEvent.keyboard('{Enter}');
  await expect.element(own.getByText('PIN incorreto. Tente de novo.')).toBeVisible();
  right = true;
  await own.getByLabelText('PIN atual').fill('1234');
  await userEvent.keyboard('{Enter}');
  await expect.element(own).not.toBeInTheDocument();
  expect(fake.asked.slice(-2)).toEqual([
    {
      method: 'PUT',
      path: `/api/v1/people/${BIA.id}`,
      body: { pin: '2222', currentPin: '1234' },
    },
    { method: 'POST', path: '/api/v1/sessions', body: { personId: BIA.id, pin: '2222' } },
  ]);
});

/** A page that asks for a manager at the push of a button. */
function asking(
  part: Partial<MirrorState>,
  {
    managerFor = ['discount'],
    asks = ['discount'],
  }: {
    readonly managerFor?: KeptAction[];
    readonly asks?: readonly ManagerAction[];
  } = {},
) {
  const shop = { ...SHOP, counter: { ...SHOP.counter, managerFor } };
  const fake = createFakeClient({ people: [ANA, BIA], shop, ...part });
  withPins(fake);
  const answers: unknown[] = [];
  const Asker = () => {
    const approve = useApproval();
    return (
      <button type="button" onClick={() => void approve(...asks).then((a) => answers.push(a))}>
        Desconto
      </button>
    );
  };
  const App = () => (
    <LockScreen>
      <Asker />
    </LockScreen>
  );
  return { fake, App, answers };
}

const approval = () => page.getByRole('alertdialog', { name: 'Autorização de gerente' });

test('[SCR48] a cashier gets a manager’s word for one thing, and stays the one who is signed in', async () => {
  const { fake, App, answers } = asking({ signedIn: signedInAs(BIA) });
  await renderCounter(fake, { App });
  await page.getByRole('button', { name: 'Desconto' }).click();
  await expect.element(approval()).toMatchTextContent(/Para dar um desconto/);
  expect(approval().getByRole('button', { name: /^Bia/ }).elements()).toHaveLength(0);
  await userEvent.keyboard('9999{Enter}');
  await expect.element(approval().getByRole('alert')).toMatchTextContent('PIN incorreto');
  await userEvent.keyboard('1234{Enter}');
  await expect.element(approval()).not.toBeInTheDocument();
  expect(answers).toEqual(['allowed by Ana']);
  expect(fake.asked.map(({ body }) => body)).toEqual([
    { personId: ANA.id, pin: '9999', action: ['discount'] },
    { personId: ANA.id, pin: '1234', action: ['discount'] },
  ]);
  expect(fake.client.store.getState().signedIn?.name).toBe('Bia');
});

test('[SCR48] for a command that needs a manager twice they type their PIN once, told of both and of no more', async () => {
  const managerFor: KeptAction[] = ['discount', 'void'];
  const asks = ['void', 'cancel', 'discount'] as const;
  const { fake, App, answers } = asking({ signedIn: signedInAs(BIA) }, { managerFor, asks });
  await renderCounter(fake, { App });
  await page.getByRole('button', { name: 'Desconto' }).click();
  await expect.element(approval()).toMatchTextContent(/Para tirar do pedido/);
  await expect.element(approval()).toMatchTextContent(/Para dar um desconto/);
  await expect.element(approval()).not.toMatchTextContent(/Para cancelar/);
  await userEvent.keyboard('1234{Enter}');
  await expect.poll(() => answers).toEqual(['allowed by Ana']);
  expect(fake.asked.at(-1)?.body).toMatchObject({ action: ['void', 'discount'] });
});

test('[SCR48] giving up answers null; where no manager is needed nobody is asked', async () => {
  const { fake, App, answers } = asking({ signedIn: signedInAs(BIA) });
  await renderCounter(fake, { App });
  const ask = page.getByRole('button', { name: 'Desconto' });
  await ask.click();
  await expect.element(approval()).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => answers).toEqual([null]);
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
  fake.know({ signedIn: signedInAs(ANA) });
  await ask.click();
  fake.know({ people: [], signedIn: null });
  await ask.click();
  fake.know({ people: [ANA, BIA], signedIn: signedInAs(BIA), shop: SHOP });
  await ask.click();
  await expect.poll(() => answers).toEqual([null, undefined, undefined, undefined]);
});

test.for(LANGUAGES)('[SCR29] people and approvals are whole in %s', async (language) => {
  for (const theme of ['light', 'dark'] as const) {
    const { fake, App } = asking({ signedIn: signedInAs(BIA) });
    const screen = await renderCounter(fake, { App, language, theme });
    await page.getByRole('button', { name: 'Desconto' }).click();
    await expect.element(page.getByRole('alertdialog')).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
    await screen.unmount();
    const other = createFakeClient({ people: [ANA, BIA], signedIn: signedInAs(ANA) });
    const counter = await renderCounter(other, { language, theme });
    await page.getByRole('button', { name: /: Ana$/ }).click();
    await page.getByRole('menuitem').nth(2).click();
    await expect.element(page.getByRole('dialog')).toBeVisible();
    expect(await accessibilityFaults()).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: /^Bia/ }).click();
    expect(await accessibilityFaults()).toEqual([]);
    await counter.unmount();
  }
});
