import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { customerSearch, soughtWords } from '../../src/main/core/db/customers.ts';
import { openReadable } from '../../src/main/core/db/open.ts';
import { describeVerdict, verify } from '../../src/main/core/verify/verify.ts';
import type { PlaceOrder } from '../../src/shared/commands.ts';
import { COUNTER, startBroker, type TestBroker } from '../support/broker.ts';

let t: TestBroker;

beforeEach(async () => {
  t = await startBroker();
  await t.openShift();
});

afterEach(async () => {
  const reader = openReadable(t.database);
  expect(describeVerdict(verify(reader))).toMatch(/no difference$/);
  reader.close();
  await t.stop();
  expect(t.faults).toEqual([]);
});

type Customer = NonNullable<PlaceOrder['customer']>;

const PIZZA = [{ itemId: 'pizza-margherita', quantity: 1 }];

const order = (customer: Customer, more: Partial<PlaceOrder> = {}) =>
  t.place({ lines: PIZZA, customer, ...more }, COUNTER);

const change = (orderId: string, customer: Customer | null) =>
  t.send({ type: 'order.change', data: { orderId, customer } }, undefined, COUNTER);

const found = (query: string, limit = 10) =>
  t.broker.history.customers(query, limit).map(({ name, orders }) => `${name} ${orders}`);

test('[CUS1] whoever gives a number or an address is put down with the order, once, as named last', async () => {
  await order({ name: 'Ana', phone: '(11) 98888-7777' });
  t.time.advance(60_000);
  await order({ name: 'Ana Souza', phone: '11 988887777', email: 'ana@example.com' });
  await order({ name: 'Caio', email: 'Caio@Example.com' });
  await order({ name: 'Caio Lima', email: 'caio@example.COM' });
  await order({ name: 'Só o nome' });
  await t.place({ lines: PIZZA, channel: 'online', customer: { name: 'Web', phone: '1' } });
  expect(found('')).toEqual(['Caio Lima 2', 'Ana Souza 2']);
  expect(t.broker.history.customers('ana', 1)).toEqual([
    {
      name: 'Ana Souza',
      email: 'ana@example.com',
      phone: '11 988887777',
      orders: 2,
      lastOrderAt: new Date(t.time.ms).toISOString(),
    },
  ]);
  t = await t.restart();
  expect(found('')).toEqual(['Caio Lima 2', 'Ana Souza 2']);
});

test('[CUS1] many orders of one customer in one transaction are all counted', async () => {
  const many = Array.from({ length: 5 }, (_, n) => order({ name: `Ana ${n}`, phone: '99' }));
  await Promise.all(many);
  await order({ name: 'Ana', phone: '99' });
  expect(found('')).toEqual(['Ana 6']);
});

test('[CUS2] a change counts where it brings the order under another number, and only there', async () => {
  const { id } = await order({ name: 'Ana', phone: '11' });
  await change(id, { name: 'Ana Maria', phone: '11' });
  expect(found('')).toEqual(['Ana Maria 1']);
  await change(id, { name: 'Bia', phone: '22' });
  expect(found('')).toEqual(['Bia 1', 'Ana Maria 1']);
  await change(id, null);
  expect(found('')).toEqual(['Bia 1', 'Ana Maria 1']);
  await Promise.all([change(id, { phone: '22', name: 'B' }), change(id, { phone: '22' })]);
  expect(found('')).toEqual(['null 2', 'Ana Maria 1']);
});

test('[CUS3] words are beginnings of words of the name, or of the address; digits stand anywhere in the number', async () => {
  await order({ name: 'José da Conceição', phone: '+55 (11) 91234-5678' });
  await order({ name: 'Maria D’Água', email: 'maria.silva@example.com' });
  await order({ name: '100% Ltda', phone: '555' });
  const queries: Readonly<Record<string, readonly string[]>> = {
    jose: ['José da Conceição 1'],
    'CONCEICAO jo': ['José da Conceição 1'],
    onceicao: [],
    '1234-56': ['José da Conceição 1'],
    '(11) 9123': ['José da Conceição 1'],
    'jose 5678': ['José da Conceição 1'],
    'jose 999': [],
    água: ['Maria D’Água 1'],
    'maria.si': ['Maria D’Água 1'],
    'silva@': [],
    '55': ['100% Ltda 1', 'José da Conceição 1'],
    // Signs that other searches take for "anything" are plain here.
    '%': [],
    _: [],
    '*': [],
    '100%': ['100% Ltda 1'],
    "'": [],
    '   ': ['100% Ltda 1', 'Maria D’Água 1', 'José da Conceição 1'],
  };
  for (const [query, expected] of Object.entries(queries)) {
    expect(found(query), query).toEqual(expected);
  }
  expect(found('', 2)).toEqual(['100% Ltda 1', 'Maria D’Água 1']);
});

test('[CUS3] every customer is found by what they gave, and a page is never longer than asked for', () => {
  const text = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .map((s) => s.replaceAll(/\p{Cc}/gu, ''));
  fc.assert(
    fc.property(text, fc.nat(99_999_999), (name, number) => {
      const search = customerSearch({ name, email: null, phone: `+55 ${number}` });
      for (const { word, digits } of soughtWords(name.slice(0, 4))) {
        if (word !== '' && digits === '') expect(search).toContain(word);
      }
      const [sought] = soughtWords(String(number).slice(1, 5) || '5');
      expect(search).toContain(sought?.digits);
    }),
  );
});
