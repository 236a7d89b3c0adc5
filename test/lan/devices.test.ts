import { afterEach, beforeEach, expect, test } from 'vitest';
import { ManualClock } from '../support/manual-clock.ts';
import { type HttpAnswer, ONE_PIZZA, startLan, type TestLan } from '../support/lan.ts';
import { GuessGuard, network } from '../../src/main/core/lan/guess-guard.ts';
import { bearerToken, hashToken, newToken } from '../../src/main/core/lan/device-tokens.ts';
import {
  deviceListSchema,
  meSchema,
  pairedSchema,
  pairingCodeSchema,
} from '../../src/main/core/lan/http/schemas.ts';
import { refuse } from '../../src/shared/errors.ts';
import type { Broker } from '../../src/main/core/broker/ports.ts';
import { openSocket, refusedUpgrade } from '../support/test-socket.ts';

let t: TestLan;

beforeEach(async () => {
  t = await startLan();
});

afterEach(async () => {
  await t.stop();
});

const codeFor = async (role: string) =>
  pairingCodeSchema.parse(
    (await t.as('admin', 'POST', '/api/v1/pairing-codes', { body: { role } })).json,
  );

const pair = (code: unknown, name: unknown = 'Balcão 1'): Promise<HttpAnswer> =>
  t.call('POST', '/api/v1/pairing', { body: { code, name } });

test('[AUTH1] every route of the API but health, pairing and the description wants a token', async () => {
  const { json } = await t.call('GET', '/openapi.json');
  const paths: Record<string, Record<string, { security?: unknown[] }>> = Object(json).paths;
  const open: string[] = [];
  for (const [path, operations] of Object.entries(paths)) {
    for (const method of Object.keys(operations)) {
      const url = path.replaceAll(/\{\w+\}/g, 'x');
      const answer = await t.call(method.toUpperCase(), url);
      if (answer.status !== 401) open.push(`${method} ${path}`);
      else {
        expect(answer.json).toMatchObject({ code: 'unauthorized' });
        expect(answer.headers['www-authenticate']).toMatch(/^Bearer /);
      }
    }
  }
  expect(open.toSorted()).toEqual(['get /healthz', 'post /api/v1/pairing']);
});

test('[AUTH1] a token comes as a bearer token and in no other way', async () => {
  const token = await t.token('counter');
  const status = async (authorization: string) =>
    (await t.call('GET', '/api/v1/me', { headers: { authorization } })).status;
  expect(await status(`Bearer ${token}`)).toBe(200);
  expect(await status(`bearer ${token}`)).toBe(200);
  for (const header of [token, `Basic ${token}`, 'Bearer', `Bearer ${token}x`, 'Bearer a b']) {
    expect(await status(header), header).toBe(401);
  }
  expect((await t.call('GET', `/api/v1/me?token=${token}`)).status).toBe(401);
  expect(bearerToken(undefined)).toBeNull();
});

test('[AUTH2] a token has 256 random bits, and only its hash is kept', async () => {
  const tokens = Array.from({ length: 100 }, newToken);
  expect(new Set(tokens).size).toBe(100);
  for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  const { code } = await codeFor('kitchen');
  const { token } = pairedSchema.parse((await pair(code)).json);
  const device = t.broker.view.deviceByTokenHash(hashToken(token));
  expect(device).toMatchObject({ role: 'kitchen', name: 'Balcão 1' });
  expect(JSON.stringify(t.broker.view.devices())).not.toContain(token);
});

test('[AUTH3] admin makes codes; the link opens the page of the role', async () => {
  const counter = await codeFor('counter');
  expect(counter.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(counter.url).toBe(`${t.url}/pos#pair=${counter.code}`);
  expect(Date.parse(counter.expiresAt)).toBe(t.broker.now() + 15 * 60_000);
  expect((await codeFor('kitchen')).url).toContain('/kds#pair=');
  expect((await codeFor('board')).url).toContain('/board#pair=');
  expect((await codeFor('integration')).url).toBe(`${t.url}/docs`);
  const codes = await Promise.all(Array.from({ length: 50 }, () => codeFor('board')));
  expect(new Set(codes.map(({ code }) => code)).size).toBe(50);

  for (const body of [{ role: 'admin' }, { role: 'chef' }, {}]) {
    const bad = await t.as('admin', 'POST', '/api/v1/pairing-codes', { body });
    expect(bad).toMatchObject({ status: 400, json: { code: 'invalid_request' } });
  }
  const counterAsks = { body: { role: 'counter' } };
  expect((await t.as('counter', 'POST', '/api/v1/pairing-codes', counterAsks)).status).toBe(403);
});

test('[AUTH4] a code becomes a device that works at once and after a restart', async () => {
  const { code } = await codeFor('counter');
  const answer = await pair(code, '  Balcão 1 ');
  expect(answer.status).toBe(201);
  const paired = pairedSchema.parse(answer.json);
  expect(paired.role).toBe('counter');
  const me = () => t.call('GET', '/api/v1/me', { token: paired.token });
  const expected = { deviceId: paired.deviceId, name: 'Balcão 1', role: 'counter' };
  expect(meSchema.parse((await me()).json)).toEqual(expected);
  t = await t.restart();
  expect(meSchema.parse((await me()).json)).toEqual(expected);
});

test('[AUTH4] a code is good once, however many ask at once', async () => {
  const { code } = await codeFor('kitchen');
  const answers = await Promise.all([pair(code), pair(code), pair(code)]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 403, 403]);
  expect((await pair(code)).json).toMatchObject({ code: 'pairing_refused' });
});

test('[AUTH4] a code is good for 15 minutes', async () => {
  const [one, two] = [await codeFor('kitchen'), await codeFor('kitchen')];
  t.clock.advance(15 * 60_000 - 1);
  expect((await pair(one.code)).status).toBe(201);
  t.clock.advance(1);
  expect((await pair(two.code)).status).toBe(403);
});

test('[AUTH4] a code is read as people type it', async () => {
  const { code } = await codeFor('board');
  const typed = ` ${code.toLowerCase().replace('-', ' ')} `;
  expect((await pair(typed.replaceAll('0', 'o').replaceAll('1', 'l'))).status).toBe(201);
});

test('[AUTH4] codes are forgotten by a restart', async () => {
  const { code } = await codeFor('board');
  t = await t.restart();
  expect((await pair(code)).status).toBe(403);
});

test('[AUTH4] when the device cannot be recorded, the code stays good', async () => {
  let fails = true;
  const wrap = (broker: Broker): Broker => ({
    ...broker,
    get view() {
      return broker.view;
    },
    registerDevice: (device) =>
      fails ? Promise.resolve(refuse('disk_full', 'Full.', {})) : broker.registerDevice(device),
  });
  await t.stop();
  t = await startLan({ wrap });
  const { code } = t.lan.pairing.issue('counter');
  expect(await pair(code)).toMatchObject({ status: 503, json: { code: 'disk_full' } });
  fails = false;
  expect((await pair(code)).status).toBe(201);
});

test('[AUTH4] pairing wants a code and a name', async () => {
  const { code } = await codeFor('counter');
  for (const body of [
    {},
    { code },
    { code, name: '' },
    { code, name: 'a\nb' },
    { code: 1, name: 'x' },
  ]) {
    const answer = await t.call('POST', '/api/v1/pairing', { body });
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalid_request' } });
  }
  expect((await pair(code)).status).toBe(201);
});

test('[AUTH5] after ten wrong codes nobody at this address gets in for a while, not even with the right one', async () => {
  const { code } = await codeFor('counter');
  for (let n = 0; n < 10; n += 1) {
    expect(await pair('WRNG-C0DE')).toMatchObject({
      status: 403,
      json: { code: 'pairing_refused' },
    });
  }
  for (const tried of ['WRNG-C0DE', code]) {
    expect(await pair(tried)).toMatchObject({
      status: 429,
      headers: { 'retry-after': '6' },
      json: { code: 'rate_limited', retryAfterSeconds: 6 },
    });
  }
  t.clock.advance(6000);
  expect((await pair(code)).status).toBe(201);
});

test('[AUTH5] after sixty wrong codes from all addresses together nobody gets in for a while', async () => {
  const { code } = await codeFor('counter');
  const from = (n: number, tried: string) =>
    t.call('POST', '/api/v1/pairing', {
      body: { code: tried, name: 'x' },
      localAddress: `127.0.0.${n}`,
    });
  for (let n = 0; n < 60; n += 1) {
    // Six from each of ten addresses: none of them has used up its own.
    expect((await from(10 + (n % 10), 'WRNG-C0DE')).status, String(n)).toBe(403);
  }
  expect(await from(99, code)).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
  t.clock.advance(1000);
  expect((await from(99, code)).status).toBe(201);
});

test('[AUTH5] [AUTH6] guessing is slowed down over all addresses too, and IPv6 counts by network', () => {
  const rates = { each: { perSecond: 1, burst: 2 }, all: { perSecond: 1, burst: 5 } };
  const guard = new GuessGuard(rates, new ManualClock());
  expect(guard.failed('10.0.0.1')).toBeNull();
  expect(guard.failed('::ffff:10.0.0.1')).toBeNull();
  expect(guard.failed('10.0.0.1')).toBe(1);
  expect(guard.wait('10.0.0.2')).toBeNull();
  guard.failed('10.0.0.2');
  guard.failed('10.0.0.3');
  expect(guard.wait('10.0.0.9')).toBe(1);
  expect(network('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2');
  expect(network('2001:db8::6')).toBe('2001:db8:0:0');
  expect(network('fe80::1%eth0')).toBe(network('fe80::2'));
});

test('[AUTH6] unknown tokens are slowed down, a known one never', async () => {
  for (let n = 0; n < 100; n += 1) {
    expect((await t.call('GET', '/api/v1/me', { token: `guess-${n}` })).status).toBe(401);
  }
  expect(await t.call('GET', '/api/v1/me', { token: 'guess' })).toMatchObject({
    status: 429,
    json: { code: 'rate_limited' },
  });
  const guess = ['comanda.v1', 'auth.guess'];
  expect(await refusedUpgrade(t.port, { protocols: guess })).toMatchObject({ status: 429 });
  expect((await t.as('board', 'GET', '/api/v1/me')).status).toBe(200);
  const socket = await t.session('board');
  await socket.ofKind('welcome');
  t.clock.advance(1000);
  expect((await t.call('GET', '/api/v1/me', { token: 'guess' })).status).toBe(401);
});

test('[AUTH7] nothing that opens a door is logged, nor what customers said', async () => {
  const { code } = await codeFor('counter');
  const { token } = pairedSchema.parse((await pair(code)).json);
  await pair('WRNG-C0DE');
  await t.call('POST', '/api/v1/orders', { token, key: 'secret-key', body: ONE_PIZZA });
  await t.call('GET', `/api/v1/orders?cursor=private-${token}`, { token });
  await t.call('GET', '/%', { token });
  await t.call('GET', '/api/v1/me', { token: 'unknown-token' });
  const socket = await openSocket(t.port, token);
  socket.send('not json');
  await socket.closed;
  await refusedUpgrade(t.port, { protocols: ['comanda.v1', 'auth.unknown-token'] });
  const log = t.log.join('');
  expect(t.log.length).toBeGreaterThan(5);
  for (const secret of [
    token,
    code,
    code.replace('-', ''),
    hashToken(token),
    'unknown-token',
    'WRNG',
    'secret-key',
    'private-',
    'Ana',
    'ana@example.com',
    'Balcão 1',
  ]) {
    expect(log, secret).not.toContain(secret);
  }
});

test('[AUTH8] a device learns who it is', async () => {
  const me = await t.as('board', 'GET', '/api/v1/me');
  expect(meSchema.parse(me.json)).toMatchObject({ name: 'board', role: 'board' });
});

test('[AUTH9] admin sees the devices, never a token or its hash', async () => {
  const token = await t.token('kitchen');
  const answer = await t.as('admin', 'GET', '/api/v1/devices');
  const { devices } = deviceListSchema.parse(answer.json);
  expect(devices).toEqual([
    {
      id: expect.any(String),
      name: 'kitchen',
      role: 'kitchen',
      createdAt: '1970-01-01T00:00:00.000Z',
    },
    { id: expect.any(String), name: 'admin', role: 'admin', createdAt: '1970-01-01T00:00:00.000Z' },
  ]);
  expect(answer.text).not.toContain(hashToken(token));
  expect((await t.as('counter', 'GET', '/api/v1/devices')).status).toBe(403);
});

test('[WS9] a socket whose token is replaced is closed at the next ping', async () => {
  const socket = await t.session('counter');
  await socket.ofKind('welcome');
  const [device] = t.broker.view.devices();
  await t.broker.replaceToken(device?.id ?? '', hashToken(newToken()));
  t.clock.advance(15_000);
  expect(await socket.closed).toMatchObject({ code: 1008 });
});

test('[AUTH3] with all interfaces bound, links name an address that others reach', async () => {
  await t.stop();
  t = await startLan({ host: '0.0.0.0' });
  const [first, ...others] = t.lan.origins();
  expect(first).toBe(`http://127.0.0.1:${t.port}`);
  expect(others.filter((origin) => origin.includes('['))).toEqual([]);
  const url = t.lan.pairingUrl('counter');
  expect(url.startsWith(`${others[0] ?? first}/pos#pair=`)).toBe(true);
});
