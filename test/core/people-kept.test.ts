import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StoredPerson } from '../../src/main/core/broker/ports.ts';
import { LIMITS } from '../../src/shared/limits.ts';
import { COUNTER, startBroker, type TestBroker } from '../support/broker.ts';

let t: TestBroker;

beforeEach(async () => {
  t = await startBroker();
});

afterEach(async () => {
  await t.stop();
  expect(t.faults).toEqual([]);
});

const person = (n: number, part: Partial<StoredPerson> = {}): StoredPerson => ({
  id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  name: `Pessoa ${n}`,
  role: 'manager',
  active: true,
  pinHash: `secret-${n}`,
  ...part,
});

const put = async (...people: StoredPerson[]) => {
  const refusals = await Promise.all(people.map((each) => t.broker.putPerson(each, COUNTER)));
  return refusals.map((refusal) => refusal?.code ?? null);
};

test('[BRK26] people are told to all by name, and kept; the hash of a PIN goes into no event', async () => {
  const told: string[] = [];
  t.broker.subscribe((batch) => told.push(...batch.map(({ dataJson }) => dataJson)));
  expect(
    await put(person(1, { name: 'Órion' }), person(2, { name: 'bia', role: 'cashier' })),
  ).toEqual([null, null]);
  await put(person(2, { name: 'bia', role: 'cashier', active: false, pinHash: 'secret-new' }));
  const { view } = t.broker;
  expect(view.people().map(({ name, active }) => [name, active])).toEqual([
    ['bia', false],
    ['Órion', true],
  ]);
  expect(view.person(person(2).id)).toMatchObject({ pinHash: 'secret-new' });
  expect(told).toHaveLength(3);
  expect(JSON.parse(told.at(-1) ?? '')).toEqual({ people: view.people() });
  expect(told.join('')).not.toContain('secret');
  const before = view.people();
  t = await t.restart();
  expect(t.broker.view.people()).toEqual(before);
  expect(t.broker.view.person(person(1).id)).toEqual(person(1, { name: 'Órion' }));
  expect(t.broker.history.events(0, 100).at(-1)?.event).toMatchObject({
    type: 'people.changed',
    by: { deviceId: 'counter-1' },
  });
  expect(readFileSync(t.database).includes('secret-new')).toBe(true);
});

test('[BRK26] two who work here have names that can be told apart; who has left gives theirs free', async () => {
  expect(await put(person(1, { name: 'José' }), person(2, { name: 'jose' }))).toEqual([
    null,
    'name_taken',
  ]);
  expect(await put(person(2), person(1, { name: 'José', active: false }))).toEqual([null, null]);
  expect(await put(person(3, { name: 'JOSE' }))).toEqual([null]);
  expect(await put(person(1, { name: 'José' }))).toEqual(['name_taken']);
});

test('[BRK26] there is always a manager among who works here', async () => {
  expect(await put(person(1, { role: 'cashier' }))).toEqual(['last_manager']);
  expect(await put(person(1), person(2, { role: 'cashier' }))).toEqual([null, null]);
  expect(await put(person(1, { active: false }), person(1, { role: 'cashier' }))).toEqual([
    'last_manager',
    'last_manager',
  ]);
  expect(await put(person(3), person(1, { active: false }))).toEqual([null, null]);
});

test('[BRK26] at most two hundred are registered, with those who have left', async () => {
  const all = Array.from({ length: LIMITS.people }, (_, n) => person(n, { active: n < 150 }));
  expect((await put(...all)).every((code) => code === null)).toBe(true);
  expect(await put(person(LIMITS.people))).toEqual(['too_many']);
  expect(await put(person(7, { name: 'Outra' }))).toEqual([null]);
});
