import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { OrderDetail } from '../../../src/shared/order-states.ts';
import type { LineTask, OrderLine } from '../../../src/shared/order.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { lowContrasts } from './contrast.ts';
import {
  addedLine,
  at,
  cancelled,
  line,
  order,
  sentLine,
  sharedLine,
  takenOff,
  task,
  waitingLine,
} from './fixtures.ts';
import {
  button,
  card,
  cards,
  choose,
  commands,
  COUNTER_SIZE,
  freshDisplay,
  numbers,
  openKitchen,
  rushHour,
  slowHands,
  tap,
  WALL,
} from './open-kitchen.tsx';

beforeEach(freshDisplay);

test('[KDS1] cards stand oldest first, with number, service, age by word and every line', async () => {
  await openKitchen([
    order(2),
    order(7, { service: 'dine_in', table: '12' }),
    order(6, { lines: [line({ name: 'Batata', quantity: 3, note: 'sem sal' })] }),
    order(9),
  ]);
  await expect.poll(numbers).toEqual(['#009', '#007', '#006', '#002']);
  await expect.element(card('009')).toHaveAccessibleName('Pedido #009, Balcão, Atrasado');
  await expect.element(card('007')).toHaveAccessibleName('Pedido #007, Mesa 12, No prazo');
  await expect.element(card('006')).toHaveAccessibleName('Pedido #006, Balcão, Atenção');
  await expect.element(card('006').getByRole('button', { name: /3× ?Batata/ })).toBeVisible();
  await expect.element(card('009').getByRole('timer')).toMatchTextContent(/^9:0\d$/);
  await expect.element(page.getByText('4 abertos')).toBeVisible();
  await expect.element(page.getByText('1 atrasado', { exact: true })).toBeVisible();
});

test('[KDS15] a customer and where the order came from stand on the card, and are never shortened', async () => {
  const name = 'Maria Antonieta de Albuquerque e Vasconcelos Figueiredo';
  await openKitchen([
    order(1, {
      channel: 'online',
      wishedTime: '19h30',
      customer: { name, email: null, phone: null, language: null },
    }),
  ]);
  const facts = card('001').getByText(new RegExp(`^Online${name} · Para 19h30$`));
  await expect.element(facts).toBeVisible();
  const element = facts.element();
  expect(element.scrollWidth).toBeLessThanOrEqual(element.clientWidth);
  const body = card('001').element().querySelector('[data-body]');
  expect(body && body.scrollHeight - body.clientHeight).toBe(0);
});

test('[KDS8] an allergy stands out and is spoken, on a line and on the order', async () => {
  await openKitchen([
    order(1, { note: 'alergia a camarão', lines: [line({ note: 'sem cebola' })] }),
  ]);
  await expect.element(page.getByRole('img', { name: 'Alergia ou restrição' })).toBeVisible();
  await expect.element(page.getByRole('img', { name: 'Observação' })).toBeVisible();
});

test('[KDS8] a line that the counter marked is a warning, with a note that says nothing of it or without one', async () => {
  await openKitchen([order(1, { lines: [line({ note: 'leite', allergy: true })] })]);
  const warned = card('001').getByRole('button', { name: /X-Salada/ });
  await expect.element(warned).toHaveAccessibleName(/Alergia ou restrição.*Alergia.*leite/);
  expect(page.getByRole('img', { name: 'Observação' }).elements()).toHaveLength(0);
  // The note says it already: once is enough.
  const said = line({ name: 'Pastel', note: 'alergia a nozes', allergy: true });
  const none = line({ name: 'Suco', allergy: true });
  await openKitchen([order(2, { lines: [said, none] })]);
  for (const name of [/Pastel/, /Suco/]) {
    const marks = card('002')
      .getByRole('button', { name })
      .getByRole('img', { name: 'Alergia ou restrição' });
    await expect.element(marks).toBeVisible();
  }
  await expect.element(card('002').getByText('Alergia', { exact: true })).toBeVisible();
});

test('[KDS8] a torn ticket says on its first card that a line further on is a matter of health, and a struck warning is quiet', async () => {
  const lines = Array.from({ length: 20 }, (_, n) =>
    line({ name: `Prato número ${n}`, note: n === 18 ? 'sem glúten' : null }),
  );
  const one = order(1, { status: 'preparing', lines });
  const client = await openKitchen([one]);
  await expect.poll(() => cards().elements().length).toBe(2);
  const [first, second] = card('001').elements();
  expect(first?.textContent).toContain('Alergia: veja os itens');
  expect(second?.textContent).not.toContain('Alergia: veja');
  const note = () => page.getByText('sem glúten').element().parentElement;
  const ground = () => getComputedStyle(note() ?? document.body).backgroundColor;
  const loud = ground();
  client.put({
    ...one,
    lines: lines.map((each, n) =>
      n === 18 ? { ...each, tasks: [task('grelha', { doneAt: at(0) })] } : each,
    ),
  });
  await expect.poll(ground).not.toBe(loud);
  expect(lowContrasts(document.body, 7)).toEqual([]);
});

test('[KDS8] an allergy has a colour of its own, which no age of a card has', async () => {
  await openKitchen([
    ...[9, 6, 2].map((number) => order(number, { note: 'alergia a camarão' })),
    cancelled(order(3, { note: 'alergia', shownAt: at(-1000), lines: [sentLine(3)] })),
  ]);
  await expect.poll(() => cards().elements().length).toBe(4);
  const grounds = (selector: string): Set<string> =>
    new Set(
      [...document.querySelectorAll(selector)].map(
        (each) => getComputedStyle(each).backgroundColor,
      ),
    );
  const warned = page.getByRole('img', { name: 'Alergia ou restrição' }).elements();
  // That of the cancelled one warns of nothing more.
  expect(warned).toHaveLength(3);
  const loud = new Set(
    warned.map((each) => getComputedStyle(each.parentElement ?? each).backgroundColor),
  );
  expect(loud.size).toBe(1);
  const ages = grounds('article > header');
  expect(ages.size).toBe(3);
  for (const each of loud) expect(ages).not.toContain(each);
});

test('[KDS8] what is left out is not written as what is added', async () => {
  const modifier = (name: string) => ({ id: name, name, priceCents: 0 });
  const modifiers = [modifier('Sem cebola'), modifier('Bacon')];
  await openKitchen([order(1, { lines: [line({ modifiers })] })]);
  const look = (text: string) => {
    const element = page.getByText(text, { exact: true }).element();
    return {
      sign: getComputedStyle(element, '::before').content,
      weight: getComputedStyle(element).fontWeight,
    };
  };
  await expect.element(page.getByText('Bacon')).toBeVisible();
  expect(look('Bacon').sign).toBe('"+"');
  expect(look('Sem cebola').sign).toBe('"−"');
  expect(look('Sem cebola').weight).not.toBe(look('Bacon').weight);
});

test('[KDS15] the check of a line covers nothing of its name', async () => {
  const names = ['Água Mineral 500 ml', 'Picanha na Chapa com Farofa e Vinagrete', 'Suco'];
  const done = [task('grelha', { doneAt: at(0) })];
  const lines = [line(), ...names.map((name) => line({ name, status: 'ready', tasks: done }))];
  for (const [width, height] of [WALL, COUNTER_SIZE]) {
    await page.viewport(width, height);
    const screen = await openKitchen([order(40, { status: 'preparing', lines }), ...rushHour(9)]);
    for (const name of names) {
      const text = card('040').getByText(name, { exact: true });
      await expect.element(text).toBeVisible();
      const range = document.createRange();
      range.selectNodeContents(text.element());
      const check = card('040')
        .getByRole('button', { name: new RegExp(name) })
        .element()
        .querySelector('svg');
      const mark = check?.getBoundingClientRect();
      const covered = [...range.getClientRects()].filter(
        (row) => mark && row.right > mark.left && row.top < mark.bottom && mark.top < row.bottom,
      );
      expect(covered, name).toEqual([]);
    }
    await screen.close();
  }
});

test('[KDS15] the selected ticket has the ring around each of its cards, outside their torn edges', async () => {
  const lines = Array.from({ length: 20 }, (_, n) => line({ name: `Prato número ${n}` }));
  for (const layout of ['flow', 'grid'] as const) {
    choose({ layout });
    const screen = await openKitchen([order(9, { lines }), order(1)]);
    await expect.poll(() => cards().elements().length).toBeGreaterThan(2);
    const ringed = (): string[] =>
      cards()
        .elements()
        .filter((each) => {
          const place = each.parentElement;
          return place !== null && getComputedStyle(place).outlineStyle === 'solid';
        })
        .map((each) => /#\d+/.exec(each.getAttribute('aria-label') ?? '')?.[0] ?? '');
    expect(ringed()).toEqual([]);
    await userEvent.keyboard('1');
    await expect.poll(ringed).toEqual(numbers().filter((number) => number === '#009'));
    expect(ringed().length).toBeGreaterThan(1);
    await userEvent.keyboard('2');
    await expect.poll(ringed).toEqual(['#001']);
    await screen.close();
  }
});

test('[KDS9] a line that goes on in a next card has its name there, and nothing of it is cut off', async () => {
  await page.viewport(...COUNTER_SIZE);
  const modifiers = Array.from({ length: 30 }, (_, n) => ({
    id: `${n}`,
    name: `Adicional ${n}`,
    priceCents: 0,
  }));
  await openKitchen([order(1, { lines: [line({ name: 'Feijoada completa', modifiers })] })]);
  await expect.poll(() => cards().elements().length).toBeGreaterThan(1);
  const [, second] = cards().elements();
  expect(second?.textContent).toContain('Feijoada completa');
  await expect.element(page.getByRole('img', { name: 'Continuação' }).first()).toBeVisible();
  const cut = [...document.querySelectorAll('[data-body]')].filter(
    (body) => body.scrollHeight - body.clientHeight > 1,
  );
  expect(cut).toEqual([]);
  expect(await accessibilityFaults()).toEqual([]);
  expect(lowContrasts(document.body, 7)).toEqual([]);
});

test('[KDS27] a rushed order says so above all else on each of its cards, and stands first', async () => {
  const lines = Array.from({ length: 20 }, (_, n) => line({ name: `Prato número ${n}` }));
  await openKitchen([order(9), order(1, { rush: true, lines })]);
  await expect.poll(numbers).toEqual(['#001', '#001', '#009']);
  expect(card('001').getByText('Urgente', { exact: true }).elements()).toHaveLength(2);
  const [first] = card('001').elements();
  expect(first?.firstElementChild?.textContent).toBe('Urgente');
  await expect
    .element(card('001').first())
    .toHaveAccessibleName('Pedido #001, Balcão, Urgente, No prazo');
  expect(card('009').getByText('Urgente').elements()).toHaveLength(0);
});

test('[KDS28] a promised time stands on the card in shop time, with how long that is', async () => {
  const over = (number: number, dueAt: string) => order(number, { dueAt });
  await openKitchen([
    over(1, at(12.5 * 60_000)),
    over(2, at(-3.5 * 60_000)),
    cancelled(order(3, { dueAt: at(0), shownAt: at(-1000), lines: [sentLine(3)] })),
  ]);
  await expect.element(card('001').getByText('Para 09:12')).toBeVisible();
  await expect.element(card('001').getByText('em 12 min')).toBeVisible();
  await expect.element(card('002').getByText('passou 3 min')).toBeVisible();
  await expect.element(card('003')).toBeVisible();
  expect(card('003').getByText(/^Para/).elements()).toHaveLength(0);
});

test('[KDS29] a line that another station has a part in says where else, with a check when that is done', async () => {
  choose({ stations: ['grelha'] });
  const shared = sharedLine(['grelha', 'forno'], { name: 'Frango' });
  const client = await openKitchen([order(1, { lines: [shared] })]);
  const frango = card('001').getByRole('button', { name: /Frango/ });
  await expect.element(frango).toHaveAccessibleName(/também em: Forno$/);
  client.put(
    order(1, { lines: [{ ...shared, tasks: [task('grelha'), task('forno', { doneAt: at(0) })] }] }),
  );
  await expect.element(frango).toHaveAccessibleName(/também em: Forno pronto$/);
});

test('[KDS29] a line made elsewhere follows, says where and whether it is done, and takes no touch', async () => {
  choose({ stations: ['grelha'] });
  const suco = line({ name: 'Suco', station: 'bar' });
  const lines = [suco, line({ name: 'Picanha' })];
  const client = await openKitchen([order(1, { status: 'preparing', lines })]);
  const items = card('001').getByRole('listitem');
  await expect.element(items.nth(0)).toMatchTextContent(/^1×Picanha$/);
  await expect.element(items.nth(1)).toMatchTextContent(/^1×Suco▸ Bara fazer em Bar$/);
  expect(items.nth(1).getByRole('button').elements()).toHaveLength(0);
  client.put(
    order(1, {
      status: 'preparing',
      lines: [
        { ...suco, status: 'ready', tasks: [task('bar', { doneAt: at(0) })] },
        ...lines.slice(1),
      ],
    }),
  );
  await expect.element(items.nth(1).getByRole('img', { name: 'pronto' })).toBeVisible();
});

test('[KDS29] one row stands for many lines that are made elsewhere, with a check when all of them are', async () => {
  choose({ stations: ['grelha'] });
  const made = { doneAt: at(0) };
  const others = (over: Partial<LineTask>) =>
    Array.from({ length: 5 }, (_, n) =>
      line({
        name: `Suco ${n}`,
        station: n % 2 ? 'bar' : 'forno',
        status: over.doneAt ? 'ready' : 'pending',
        tasks: [task(n % 2 ? 'bar' : 'forno', over)],
      }),
    );
  const own = line({ name: 'Picanha' });
  const client = await openKitchen([order(1, { lines: [own, ...others({})] })]);
  const row = card('001').getByText('+5 em Forno e Bar');
  await expect.element(row).toBeVisible();
  const check = card('001').getByRole('img', { name: 'pronto' });
  expect(check.elements()).toHaveLength(0);
  client.put(order(1, { lines: [own, ...others(made)] }));
  await expect.element(check).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  expect(lowContrasts(document.body, 7)).toEqual([]);
});

test('[KDS17] [KDS32] a change is shown on the same card: new lines under the word, what was taken off struck with its count, and first of all it is to be confirmed', async () => {
  const sent = [
    sentLine(9, { name: 'Batata', quantity: 2, status: 'preparing', note: 'alergia a glúten' }),
    sentLine(9, { name: 'Picanha', quantity: 3, status: 'preparing' }),
  ];
  const before = order(9, { status: 'preparing', lines: sent, shownAt: at(0) });
  const hands = slowHands();
  const client = await openKitchen([before], hands);
  await expect.element(button('Pronto: pedido #009')).toBeVisible();
  expect(card('009').getByText('Pedido alterado').elements()).toHaveLength(0);
  const [batata, picanha] = sent;
  if (!batata || !picanha) throw new Error('no lines');
  client.put({
    ...before,
    lines: [takenOff(batata), takenOff(picanha, 1), addedLine({ name: 'Vinagrete' })],
  });
  await expect.element(card('009').getByText('Pedido alterado')).toBeVisible();
  const items = card('009').getByRole('listitem');
  await expect.element(items.nth(0)).toMatchTextContent(/^2 retirados2×Batata/);
  expect(items.nth(0).getByRole('button').elements()).toHaveLength(0);
  expect(items.nth(0).getByRole('img', { name: 'Alergia ou restrição' }).elements()).toEqual([]);
  await expect
    .element(items.nth(1).getByRole('button'))
    .toMatchTextContent(/^1 de 3 retirado2×Picanha$/);
  await expect.element(items.nth(2).getByRole('button')).toMatchTextContent(/^Novo1×Vinagrete$/);
  expect(await accessibilityFaults()).toEqual([]);
  expect(lowContrasts(document.body, 7)).toEqual([]);
  // What has only just changed takes no touch.
  tap(items.nth(2).getByRole('button'));
  tap(button('Entendi: pedido #009'));
  expect(commands(client)).toEqual([]);
  hands.settle();
  await button('Entendi: pedido #009').click();
  await expect.element(card('009').getByText('Pedido alterado')).not.toBeInTheDocument();
  await expect.element(items.nth(0)).toMatchTextContent(/^2×Picanha$/);
  await expect.element(items.nth(1)).toMatchTextContent(/^1×Vinagrete$/);
  expect(commands(client)).toEqual(['ticket.confirm']);
});

test('[KDS32] a cancelled order is struck and marked on every line, and can only be confirmed', async () => {
  const lines = [sentLine(5, { name: 'Picanha' }), sentLine(5, { name: 'Arroz', note: 'alergia' })];
  await openKitchen([cancelled(order(5, { lines, rush: true, shownAt: at(-1000) })), order(2)]);
  await expect.element(card('005').getByText('Cancelado: não preparar')).toBeVisible();
  expect(card('005').getByText('Urgente').elements()).toHaveLength(0);
  expect(
    card('005')
      .getByText(/No prazo|Atenção|Atrasado/)
      .elements(),
  ).toHaveLength(0);
  for (const name of ['Picanha', 'Arroz']) {
    const text = card('005').getByText(name, { exact: true }).element();
    expect(getComputedStyle(text).textDecorationLine).toBe('line-through');
  }
  expect(card('005').getByRole('button').elements()).toHaveLength(1);
  await expect.element(page.getByText('1 aberto', { exact: true })).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await button('Entendi: pedido #005').click();
  await expect.poll(numbers).toEqual(['#002']);
});

test('[KDS32] a change of the note, the table, the service or the promise is named, and what is new is marked', async () => {
  const told = (details: OrderDetail[]): OrderLine[] => {
    const one = sentLine(3, { status: 'preparing' });
    return [{ ...one, ledger: [...one.ledger, { at: at(-1000), sent: 0, details }] }];
  };
  const one = order(3, {
    status: 'preparing',
    service: 'dine_in',
    table: '12',
    note: 'alergia: leite',
    dueAt: at(30 * 60_000),
    shownAt: at(-5000),
    lines: told(['note', 'table', 'due']),
  });
  const client = await openKitchen([one]);
  await expect.element(card('003').getByText('Mudou: mesa, observação e horário')).toBeVisible();
  const marked = (): string[] =>
    [...document.querySelectorAll('[class*="new"]')].map(({ textContent }) => textContent);
  expect(marked()).toEqual(['Mesa 12', expect.stringContaining('Para 09:30'), 'alergia: leite']);
  expect(await accessibilityFaults()).toEqual([]);
  expect(lowContrasts(document.body, 7)).toEqual([]);
  client.put({ ...one, note: null, lines: told(['note']) });
  await expect.element(card('003').getByText('Mudou: sem observação')).toBeVisible();
  await button('Entendi: pedido #003').click();
  await expect.element(card('003').getByText(/^Mudou/)).not.toBeInTheDocument();
  expect(marked()).toEqual([]);
});

test('[KDS32] of what is off, the card says what was made already', async () => {
  const made = sentLine(9, { name: 'Picanha', tasks: [task('grelha', { doneAt: at(-2000) })] });
  const lines = [made, sentLine(9, { name: 'Arroz' })];
  await openKitchen([
    cancelled(order(9, { lines, shownAt: at(-5000) })),
    order(5, { status: 'preparing', shownAt: at(-5000), lines: [takenOff(made), line()] }),
  ]);
  const items = (number: string) => card(number).getByRole('listitem');
  await expect.element(items('009').nth(0)).toMatchTextContent(/Picanha.*já feito$/);
  await expect.element(items('009').nth(1)).toMatchTextContent(/Arroz$/);
  await expect.element(items('005').nth(0)).toMatchTextContent(/retirado.*Picanha.*já feito/);
  await expect.element(items('005').nth(1)).toMatchTextContent(/X-Salada$/);
  expect(lowContrasts(document.body, 7)).toEqual([]);
});

test('[KDS32] an order that is rushed, was changed and called back says all three', async () => {
  const lines = [sentLine(3), addedLine()];
  await openKitchen([order(3, { lines, rush: true, recalled: true, shownAt: at(-5000) })]);
  for (const word of ['Urgente', 'Pedido alterado', 'Chamado de volta']) {
    await expect.element(card('003').getByText(word, { exact: true })).toBeVisible();
  }
});

test('[KDS4] a long ticket that was cancelled takes little room', async () => {
  const lines = Array.from({ length: 20 }, (_, n) => sentLine(9, { name: `Prato número ${n}` }));
  const one = order(9, { lines, shownAt: at(-5000) });
  const client = await openKitchen([one]);
  await expect.poll(() => cards().elements().length).toBe(2);
  client.put(cancelled(one));
  await expect.poll(() => cards().elements().length).toBe(1);
  await expect.element(card('009').getByText('+17 itens')).toBeVisible();
  expect(
    card('009')
      .getByText(/Prato número/)
      .elements(),
  ).toHaveLength(3);
  expect(card('009').element().getBoundingClientRect().height).toBeLessThan(500);
  await expect.element(button('Entendi: pedido #009')).toBeVisible();
});

test('[KDS33] what happens to one order leaves the cards of the others as they are', async () => {
  const client = await openKitchen([order(3), order(2), order(1)]);
  await expect.poll(numbers).toEqual(['#003', '#002', '#001']);
  const touched = new Set<string>();
  const observer = new MutationObserver((changes) => {
    for (const { target } of changes) {
      const element = target instanceof Element ? target : target.parentElement;
      const of = element?.closest('[data-card]')?.getAttribute('aria-label');
      // The clocks of all cards go on by themselves.
      if (of && !element?.closest('[role="timer"]')) touched.add(of);
    }
  });
  const everything = { subtree: true, childList: true, attributes: true, characterData: true };
  observer.observe(document.body, everything);
  client.put(order(2, { status: 'preparing', shownAt: at(0), lines: [line({ name: 'Picanha' })] }));
  await expect.element(card('002').getByText('Picanha')).toBeVisible();
  observer.disconnect();
  expect([...touched]).toEqual(['Pedido #002, Balcão, No prazo']);
});

for (const layout of ['flow', 'grid'] as const) {
  test(`[KDS33] a card that slides is moved and not drawn anew: ${layout}`, async () => {
    choose({ layout });
    const many = Array.from({ length: 9 }, (_, n) =>
      order(n + 1, { status: 'preparing', lines: [line(), line(), line()] }),
    );
    await openKitchen(many);
    await expect.poll(numbers).toHaveLength(9);
    const before = new Map(numbers().map((number, n) => [number, cards().elements()[n]]));
    const places = () =>
      cards()
        .elements()
        .map((each) => each.getBoundingClientRect().left);
    const stood = places();
    await button('Pronto: pedido #009').click();
    await expect.poll(numbers).toHaveLength(8);
    expect(places()).not.toEqual(stood.slice(1));
    for (const [n, number] of numbers().entries()) {
      expect(cards().elements()[n]).toBe(before.get(number));
    }
  });
}

test('a ticket without a step has no button', async () => {
  await openKitchen([order(1, { lines: [waitingLine(2)], allowedChanges: [] })]);
  await expect.element(card('001')).toBeVisible();
  expect(document.querySelector('[data-step]')).toBeNull();
});
