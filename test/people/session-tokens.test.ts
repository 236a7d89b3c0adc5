import { expect, test } from 'vitest';
import type { StoredPerson } from '../../src/main/core/broker/ports.ts';
import { SessionTokens } from '../../src/main/core/people/session-tokens.ts';
import { MANAGER_ACTIONS } from '../../src/shared/people-roles.ts';

const ANA: StoredPerson = {
  id: '0190f2d4-0000-7000-8000-00000000000a',
  name: 'Ana',
  role: 'manager',
  active: true,
  pinHash: '$scrypt$one',
};
const RUI: StoredPerson = { ...ANA, id: '0190f2d4-0000-7000-8000-00000000000b', name: 'Rui' };

const START = Date.parse('2026-11-20T18:00:00.000Z');
const HOUR = 3_600_000;

function setUp() {
  let now = START;
  const people = new Map([ANA, RUI].map((person) => [person.id, person]));
  const make = (key = Buffer.alloc(32, 7)) => new SessionTokens(key, () => now);
  const tokens = make();
  return {
    tokens,
    make,
    put: (person: StoredPerson) => people.set(person.id, person),
    at: (ms: number) => (now = START + ms),
    whose: (token: string, from = tokens, device = 'caixa-1') =>
      from.session(token, device, (id) => people.get(id))?.name,
    allowed: (token: string, device = 'caixa-1') =>
      tokens.approval(token, device, (id) => people.get(id)),
  };
}

test('[PPL7] a session tells who it is, on its own device, for sixteen hours', () => {
  const { tokens, whose, at } = setUp();
  const { token, expiresAt } = tokens.issueSession(ANA, 'caixa-1');
  expect(expiresAt).toBe(START + 16 * HOUR);
  expect(token).toMatch(/^[\x21-\x7e]{1,512}$/);
  expect(whose(token)).toBe('Ana');
  expect(whose(token, undefined, 'caixa-2')).toBeUndefined();
  at(16 * HOUR - 1);
  expect(whose(token)).toBe('Ana');
  at(16 * HOUR);
  expect(whose(token)).toBeUndefined();
});

test('[PPL7] an approval is good for two minutes and is no session, nor the other way about', () => {
  const { tokens, whose, at, allowed } = setUp();
  const { token, expiresAt } = tokens.issueApproval(ANA, 'caixa-1', ['void', 'discount']);
  expect(expiresAt).toBe(START + 120_000);
  expect(token).toMatch(/^[\x21-\x7e]{1,512}$/);
  expect(whose(token)).toBeUndefined();
  expect(allowed(token)).toEqual({
    person: ANA,
    actions: ['void', 'discount'],
    nonce: expect.stringMatching(/^[\w-]{16}$/),
    expiresAt,
  });
  expect(allowed(token, 'caixa-2')).toBeNull();
  expect(allowed(tokens.issueSession(ANA, 'caixa-1').token)).toBeNull();
  at(120_000);
  expect(allowed(token)).toBeNull();
});

test('[PPL11] no two approvals are the same, and what one is for cannot be changed', () => {
  const { tokens, allowed } = setUp();
  const give = () => tokens.issueApproval(ANA, 'caixa-1', ['void']).token;
  const token = give();
  expect(allowed(token)?.nonce).not.toBe(allowed(give())?.nonce);
  const [claims = '', mac = ''] = token.split('.');
  const read = Buffer.from(claims, 'base64url').toString('utf8');
  for (const other of [
    read.replace('void', 'refund'),
    read.replace(/("nonce":").{16}/, '$1other'),
  ]) {
    expect(other).not.toBe(read);
    expect(allowed(`${Buffer.from(other).toString('base64url')}.${mac}`)).toBeNull();
  }
});

test('[PPL11] the longest approval fits where approvals go', () => {
  const { tokens } = setUp();
  const device = '0190f2d4-0000-7000-8000-00000000000d';
  expect(tokens.issueApproval(ANA, device, MANAGER_ACTIONS).token.length).toBeLessThan(512);
});

test('[PPL7] another PIN, leaving and a lost key end it; another name and role do not', () => {
  const { tokens, make, whose, put } = setUp();
  const { token } = tokens.issueSession(ANA, 'caixa-1');
  expect(whose(token, make())).toBe('Ana');
  expect(whose(token, make(Buffer.alloc(32, 8)))).toBeUndefined();
  put({ ...ANA, name: 'Ana Souza', role: 'cashier' });
  expect(whose(token)).toBe('Ana Souza');
  put({ ...ANA, active: false });
  expect(whose(token)).toBeUndefined();
  put({ ...ANA, pinHash: '$scrypt$two' });
  expect(whose(token)).toBeUndefined();
  put(ANA);
  expect(whose(token)).toBe('Ana');
});

test('[PPL7] what was written or changed by somebody else is nobody’s', () => {
  const { tokens, whose } = setUp();
  const { token } = tokens.issueSession(ANA, 'caixa-1');
  const [claims = '', mac = ''] = token.split('.');
  const read = Buffer.from(claims, 'base64url').toString('utf8');
  const forged = Buffer.from(read.replace(ANA.id, RUI.id)).toString('base64url');
  const longer = Buffer.from(read.replace(/\d{13}/, '9999999999999')).toString('base64url');
  for (const wrong of [
    `${forged}.${mac}`,
    `${longer}.${mac}`,
    claims,
    `${claims}.`,
    `.${mac}`,
    `${token}.${mac}`,
    `${claims}.${mac.slice(2)}`,
    '',
    'x',
    '.',
    `${Buffer.from('null').toString('base64url')}.${mac}`,
  ]) {
    expect(whose(wrong), wrong).toBeUndefined();
  }
  expect(whose(token)).toBe('Ana');
});
