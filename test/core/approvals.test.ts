import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Approval, Caller } from '../../src/main/core/broker/ports.ts';
import type { ManagerAction } from '../../src/shared/people-roles.ts';
import { COUNTER, startBroker, type TestBroker } from '../support/broker.ts';
import { COUNTER_RULES } from '../support/counter-rules.ts';
import { FaultyWriter } from '../support/faulty-writer.ts';

const OTHER: Caller = { deviceId: 'counter-2', role: 'counter' };
const CAIO = { id: '00000000-0000-7000-8000-00000000000a', name: 'Caio' };
const BIA = { id: '00000000-0000-7000-8000-00000000000b', name: 'Bia' };
const CASH_OUT = { type: 'shift.cash_out', data: { amountCents: 1, reason: 'x' } } as const;

let t: TestBroker;
let writer: FaultyWriter;

/** A shop where a manager works, who alone takes cash out and gives discounts; two drawers are open. */
beforeEach(async () => {
  t = await startBroker({
    rules: { ...COUNTER_RULES, managerFor: ['cash_out', 'discount'] },
    writer: (path) => {
      writer = new FaultyWriter(path);
      return writer;
    },
  });
  await t.broker.putPerson({ ...BIA, role: 'manager', active: true, pinHash: 'h' }, COUNTER);
  await t.openShift();
  await t.openShift(OTHER);
});

afterEach(async () => {
  await t.stop();
  expect(t.faults.filter((fault) => !fault.includes('planted'))).toEqual([]);
});

/** Bia's word, for two minutes. */
const allowed = (nonce: string, ...actions: readonly ManagerAction[]): Approval => ({
  by: BIA,
  actions,
  nonce,
  expiresAt: t.broker.now() + 120_000,
});

const by = (approval: Approval, caller = COUNTER): Caller => ({
  ...caller,
  person: CAIO,
  approval,
});

async function cashOut(id: string, caller: Caller): Promise<string> {
  const answer = await t.send(CASH_OUT, id, caller);
  return answer.ok ? (answer.replayed ? 'again' : 'done') : answer.refusal.code;
}

test('[PPL11] an approval lets one command through; that one again under its id, and no other', async () => {
  const caller = by(allowed('one', 'cash_out'));
  const twins = await Promise.all([cashOut('a', caller), cashOut('b', caller)]);
  expect(twins).toEqual(['done', 'approval_required']);
  expect(await cashOut('a', caller)).toBe('again');
  expect(await cashOut('c', caller)).toBe('approval_required');
  // The same id at another device is another command.
  expect(await cashOut('a', { ...caller, ...OTHER })).toBe('approval_required');
  // Later ones do not bring it back.
  expect(await cashOut('d', by(allowed('two', 'cash_out')))).toBe('done');
  expect(await cashOut('e', caller)).toBe('approval_required');
});

test('[PPL11] it is for what it names alone, and until it has run out', async () => {
  expect(await cashOut('a', by(allowed('one', 'discount')))).toBe('approval_required');
  expect(await cashOut('b', by(allowed('two', 'discount', 'cash_out')))).toBe('done');
  const late = by(allowed('three', 'cash_out'));
  t.time.advance(120_000);
  expect(await cashOut('c', late)).toBe('approval_required');
});

test('[PPL11] what needed no manager, or was refused for something else, has not used it', async () => {
  const caller = by(allowed('one', 'cash_out'));
  const cashIn = { type: 'shift.cash_in', data: { amountCents: 5, reason: 'x' } } as const;
  expect(await t.send(cashIn, 'a', caller)).toMatchObject({ ok: true });
  const tooMuch = { ...CASH_OUT, data: { ...CASH_OUT.data, amountCents: 1_000_000 } };
  expect(await t.send(tooMuch, 'b', caller)).toMatchObject({
    refusal: { code: 'amount_too_high' },
  });
  expect(await cashOut('c', caller)).toBe('done');
});

test('[PPL11] a command that the disk failed is let through again by the same approval, and only that', async () => {
  const caller = by(allowed('one', 'cash_out'));
  writer.fault = () => ({ result: { state: 'full', message: 'planted' } });
  expect(await cashOut('a', caller)).toBe('disk_full');
  writer.fault = () => null;
  expect(await cashOut('b', caller)).toBe('approval_required');
  expect(await cashOut('a', caller)).toBe('done');
});

test('[BRK20] a manager is named in what their word let through, and in nothing else', async () => {
  const caller = by(allowed('one', 'cash_out'));
  await t.send({ type: 'shift.cash_in', data: { amountCents: 5, reason: 'x' } }, 'in', caller);
  await cashOut('out', caller);
  await cashOut('own', { ...by(allowed('two', 'cash_out')), hasAuthority: true });
  const told = t.broker.history.events(0, 100).map(({ event }) => event.by);
  const actor = { deviceId: 'counter-1', personId: CAIO.id };
  expect(told.slice(-3)).toEqual([actor, { ...actor, approvedBy: BIA.id }, actor]);
});
