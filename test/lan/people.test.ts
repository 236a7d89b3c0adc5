import { afterEach, beforeEach, expect, test } from 'vitest';
import type { z } from 'zod';
import {
  approvalSchema,
  onePersonSchema,
  personListSchema,
  signedInSchema,
} from '../../src/main/core/lan/http/schemas.ts';
import { newId } from '../../src/shared/ids.ts';
import type { Person } from '../../src/shared/people.ts';
import {
  MANAGER_ACTIONS,
  type ManagerAction,
  type PersonRole,
} from '../../src/shared/people-roles.ts';
import { newSessionKey } from '../../src/main/core/people/session-key.ts';
import { startBroker } from '../support/broker.ts';
import { FaultyWriter } from '../support/faulty-writer.ts';
import { type CallOptions, ONE_PIZZA, startLan, type TestLan } from '../support/lan.ts';

const MANAGER_PIN = '2580';
const CASHIER_PIN = '135790';

let t: TestLan;

beforeEach(async () => {
  t = await startLan({
    settings: { counter: { managerFor: ['cancel'] } },
  });
});

afterEach(async () => {
  await t.stop();
});

/** Registers a person through the owner's door. */
async function register(name: string, role: PersonRole, pin: string): Promise<Person> {
  const { status, json } = await t.as('admin', 'POST', '/api/v1/people', {
    body: { name, role, pin },
  });
  expect(status).toBe(201);
  return onePersonSchema.parse(json).person;
}

function personOf(name: string): Person {
  const found = t.broker.view.people().find((person) => person.name === name);
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
}

const ana = () => register('Ana', 'manager', MANAGER_PIN);
const rui = () => register('Rui', 'cashier', CASHIER_PIN);

const trySignIn = (personId: string, pin: string, at: 'counter' | 'admin' = 'counter') =>
  t.as(at, 'POST', '/api/v1/sessions', { body: { personId, pin } });

async function signIn(
  personId: string,
  pin: string,
  at?: 'counter' | 'admin',
): Promise<z.infer<typeof signedInSchema>> {
  const { status, json } = await trySignIn(personId, pin, at);
  expect(status).toBe(201);
  return signedInSchema.parse(json);
}

async function approve(
  personId: string,
  pin: string,
  action: ManagerAction | readonly ManagerAction[] = 'cancel',
): Promise<string> {
  const body = { personId, pin, action };
  const { status, json } = await t.as('counter', 'POST', '/api/v1/approvals', { body });
  expect(status).toBe(201);
  return approvalSchema.parse(json).approval;
}

const session = (token: string) => ({ headers: { 'comanda-session': token } });

const place = (options: CallOptions = {}) =>
  t.as('counter', 'POST', '/api/v1/orders', { key: newId(), body: ONE_PIZZA, ...options });

test('[PPL1] while nobody is registered a counter works without signing in, as a manager would', async () => {
  const { status, json } = await place();
  expect(status).toBe(201);
  // A page may remember a session of a database that is gone: there is nobody to sign in as.
  expect((await place(session('of-another-day'))).status).toBe(201);
  const { id } = Object(json).order;
  const cancel = { key: newId(), body: { reason: 'engano' } };
  const cancelled = await t.as('counter', 'POST', `/api/v1/orders/${id}/cancel`, cancel);
  expect(cancelled.json).toMatchObject({ order: { status: 'cancelled' } });
});

test('[PPL1] who is registered first is a manager, and there is always one', async () => {
  const cashier = { body: { name: 'Rui', role: 'cashier', pin: CASHIER_PIN } };
  for (const role of ['admin', 'counter'] as const) {
    expect(await t.as(role, 'POST', '/api/v1/people', cashier)).toMatchObject({
      status: 409,
      json: { code: 'last_manager' },
    });
  }
  const first = { body: { name: 'Ana', role: 'manager', pin: MANAGER_PIN } };
  const { status, json } = await t.as('counter', 'POST', '/api/v1/people', first);
  expect(status).toBe(201);
  const { person } = onePersonSchema.parse(json);
  expect((await t.as('counter', 'POST', '/api/v1/people', cashier)).json).toMatchObject({
    code: 'sign_in_required',
  });
  for (const body of [{ active: false }, { role: 'cashier' }]) {
    expect(await t.as('admin', 'PUT', `/api/v1/people/${person.id}`, { body })).toMatchObject({
      status: 409,
      json: { code: 'last_manager' },
    });
  }
});

test('[PPL2] people are told by name, without their PINs', async () => {
  await ana();
  await rui();
  for (const role of ['admin', 'counter'] as const) {
    const answer = await t.as(role, 'GET', '/api/v1/people');
    const { people } = personListSchema.parse(answer.json);
    expect(people).toEqual([
      { id: expect.any(String), name: 'Ana', role: 'manager', active: true },
      { id: expect.any(String), name: 'Rui', role: 'cashier', active: true },
    ]);
    expect(answer.text).not.toMatch(/pin|scrypt/i);
  }
});

test('[PPL2] people are changed by the owner’s tools and by managers who are signed in, never by their word', async () => {
  const { id: anaId } = await ana();
  const { id: ruiId } = await rui();
  const manager = await signIn(anaId, MANAGER_PIN);
  const cashier = await signIn(ruiId, CASHIER_PIN);
  const approval = await approve(anaId, MANAGER_PIN, MANAGER_ACTIONS);
  const put = (body: unknown, headers: Readonly<Record<string, string>>) =>
    t.as('counter', 'PUT', `/api/v1/people/${ruiId}`, { body, headers });

  expect(await put({ name: 'Rui B' }, {})).toMatchObject({
    status: 401,
    headers: { 'www-authenticate': 'Comanda-Session realm="comanda"' },
    json: { code: 'sign_in_required' },
  });
  expect(await put({ name: 'Rui B' }, { 'comanda-session': cashier.token })).toMatchObject({
    status: 403,
    json: { code: 'forbidden' },
  });
  // An approval is not a session, and a session no approval.
  expect(await put({ name: 'Rui B' }, { 'comanda-session': approval })).toMatchObject({
    json: { code: 'sign_in_required' },
  });
  expect(await put({ name: 'Rui B' }, { 'comanda-approval': manager.token })).toMatchObject({
    json: { code: 'sign_in_required' },
  });
  const words = { 'comanda-approval': approval };
  expect(await put({ role: 'manager' }, words)).toMatchObject({
    json: { code: 'sign_in_required' },
  });
  expect(
    await put({ role: 'manager' }, { ...words, 'comanda-session': cashier.token }),
  ).toMatchObject({ status: 403, json: { code: 'forbidden' } });
  const eva = { body: { name: 'Eva', role: 'manager', pin: '4321' } };
  const added = await t.as('counter', 'POST', '/api/v1/people', {
    ...eva,
    headers: { ...words, 'comanda-session': cashier.token },
  });
  expect(added).toMatchObject({ status: 403, json: { code: 'forbidden' } });
  expect(t.broker.view.person(ruiId)).toMatchObject({ name: 'Rui', role: 'cashier' });
  // Another's PIN a manager may set.
  const change = { name: 'Rui B', pin: '7777' };
  expect(await put(change, { 'comanda-session': manager.token })).toMatchObject({
    status: 200,
    json: { person: { id: ruiId, name: 'Rui B', role: 'cashier', active: true } },
  });
  await signIn(ruiId, '7777');
  const gone = await t.as('admin', 'PUT', `/api/v1/people/${ruiId}`, { body: { active: false } });
  expect(gone.json).toMatchObject({ person: { active: false } });
});

test('[PPL2] what cannot be is refused: a name taken, nobody, and what is no person', async () => {
  const { id } = await ana();
  const post = (body: unknown) => t.as('admin', 'POST', '/api/v1/people', { body });
  const taken = { name: 'ana', role: 'cashier', pin: '1111' };
  expect(await post(taken)).toMatchObject({ status: 409, json: { code: 'name_taken' } });
  for (const wrong of [
    { ...taken, name: '' },
    { ...taken, pin: '123' },
    { ...taken, pin: '123456789' },
    { ...taken, pin: '12a4' },
    { ...taken, role: 'owner' },
    { ...taken, id },
  ]) {
    expect((await post(wrong)).json, JSON.stringify(wrong)).toMatchObject({
      code: 'invalid_request',
    });
  }
  for (const nobody of [newId(), 'x']) {
    const path = `/api/v1/people/${nobody}`;
    expect(await t.as('admin', 'PUT', path, { body: { name: 'Eva' } })).toMatchObject({
      status: 404,
      json: { code: 'not_found' },
    });
  }
  const fat = { ...taken, name: 'x'.repeat(1100) };
  expect((await post(fat)).status).toBe(413);
});

test('[PPL3] everyone may change their own PIN by the one so far, a cashier nothing else', async () => {
  await ana();
  const { id } = await rui();
  const { token } = await signIn(id, CASHIER_PIN);
  const put = (body: unknown) =>
    t.as('counter', 'PUT', `/api/v1/people/${id}`, { body, ...session(token) });
  const refused = { status: 403, json: { code: 'forbidden' } };
  expect(await put({ pin: '7777' })).toMatchObject(refused);
  expect(await put({ role: 'manager', currentPin: CASHIER_PIN })).toMatchObject(refused);
  expect(await put({ pin: '7777', role: 'manager', currentPin: CASHIER_PIN })).toMatchObject(
    refused,
  );
  expect(await put({ pin: '7777', currentPin: '0000' })).toMatchObject({
    status: 403,
    json: { code: 'pin_refused' },
  });
  expect((await put({ pin: '7777', currentPin: CASHIER_PIN })).status).toBe(200);
  expect((await trySignIn(id, CASHIER_PIN)).json).toMatchObject({ code: 'pin_refused' });
  await signIn(id, '7777');
  // Of a manager it is asked as well, whatever else they change.
  const { id: anaId } = personOf('Ana');
  const manager = await signIn(anaId, MANAGER_PIN);
  const own = (body: unknown) =>
    t.as('counter', 'PUT', `/api/v1/people/${anaId}`, { body, ...session(manager.token) });
  expect(await own({ pin: '8888' })).toMatchObject(refused);
  expect(await own({ pin: '8888', name: 'Ana B', role: 'manager' })).toMatchObject(refused);
  expect((await own({ name: 'Ana B' })).status).toBe(200);
  expect((await own({ pin: '8888', currentPin: '0000' })).json).toMatchObject({
    code: 'pin_refused',
  });
  expect((await own({ pin: '8888', currentPin: MANAGER_PIN })).status).toBe(200);
  // The session under the PIN so far is over.
  expect((await place(session(token))).json).toMatchObject({ code: 'sign_in_required' });
});

test('[PPL4] a PIN brings a session, told with who it is and how long it lasts', async () => {
  const { id } = await ana();
  expect(await signIn(id.toUpperCase(), MANAGER_PIN)).toEqual({
    token: expect.stringMatching(/^[\x21-\x7e]{1,512}$/),
    person: { personId: id, name: 'Ana', role: 'manager' },
    expiresAt: new Date(t.backend.time.ms + 16 * 3_600_000).toISOString(),
  });
  for (const role of ['kitchen', 'board', 'integration'] as const) {
    const body = { personId: id, pin: MANAGER_PIN };
    for (const path of ['/api/v1/sessions', '/api/v1/approvals', '/api/v1/people']) {
      expect((await t.as(role, 'POST', path, { body })).json).toMatchObject({ code: 'forbidden' });
    }
  }
});

test('[PPL4] a wrong PIN, one who has left and one who never was are told alike', async () => {
  await ana();
  const { id } = await rui();
  const wrong = await trySignIn(id, '0000');
  expect(wrong).toMatchObject({ status: 403, json: { code: 'pin_refused' } });
  expect((await trySignIn(newId(), '0000')).text).toBe(wrong.text);
  await t.as('admin', 'PUT', `/api/v1/people/${id}`, { body: { active: false } });
  expect((await trySignIn(id, CASHIER_PIN)).text).toBe(wrong.text);
});

test('[PPL5] an approval is a manager’s, for two minutes', async () => {
  const { id: anaId } = await ana();
  const { id: ruiId } = await rui();
  const body = { personId: ruiId, pin: CASHIER_PIN, action: 'cancel' };
  expect(await t.as('counter', 'POST', '/api/v1/approvals', { body })).toMatchObject({
    status: 403,
    json: { code: 'forbidden' },
  });
  const { token } = await signIn(ruiId, CASHIER_PIN);
  const approval = await approve(anaId, MANAGER_PIN);
  const { id } = Object((await place(session(token))).json).order;
  const cancel = (words: Readonly<Record<string, string>>) =>
    t.as('counter', 'POST', `/api/v1/orders/${id}/cancel`, {
      key: newId(),
      body: { reason: 'engano' },
      headers: { 'comanda-session': token, ...words },
    });
  const refused = { status: 403, json: { code: 'approval_required', action: 'cancel' } };
  expect(await cancel({})).toMatchObject(refused);
  // A session of a manager is no approval.
  const { token: managers } = await signIn(anaId, MANAGER_PIN);
  expect(await cancel({ 'comanda-approval': managers })).toMatchObject(refused);
  t.backend.time.advance(120_000);
  expect(await cancel({ 'comanda-approval': approval })).toMatchObject(refused);
  // Nor is that of somebody who was a manager when they gave it.
  const { id: evaId } = await register('Eva', 'manager', '4321');
  const evas = await approve(evaId, '4321');
  await t.as('admin', 'PUT', `/api/v1/people/${evaId}`, { body: { role: 'cashier' } });
  expect(await cancel({ 'comanda-approval': evas })).toMatchObject(refused);
  const fresh = await approve(anaId, MANAGER_PIN);
  expect(await cancel({ 'comanda-approval': fresh })).toMatchObject({ status: 200 });
});

test('[PPL11] an approval is for what it was given, and for one command, by either door', async () => {
  await t.stop();
  t = await startLan({ settings: { counter: { managerFor: ['cancel', 'cash_out'] } } });
  const { id: anaId } = await ana();
  const { id: ruiId } = await rui();
  const { token } = await signIn(ruiId, CASHIER_PIN);
  const socket = await t.session('counter');
  await socket.ofKind('welcome');
  const order = async (): Promise<string> => Object((await place(session(token))).json).order.id;
  const [one, two] = [await order(), await order()];
  const approval = await approve(anaId, MANAGER_PIN);
  const words = { session: token, approval };
  const headers = { 'comanda-session': token, 'comanda-approval': approval };
  const cash = { amountCents: 100, reason: 'x' };
  const body = { reason: 'engano' };
  const refused = { code: 'approval_required' };

  const out = { key: newId(), body: cash, headers };
  const path = '/api/v1/shifts/current/cash-out';
  expect(await t.as('counter', 'POST', path, out)).toMatchObject({
    json: { ...refused, action: 'cash_out' },
  });
  expect(await socket.command('shift.cash_out', cash, newId(), words)).toMatchObject(refused);

  const cancel = (id: string, key: string) =>
    t.as('counter', 'POST', `/api/v1/orders/${id}/cancel`, { key, body, headers });
  expect((await cancel(one, 'first')).status).toBe(200);
  const again = await cancel(one, 'first');
  expect(again).toMatchObject({ status: 200, headers: { 'idempotency-replayed': 'true' } });
  expect((await cancel(two, 'second')).json).toMatchObject(refused);
  const data = { orderId: two, ...body };
  expect(await socket.command('order.cancel', data, newId(), words)).toMatchObject(refused);
  const fresh = { session: token, approval: await approve(anaId, MANAGER_PIN, ['void', 'cancel']) };
  expect(await socket.command('order.cancel', data, newId(), fresh)).toMatchObject({ t: 'ack' });
  await socket.close();
});

test('[PPL5] an approval says what it is for', async () => {
  const { id: personId } = await ana();
  for (const action of [undefined, '', 'everything', [], ['void', 'people']]) {
    const body = { personId, pin: MANAGER_PIN, action };
    const answer = await t.as('counter', 'POST', '/api/v1/approvals', { body });
    expect(answer, String(action)).toMatchObject({ json: { code: 'invalid_request' } });
  }
});

test('[PPL6] once there are people a counter’s commands need a session, by either door', async () => {
  const { id } = await ana();
  const { token } = await signIn(id, MANAGER_PIN);
  const socket = await t.session('counter');
  await socket.ofKind('welcome');
  const key = newId();
  expect(await place({ key })).toMatchObject({ status: 401, json: { code: 'sign_in_required' } });
  expect(await place({ key, ...session('made-up') })).toMatchObject({ status: 401 });
  expect(await socket.command('order.place', ONE_PIZZA, key)).toMatchObject({
    t: 'reject',
    code: 'sign_in_required',
  });
  // Nothing of it is remembered under the key: with the session it goes through.
  const placed = await place({ key, ...session(token) });
  expect(placed).toMatchObject({ status: 201 });
  expect(placed.headers['idempotency-replayed']).toBeUndefined();
  const ack = await socket.command('order.place', ONE_PIZZA, newId(), { session: token });
  expect(ack.t).toBe('ack');
  await socket.close();
});

test('[PPL6] what a kitchen display may do asks nobody at a counter who they are; cancelling always does', async () => {
  await ana();
  const { json } = await t.as('admin', 'POST', '/api/v1/orders', { body: ONE_PIZZA, key: newId() });
  const { id, lines } = Object(json).order;
  const lineId = String(lines[0].id);
  const socket = await t.session('counter');
  await socket.ofKind('welcome');
  for (const [type, data] of [
    ['order.start', { orderId: id }],
    ['order.rush', { orderId: id, rush: true }],
    ['order.fire', { orderId: id, course: 1 }],
    ['ticket.bump', { orderId: id, lineIds: [lineId] }],
    ['ticket.recall', { orderId: id, lineIds: [lineId] }],
    ['ticket.confirm', { orderId: id, lines: { [lineId]: 1 } }],
  ] as const) {
    expect(await socket.command(type, data), type).toMatchObject({ t: 'ack' });
  }
  const ready = await t.as('counter', 'POST', `/api/v1/orders/${id}/ready`, { key: newId() });
  expect(ready.status).toBe(200);
  const advance = { orderId: id, status: 'cancelled', reason: 'teste' };
  for (const [type, data] of [
    ['order.advance', advance],
    ['order.cancel', { orderId: id, reason: 'teste' }],
  ] as const) {
    const answer = await socket.command(type, data, newId());
    expect(answer, type).toMatchObject({ t: 'reject', code: 'sign_in_required' });
  }
  await socket.close();
});

test('[HTTP2] [PPL6] who is signed in is asked after the role, and before the body is looked at', async () => {
  const { id } = await ana();
  const { token } = await signIn(id, MANAGER_PIN);
  const send = async (role: 'kitchen' | 'counter', headers: Readonly<Record<string, string>>) => {
    const type = { 'content-type': 'text/plain' };
    const options = { raw: '{', headers: { ...type, ...headers } };
    return Object((await t.as(role, 'POST', '/api/v1/orders', options)).json).code;
  };
  expect(await send('kitchen', {})).toBe('forbidden');
  expect(await send('counter', {})).toBe('sign_in_required');
  expect(await send('counter', { 'comanda-session': '' })).toBe('sign_in_required');
  expect(await send('counter', { 'comanda-session': token })).toBe('unsupported_media_type');
});

test('[WS12] a frame carries who is signed in, and the welcome tells the device whose drawer is its own', async () => {
  const { id } = await ana();
  const { token } = await signIn(id, MANAGER_PIN);
  const socket = await t.session('counter');
  const { deviceId, snapshot } = await socket.ofKind('welcome');
  expect(snapshot).toMatchObject({ shifts: [{ deviceId, status: 'open' }] });
  const ack = await socket.command('order.place', ONE_PIZZA, newId(), { session: token });
  expect(ack['data']).toMatchObject({ order: { takenBy: { id, name: 'Ana' } } });
  for (const bad of ['', 'x'.repeat(513), 'with a space', 7]) {
    const key = newId();
    socket.send({ t: 'command', id: key, type: 'order.place', data: ONE_PIZZA, session: bad });
    const answer = await socket.frame((frame) => frame['id'] === key);
    expect(answer, String(bad)).toMatchObject({ t: 'reject', code: 'invalid_request' });
  }
  await socket.close();
});

test('[PPL6] kitchens, programs and the owner’s tools go on without people', async () => {
  const { id: anaId } = await ana();
  const { token } = await signIn(anaId, MANAGER_PIN, 'admin');
  const order = { body: ONE_PIZZA };
  const placed = await t.as('integration', 'POST', '/api/v1/orders', { ...order, key: newId() });
  expect(placed.status).toBe(201);
  const path = `/api/v1/orders/${Object(placed.json).order.id}`;
  expect((await t.as('kitchen', 'POST', `${path}/start`, { key: newId() })).status).toBe(200);
  // What is kept for managers is kept from cashiers.
  const cancel = { key: newId(), body: { reason: 'engano' } };
  expect((await t.as('integration', 'POST', `${path}/cancel`, cancel)).status).toBe(200);
  // A session that is no good is told to anybody who sends one; a good one counts.
  const made = { ...order, key: newId(), ...session('made-up') };
  expect((await t.as('admin', 'POST', '/api/v1/orders', made)).status).toBe(401);
  const signed = { ...order, key: newId(), ...session(token) };
  expect((await t.as('admin', 'POST', '/api/v1/orders', signed)).json).toMatchObject({
    order: { takenBy: { id: anaId, name: 'Ana' } },
  });
});

test('[PPL6] a locked counter shows what happens, and neither customers nor drawers', async () => {
  const { shifts } = Object((await t.as('counter', 'GET', '/api/v1/shifts')).json);
  const id = String(shifts[0].id);
  const kept = [
    '/api/v1/customers?q=ana',
    '/api/v1/shifts',
    '/api/v1/shifts.csv?from=2026-11-20&to=2026-11-20',
    `/api/v1/shifts/${id}`,
    `/api/v1/shifts/${id}/report.csv`,
  ];
  const look = async (path: string, headers: Readonly<Record<string, string>> = {}) =>
    (await t.as('counter', 'GET', path, { headers })).status;
  for (const path of kept) expect(await look(path), path).toBe(200);
  const { id: anaId } = await ana();
  const { token } = await signIn(anaId, MANAGER_PIN);
  for (const path of kept) {
    expect(await t.as('counter', 'GET', path), path).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Comanda-Session realm="comanda"' },
      json: { code: 'sign_in_required' },
    });
    expect(await look(path, { 'comanda-session': 'made-up' }), path).toBe(401);
    expect(await look(path, { 'comanda-session': token }), path).toBe(200);
    expect((await t.as('admin', 'GET', path)).status, path).toBe(200);
  }
  for (const path of ['/api/v1/orders', '/api/v1/events', '/api/v1/menu', '/api/v1/people']) {
    expect(await look(path), path).toBe(200);
  }
});

test('[PPL1] [BRK15] who works here is known also after the disk failed and was opened again', async () => {
  await t.stop();
  let writer: FaultyWriter | undefined;
  const backend = await startBroker({ writer: (path) => (writer = new FaultyWriter(path)) });
  t = await startLan({ backend });
  const token = await t.token('counter');
  if (writer) writer.fault = () => ({ result: { state: 'broken', message: 'planted' } });
  expect((await place({ token })).json).toMatchObject({ code: 'storage_failed' });
  if (writer) writer.fault = () => null;
  const { id } = await ana();
  expect(await place()).toMatchObject({ json: { code: 'sign_in_required' } });
  expect(await place(session((await signIn(id, MANAGER_PIN)).token))).toMatchObject({
    status: 201,
  });
});

test('[PPL7] a session outlives a restart, and ends with its day, its PIN, its person and its key', async () => {
  const { id: anaId } = await ana();
  const { id: ruiId } = await rui();
  const start = await signIn(ruiId, CASHIER_PIN);
  t = await t.restart();
  expect((await place(session(start.token))).status).toBe(201);
  const refused = { status: 401, json: { code: 'sign_in_required' } };
  // Of another device.
  const admins = await signIn(ruiId, CASHIER_PIN, 'admin');
  expect(await place(session(admins.token))).toMatchObject(refused);
  // Of another day.
  t.backend.time.advance(16 * 3_600_000);
  expect(await place(session(start.token))).toMatchObject(refused);
  const next = await signIn(ruiId, CASHIER_PIN);
  const change = (body: unknown) => t.as('admin', 'PUT', `/api/v1/people/${ruiId}`, { body });
  await change({ pin: '4711' });
  expect(await place(session(next.token))).toMatchObject(refused);
  const last = await signIn(ruiId, '4711');
  expect((await place(session(last.token))).status).toBe(201);
  await change({ active: false });
  expect(await place(session(last.token))).toMatchObject(refused);

  const manager = await signIn(anaId, MANAGER_PIN);
  const tokens = new Map([['counter', await t.token('counter')] as const]);
  await t.lan.stop();
  t = await startLan({ backend: t.backend, tokens, sessionKey: newSessionKey() });
  expect(await place(session(manager.token))).toMatchObject(refused);
});

test('[PPL8] after five wrong PINs there is a pause, for that person at that device alone', async () => {
  const { id: anaId } = await ana();
  const { id: ruiId } = await rui();
  for (let n = 0; n < 5; n += 1) {
    expect(await trySignIn(anaId, '0000')).toMatchObject({ json: { code: 'pin_refused' } });
  }
  expect(await trySignIn(anaId, MANAGER_PIN)).toMatchObject({
    status: 429,
    headers: { 'retry-after': '30' },
    json: { code: 'rate_limited', retryAfterSeconds: 30 },
  });
  const body = { personId: anaId, pin: MANAGER_PIN, action: 'void' };
  expect((await t.as('counter', 'POST', '/api/v1/approvals', { body })).status).toBe(429);
  await signIn(ruiId, CASHIER_PIN);
  await signIn(anaId, MANAGER_PIN, 'admin');
  t.clock.advance(30_000);
  await signIn(anaId, MANAGER_PIN);
});

test('[PPL8] guesses that come at once are no more than guesses one by one', async () => {
  const { id } = await ana();
  let wrong = 0;
  // Two of one device wait at a time, others are told to come again.
  for (let round = 0; round < 12 && wrong < 5; round += 1) {
    const guesses = Array.from({ length: 12 }, (_, n) => trySignIn(id, String(1000 + n)));
    for (const { json } of await Promise.all(guesses)) {
      const { code } = Object(json);
      expect(['pin_refused', 'overloaded', 'rate_limited']).toContain(code);
      if (code === 'pin_refused') wrong += 1;
    }
  }
  expect(wrong).toBe(5);
  expect((await trySignIn(id, MANAGER_PIN)).json).toMatchObject({ code: 'rate_limited' });
});

test('[PPL8] who tries everybody at one device waits, and a PIN at another does not', async () => {
  const { id: anaId } = await ana();
  const people: string[] = [];
  for (const name of ['B', 'C', 'D', 'E', 'F']) {
    people.push((await register(name, 'cashier', '2222')).id);
  }
  for (let n = 0; n < 20; n += 1) {
    expect(await trySignIn(people[n % 5] ?? '', '0000'), String(n)).toMatchObject({ status: 403 });
  }
  expect(await trySignIn(anaId, MANAGER_PIN)).toMatchObject({
    status: 429,
    headers: { 'retry-after': '60' },
    json: { code: 'rate_limited', retryAfterSeconds: 60 },
  });
  await signIn(anaId, MANAGER_PIN, 'admin');
  t.clock.advance(60_000);
  await signIn(anaId, MANAGER_PIN);
});

test('[PPL8] the PIN so far is guessed no faster where one’s own is changed', async () => {
  await ana();
  const { id } = await rui();
  const { token } = await signIn(id, CASHIER_PIN);
  const put = (currentPin: string) =>
    t.as('counter', 'PUT', `/api/v1/people/${id}`, {
      body: { pin: '7777', currentPin },
      ...session(token),
    });
  for (let n = 0; n < 5; n += 1) expect((await put('0000')).status).toBe(403);
  expect(await put(CASHIER_PIN)).toMatchObject({ status: 429, json: { code: 'rate_limited' } });
});

test('[PPL9] [AUTH7] no PIN, no token of a person, no name of one is ever logged', async () => {
  const { id } = await register('Benedita', 'manager', '90210451');
  const { token } = await signIn(id, '90210451');
  const approval = await approve(id, '90210451');
  await trySignIn(id, '86420097');
  await trySignIn(newId(), '75319086');
  await t.as('counter', 'POST', '/api/v1/sessions', { body: { personId: 'x', pin: '44556677x' } });
  const key = newId();
  await place({ headers: { 'comanda-session': token, 'comanda-approval': approval }, key });
  await place(session('made-up-session'));
  const socket = await t.session('counter');
  await socket.ofKind('welcome');
  await socket.command('order.place', ONE_PIZZA, newId(), { session: token, approval });
  await socket.command('order.place', ONE_PIZZA, newId(), { session: 'made-up-session' });
  await socket.close();
  const log = t.log.join('');
  expect(log).toContain('signed in');
  const hash = t.broker.view.person(id)?.pinHash ?? 'no hash';
  const secrets = [token, token.slice(-20), approval, hash, hash.slice(-20), 'Benedita'];
  for (const secret of [...secrets, '90210451', '86420097', '75319086', '44556677', 'made-up']) {
    expect(log, secret).not.toContain(secret);
  }
  // Nor is it in anything that is told.
  const events = await t.as('counter', 'GET', '/api/v1/events');
  for (const secret of [hash.slice(-20), '90210451', token]) {
    expect(events.text).not.toContain(secret);
  }
});

test('[PPL10] who did it and who allowed it stand in the events, for those who may know', async () => {
  const { id: anaId } = await ana();
  const { id: ruiId } = await rui();
  const { token } = await signIn(ruiId, CASHIER_PIN);
  const approval = await approve(anaId, MANAGER_PIN);
  const socket = await t.session('counter');
  const { deviceId } = await socket.ofKind('welcome');
  const { id } = Object((await place(session(token))).json).order;
  const words = { session: token, approval };
  const data = { orderId: id, reason: 'engano' };
  expect((await socket.command('order.cancel', data, newId(), words)).t).toBe('ack');
  const about = (by: unknown) => expect.objectContaining({ by });
  const did = [
    about({ deviceId, personId: ruiId }),
    about({ deviceId, personId: ruiId, approvedBy: anaId }),
  ];
  const eventsOf = async (role: 'counter' | 'integration' | 'kitchen' | 'board') => {
    const { json } = await t.as(role, 'GET', '/api/v1/events');
    const events: { readonly type: string; readonly by: unknown }[] = Object(json).events;
    return events.filter(({ type }) => type.startsWith('order.'));
  };
  expect(await eventsOf('counter')).toEqual(did);
  expect(await eventsOf('integration')).toEqual(did);
  expect(await eventsOf('kitchen')).toEqual([about(null), about(null)]);
  expect(await eventsOf('board')).toEqual([about(null), about(null)]);
  await socket.close();
});
