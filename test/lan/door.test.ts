import { hostname } from 'node:os';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LIMITS } from '../../src/shared/limits.ts';
import { newId } from '../../src/shared/ids.ts';
import { type HttpAnswer, ONE_PIZZA, startLan, type TestLan } from '../support/lan.ts';
import { refusedUpgrade } from '../support/test-socket.ts';

const codeOf = ({ json }: HttpAnswer): unknown => Object(json).code;

let t: TestLan;

beforeEach(async () => {
  t = await startLan({ allowedHosts: ['comanda.example'] });
});

afterEach(async () => {
  await t.stop();
});

const place = (role: 'integration' | 'counter', body: unknown, headers = {}) =>
  t.as(role, 'POST', '/api/v1/orders', { key: newId(), body, headers });

test('[HTTP3] health is for anyone', async () => {
  const answer = await t.call('GET', '/healthz');
  expect(answer.status).toBe(200);
  expect(answer.json).toEqual({ status: 'ok', version: '1.2.3-test', seq: t.broker.view.seq });
  expect(answer.headers['cache-control']).toBe('no-store');
});

test('[HTTP3] from a failure of the disk until it is back, health is 503 and says so', async () => {
  let healthy = false;
  await t.stop();
  t = await startLan({
    wrap: (broker) =>
      Object.defineProperty(Object.create(broker), 'healthy', { get: () => healthy }),
  });
  const { seq } = t.broker.view;
  expect(await t.call('GET', '/healthz')).toMatchObject({
    status: 503,
    json: { status: 'failing', version: '1.2.3-test', seq },
  });
  healthy = true;
  expect(await t.call('GET', '/healthz')).toMatchObject({ status: 200, json: { status: 'ok' } });
});

test('[HTTP2] the first thing wrong is the answer: token, role, content type, key, schema', async () => {
  const kitchen = await t.token('kitchen');
  const counter = await t.token('counter');
  const text = { 'content-type': 'text/plain' };
  const send = (token: string | undefined, headers: Record<string, string>, raw: string) =>
    t.call('POST', '/api/v1/orders', { token, headers, raw });

  expect(await send(undefined, text, '{')).toMatchObject({ json: { code: 'unauthorized' } });
  expect(await send(kitchen, text, '{')).toMatchObject({ json: { code: 'forbidden' } });
  expect(await send(counter, text, '{')).toMatchObject({
    status: 415,
    json: { code: 'unsupported_media_type' },
  });
  expect(await send(counter, {}, '{')).toMatchObject({ json: { code: 'invalid_request' } });
  expect(await send(counter, {}, '{}')).toMatchObject({
    json: { code: 'idempotency_key_required' },
  });
  expect(await send(counter, { 'idempotency-key': 'k' }, '{}')).toMatchObject({
    status: 400,
    json: { code: 'invalid_request', issues: [{ path: 'lines' }] },
  });
});

test('[HTTP14] a body must be small, JSON, UTF-8, and nothing but what the schema names', async () => {
  const send = (raw: string | Buffer, headers = {}) =>
    t.as('integration', 'POST', '/api/v1/orders', { key: newId(), raw, headers });
  const line = '{"itemId":"guarana","quantity":1}';

  const large = await send(' '.repeat(LIMITS.bodyBytes) + '{}');
  expect(large).toMatchObject({ status: 413, json: { code: 'too_large' } });

  const bad: (string | Buffer)[] = [
    '',
    'null',
    '[]',
    '"text"',
    '{"lines":[' + line + ']',
    `{"lines":[${line}],"__proto__":{"hold":true}}`,
    `{"lines":[${line}],"constructor":{"prototype":{"hold":true}}}`,
    `{"lines":[${line}],"extra":1}`,
    `{"lines":[{"itemId":"guarana","quantity":NaN}]}`,
    `{"lines":[{"itemId":"guarana","quantity":1e400}]}`,
    `{"lines":[{"itemId":"guarana","quantity":1.5}]}`,
    `{"lines":[{"itemId":"guarana","quantity":"1"}]}`,
    `{"lines":[{"itemId":"guarana","quantity":1000}]}`,
    `{"lines":[${Array(201).fill(line).join(',')}]}`,
    `{"lines":[${line}],"note":"a\\u0000b"}`,
    '['.repeat(100_000),
    '['.repeat(100_000) + ']'.repeat(100_000),
    Buffer.from(`{"lines":[${line}],"note":"\xff"}`, 'latin1'),
    Buffer.from(`{"lines":[${line}]}`, 'utf16le'),
  ];
  for (const raw of bad) {
    const answer = await send(raw);
    expect(answer, String(raw).slice(0, 80)).toMatchObject({
      status: 400,
      json: { code: 'invalid_request', issues: [{ path: expect.any(String) }] },
    });
  }
  expect(t.broker.view.openOrders()).toEqual([]);

  const many = await send(`{"lines":[${Array(200).fill('{}').join(',')}]}`);
  expect(Object(many.json).issues).toHaveLength(20);
  const forms = await send('a=b', { 'content-type': 'application/x-www-form-urlencoded' });
  expect(forms.status).toBe(415);
  const charset = await send(`{"lines":[${line}]}`, {
    'content-type': 'application/json; charset=utf-8',
  });
  expect(charset.status).toBe(201);
  const twice = await send(`{"lines":[],"lines":[${line}]}`);
  expect(twice.status).toBe(201);
});

test('[HTTP14] an order of 200 lines with full notes fits', async () => {
  const note = 'ç'.repeat(LIMITS.note);
  const lines = Array.from({ length: 200 }, () => ({
    itemId: 'picanha',
    quantity: 1,
    note,
    modifiers: ['rare'],
  }));
  const answer = await place('integration', { lines });
  expect(answer.status).toBe(201);
});

test('[HTTP15] unknown addresses are 404, wrong methods 405 with what is allowed', async () => {
  for (const path of ['/nope', '/api', '/api/v1/orders/', '/api/v1/orders/a/b/c', '/API/v1/menu']) {
    expect(await t.as('admin', 'GET', path), path).toMatchObject({
      status: 404,
      json: { code: 'not_found' },
    });
  }
  const token = await t.token('admin');
  const wrong: [string, string, string][] = [
    ['DELETE', '/api/v1/orders', 'GET, HEAD, POST'],
    ['POST', '/api/v1/menu?x=1', 'GET, HEAD'],
    ['PUT', '/pedidos/1', 'GET, HEAD, PATCH'],
    ['GET', '/api/v1/pairing', 'POST'],
    ['OPTIONS', '/api/v1/orders', 'GET, HEAD, POST'],
    ['GET', '/api/v1/orders/x/start', 'POST'],
  ];
  for (const [method, path, allow] of wrong) {
    const answer = await t.call(method, path, { token });
    expect(answer, path).toMatchObject({
      status: 405,
      headers: { allow },
      json: { code: 'method_not_allowed' },
    });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  }
  const head = await t.as('admin', 'HEAD', '/api/v1/menu');
  expect(head).toMatchObject({ status: 200, text: '' });
});

test('[HTTP16] a screen has 100 commands at once and 20 a second, over all its connections', async () => {
  const session = await t.session('counter');
  await session.ofKind('welcome');
  const act = () => t.as('counter', 'POST', `/api/v1/orders/${newId()}/start`, { key: newId() });
  for (let n = 0; n < 50; n += 1) {
    expect((await act()).status).toBe(404);
    expect(await session.command('order.start', { orderId: newId() })).toMatchObject({
      code: 'not_found',
    });
  }
  const refused = await act();
  expect(refused).toMatchObject({
    status: 429,
    headers: { 'retry-after': '1' },
    json: { code: 'rate_limited', retryAfterSeconds: 1 },
  });
  expect(await session.command('order.start', { orderId: newId() })).toMatchObject({
    t: 'reject',
    code: 'rate_limited',
    data: { retryAfterSeconds: 1 },
  });
  // Reads and other devices go on.
  expect((await t.as('counter', 'GET', '/api/v1/orders')).status).toBe(200);
  const other = await t.as('kitchen', 'POST', `/api/v1/orders/${newId()}/start`, { key: 'k' });
  expect(other.status).toBe(404);

  t.clock.advance(100);
  expect([(await act()).status, (await act()).status, (await act()).status]).toEqual([
    404, 404, 429,
  ]);
  await session.close();
});

test('[HTTP16] programs may send thousands', async () => {
  const token = await t.token('integration');
  const bad = () => t.call('POST', '/api/v1/orders', { token, key: 'k', body: {} });
  const answers = await Promise.all(Array.from({ length: 300 }, bad));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400]));
});

test('[HTTP17] only hosts that are this machine are answered', async () => {
  const status = async (host: string) =>
    (await t.call('GET', '/healthz', { headers: { host } })).status;
  const own = hostname().toLowerCase();
  for (const host of [
    `127.0.0.1:${t.port}`,
    '127.0.0.1',
    '127.1.2.3:80',
    `localhost:${t.port}`,
    'LOCALHOST.',
    `[::1]:${t.port}`,
    `${own}:${t.port}`,
    `${own.split('.')[0]}.local`,
    `comanda.example:${t.port}`,
  ]) {
    expect(await status(host), host).toBe(200);
  }
  for (const host of [
    'evil.example',
    `evil.example:${t.port}`,
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '198.51.100.7',
    '[2001:db8::1]',
    'a b',
    'localhost:99999999',
    "localhost'; script-src *",
  ]) {
    expect(await status(host), host).toBe(421);
  }
  expect(await refusedUpgrade(t.port, { headers: { host: 'evil.example' } })).toEqual({
    status: 421,
    code: 'misdirected',
  });
});

test('[HTTP18] pages of other origins are turned away, own ones are not', async () => {
  const token = await t.token('counter');
  const code = async (origin: string, host = `127.0.0.1:${t.port}`) =>
    codeOf(await t.call('GET', '/api/v1/menu', { token, headers: { origin, host } }));
  expect(await code(`http://127.0.0.1:${t.port}`)).toBeUndefined();
  expect(await code('http://comanda.example', 'comanda.example')).toBeUndefined();
  for (const origin of [
    'null',
    'http://evil.example',
    `http://127.0.0.1:${t.port + 1}`,
    `http://localhost:${t.port}`,
    `https://127.0.0.1:${t.port}`,
    `http://127.0.0.1:${t.port}.evil.example`,
  ]) {
    expect(await code(origin), origin).toBe('forbidden');
    const upgrade = await refusedUpgrade(t.port, {
      protocols: ['comanda.v1', `auth.${token}`],
      headers: { origin },
    });
    expect(upgrade, origin).toEqual({ status: 403, code: 'forbidden' });
  }
  const preflight = await t.call('OPTIONS', '/api/v1/orders', {
    headers: { origin: 'http://evil.example', 'access-control-request-method': 'POST' },
  });
  expect(preflight.status).toBe(403);
  const own = await t.socket(token, { origin: `http://127.0.0.1:${t.port}` });
  await own.close();
});

test('[HTTP20] every answer carries the security headers, refusals too', async () => {
  const answers = [
    await t.call('GET', '/healthz'),
    await t.call('GET', '/nope'),
    await t.call('GET', '/api/v1/menu'),
    await t.call('GET', '/healthz', { headers: { host: 'evil.example' } }),
  ];
  for (const { headers } of answers) {
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'DENY',
    });
    expect(headers['permissions-policy']).toContain('camera=()');
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:|upgrade-insecure/);
  }
  // On plain http browsers heed this one on loopback only.
  expect(answers.map(({ headers }) => headers['cross-origin-opener-policy'])).toEqual([
    'same-origin',
    'same-origin',
    'same-origin',
    undefined,
  ]);
  const policy = String(answers[0]?.headers['content-security-policy']);
  expect(policy).toMatch(new RegExp(`; connect-src 'self' ws://127.0.0.1:${t.port}$`));
});

test('[HTTP22] measures are for admin, in text', async () => {
  // Its drawer is opened, too.
  await place('counter', ONE_PIZZA);
  expect((await t.as('counter', 'GET', '/metrics')).status).toBe(403);
  const { text, headers } = await t.as('admin', 'GET', '/metrics');
  expect(headers['content-type']).toMatch(/^text\/plain/);
  expect(text).toContain('comanda_open_orders{status="pending"} 1\n');
  expect(text).toContain('comanda_commands_total{result="accepted"} 2\n');
  expect(text).toContain('comanda_info{version="1.2.3-test"} 1\n');
  expect(text).toContain(
    'comanda_http_requests_total{method="POST",route="/api/v1/orders",status="201"} 1\n',
  );
  const again = await t.as('admin', 'GET', '/metrics');
  expect(again.text).toContain('comanda_commands_total{result="accepted"} 2\n');
});

test('[HTTP14] the longest order that the schema lets through fits, also with all beyond ASCII escaped', async () => {
  const text = (length: number) => 'é'.repeat(length);
  const body = {
    lines: Array.from({ length: LIMITS.lines }, () => ({
      itemId: 'x'.repeat(64),
      quantity: LIMITS.quantity,
      modifiers: Array.from({ length: LIMITS.modifiersPerLine }, () => 'y'.repeat(64)),
      note: text(LIMITS.note),
    })),
    customer: {
      name: text(LIMITS.name),
      email: `${'a'.repeat(60)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example`,
      phone: text(LIMITS.phone),
      language: 'pt-BR',
    },
    service: 'takeaway',
    channel: 'counter',
    table: text(LIMITS.name),
    note: text(LIMITS.note),
    wishedTime: text(40),
    hold: false,
  };
  const raw = JSON.stringify(body).replaceAll('é', String.raw`\u00e9`);
  expect(raw.length).toBeGreaterThan(LIMITS.bodyBytes * 0.98);
  const headers = { 'content-type': 'application/json' };
  const token = await t.token('integration');
  const answer = await t.call('POST', '/api/v1/orders', { token, key: 'k', raw, headers });
  // Read and checked whole: only the menu does not know it.
  expect(answer).toMatchObject({ status: 422, json: { code: 'unknown_item' } });
});

test('[HTTP14] who has no token yet may send a thousand bytes', async () => {
  const send = (spaces: number) =>
    t.call('POST', '/api/v1/pairing', {
      raw: `{"code":"WRNG-C0DE","name":"x"}${' '.repeat(spaces)}`,
      headers: { 'content-type': 'application/json' },
    });
  expect((await send(900)).json).toMatchObject({ code: 'pairing_refused' });
  expect(await send(1000)).toMatchObject({ status: 413, json: { code: 'too_large' } });
});
