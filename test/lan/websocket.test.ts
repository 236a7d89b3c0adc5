import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../src/shared/ids.ts';
import { LIMITS } from '../../src/shared/limits.ts';
import { PROGRAM } from '../support/broker.ts';
import { ONE_PIZZA, startLan, type TestLan } from '../support/lan.ts';
import { type Frame, refusedUpgrade, type TestSocket } from '../support/test-socket.ts';

let t: TestLan;

beforeEach(async () => {
  t = await startLan();
});

afterEach(async () => {
  await t.stop();
});

const seqs = (frames: readonly Frame[]) => frames.map((frame) => Number(frame['seq']));

/** A session that has been welcomed. */
async function live(role: 'admin' | 'counter' | 'kitchen', since: number | null = null) {
  const socket = await t.session(role, since);
  return { socket, welcome: await socket.ofKind('welcome') };
}

async function place(socket: TestSocket, times = 1): Promise<number> {
  let seq = 0;
  for (let n = 0; n < times; n += 1) {
    const ack = await socket.command('order.place', ONE_PIZZA);
    expect(ack.t).toBe('ack');
    seq = Number(ack['seq']);
  }
  return seq;
}

test('[WS1] the server names comanda.v1 and never the token', async () => {
  const socket = await t.socket(await t.token('counter'));
  expect(socket.ws.protocol).toBe('comanda.v1');
  expect(socket.ws.extensions).toBe('');
  await socket.close();
});

test('[WS1] who may not come in is told by HTTP', async () => {
  const token = await t.token('counter');
  const good = ['comanda.v1', `auth.${token}`];
  const refused = (options: Parameters<typeof refusedUpgrade>[1]) =>
    refusedUpgrade(t.port, options);
  expect(await refused({})).toEqual({ status: 401, code: 'unauthorized' });
  expect(await refused({ protocols: ['comanda.v1', 'auth.nobody'] })).toEqual({
    status: 401,
    code: 'unauthorized',
  });
  expect(await refused({ protocols: [`auth.${token}`] })).toEqual({
    status: 400,
    code: 'invalid_request',
  });
  expect(await refused({ protocols: good, path: '/elsewhere' })).toEqual({
    status: 404,
    code: 'not_found',
  });
});

test('[WS1] programs may send the token as a header', async () => {
  const headers = { authorization: `Bearer ${await t.token('integration')}` };
  const socket = await t.socket('', headers);
  socket.hello();
  expect(await socket.ofKind('welcome')).toMatchObject({ role: 'integration' });
  await socket.close();
});

test('[WS1] other upgrades are ignored, and an ordinary GET of /ws is 404', async () => {
  const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': '' };
  expect((await t.call('GET', '/healthz', { headers })).status).toBe(200);
  expect((await t.call('GET', '/ws')).status).toBe(404);
});

test('[WS2] a new client gets a snapshot of all that is open', async () => {
  const { socket } = await live('counter');
  await place(socket, 2);
  const { socket: other, welcome } = await live('admin');
  const { view } = t.broker;
  expect(view.shifts()).toHaveLength(1);
  expect(welcome).toEqual({
    t: 'welcome',
    seq: view.seq,
    serverTime: new Date(t.broker.now()).toISOString(),
    role: 'admin',
    deviceId: view.devices().find(({ role }) => role === 'admin')?.id,
    shop: expect.objectContaining({ name: 'Comanda', currency: 'BRL' }),
    snapshot: {
      shop: welcome['shop'],
      menu: view.menu,
      stock: view.stock(),
      orders: view.openOrders(),
      mail: [],
      shifts: view.shifts(),
      people: [],
    },
    more: false,
    events: [],
  });
  await Promise.all([socket.close(), other.close()]);
});

test('[WS2] a client that missed a little gets exactly that, also after a restart', async () => {
  const { socket, welcome } = await live('counter');
  const since = Number(welcome['seq']);
  await place(socket, 3);
  const missed = t.broker.history.events(since, 100).map(({ event }) => event);
  const back = await live('counter', since);
  expect(back.welcome).toMatchObject({ snapshot: null, more: false, seq: t.broker.view.seq });
  expect(back.welcome['events']).toEqual(missed);
  const upToDate = await live('counter', t.broker.view.seq);
  expect(upToDate.welcome).toMatchObject({ snapshot: null, events: [] });
  await Promise.all([socket.close(), back.socket.close(), upToDate.socket.close()]);
  t = await t.restart();
  const again = await live('counter', since);
  expect(again.welcome['events']).toEqual(missed);
  await again.socket.close();
});

test('[WS2] a client that knows more than the broker, or missed too much, gets a snapshot', async () => {
  await t.token('counter');
  const ahead = await live('counter', t.broker.view.seq + 1);
  expect(ahead.welcome).toMatchObject({ events: [], snapshot: { orders: [] } });
  // Few events, but long ones: beyond what one frame should carry.
  const note = 'x'.repeat(500);
  const lines = Array.from({ length: 100 }, () => ({ itemId: 'guarana', quantity: 1, note }));
  await t.as('admin', 'PUT', '/api/v1/stock/guarana', { body: { available: null } });
  const since = t.broker.view.seq;
  for (let n = 0; n < 10; n += 1) {
    await t.as('counter', 'POST', '/api/v1/orders', { key: newId(), body: { lines } });
  }
  const far = await live('counter', since);
  expect(far.welcome).toMatchObject({ events: [], snapshot: { menu: expect.anything() } });
  await Promise.all([ahead.socket.close(), far.socket.close()]);
});

test('[WS3] every event comes once and in order, to every session, whenever it said hello', async () => {
  const sender = (await live('admin')).socket;
  const total = 60;
  const listeners: TestSocket[] = [];
  const sent: Promise<unknown>[] = [];
  for (let n = 0; n < total; n += 1) {
    sent.push(sender.command('order.place', ONE_PIZZA));
    if (n % 10 === 5) listeners.push(await t.session(n % 20 === 5 ? 'kitchen' : 'board'));
  }
  await Promise.all(sent);
  const last = t.broker.view.seq;
  for (const socket of [sender, ...listeners]) {
    const from = Number((await socket.ofKind('welcome'))['seq']);
    if (from < last) await socket.reached(last);
    const expected = Array.from({ length: last - from }, (_, n) => from + 1 + n);
    expect(seqs(socket.events())).toEqual(expected);
    await socket.close();
  }
  const [first] = sender.events();
  expect(first).toEqual({
    t: 'event',
    ...t.broker.history.events(Number(first?.['seq']) - 1, 1)[0]?.event,
  });
});

/** Places orders of 200 lines with full notes, about 200 KB each. */
async function placeLong(count: number): Promise<void> {
  const note = 'ã'.repeat(500);
  const lines = Array.from({ length: 200 }, () => ({
    itemId: 'picanha',
    quantity: 1,
    note,
    modifiers: ['rare'],
  }));
  const answers = await Promise.all(
    Array.from({ length: count }, () =>
      t.broker.submit(PROGRAM, newId(), { type: 'order.place', data: { lines } }),
    ),
  );
  expect(answers.every(({ ok }) => ok)).toBe(true);
}

/** Orders that are together more than the system takes on their way to a reader that does not read. */
const MORE_THAN_BUFFERS = 60;

test('[WS4] a long snapshot comes in pages, and what happens meanwhile follows them', async () => {
  await placeLong(MORE_THAN_BUFFERS);
  const open = t.broker.view.openOrders();
  const socket = await t.socket(await t.token('admin'));
  // Pages are sent as they are read: a reader that pauses after the first holds the rest back, and the events with
  // them.
  socket.hello();
  const welcome = await socket.ofKind('welcome');
  socket.ws.pause();
  const [first] = open;
  for (let n = 0; n < 5; n += 1) {
    const body = { lines: [{ itemId: 'guarana', quantity: 1 }] };
    await t.as('integration', 'POST', '/api/v1/orders', { key: newId(), body });
  }
  await t.as('kitchen', 'POST', `/api/v1/orders/${first?.id}/start`, { key: newId() });
  socket.ws.resume();
  await socket.reached(t.broker.view.seq);

  const pages = socket.frames.filter((frame) => frame.t === 'snapshot');
  expect(welcome['more']).toBe(true);
  expect(pages.length).toBeGreaterThan(2);
  expect(pages.map((page) => page['more'])).toEqual([...pages.slice(1).map(() => true), false]);
  expect(new Set(seqs(pages))).toEqual(new Set([welcome['seq']]));
  const orders: unknown[] = [];
  for (const page of [Object(welcome['snapshot']), ...pages]) orders.push(...page.orders);
  expect(orders).toEqual(open);
  const order = socket.frames.map(({ t: kind }) => kind).filter((kind) => kind !== 'tick');
  expect(order.lastIndexOf('snapshot')).toBeLessThan(order.indexOf('event'));
  expect(seqs(socket.events())[0]).toBe(Number(welcome['seq']) + 1);
  for (const page of pages) {
    expect(JSON.stringify(page).length).toBeLessThan(400 * 1024);
  }
  await socket.close();
});

test('[WS10] much at once is not held against a reader that reads', async () => {
  const { socket } = await live('admin');
  await placeLong(10);
  const orders = t.broker.view.openOrders();
  // Small commands, decided in one batch: its events and answers, about 4 MB, leave in one turn.
  const sent = orders.map(({ id }) => socket.command('order.start', { orderId: id }));
  for (const answer of await Promise.all(sent)) expect(answer.t).toBe('ack');
  await socket.close();
});

test('[WS10] a reader that stops in the middle of a snapshot is not waited for without end', async () => {
  await placeLong(MORE_THAN_BUFFERS);
  const socket = await t.session('admin');
  await socket.ofKind('welcome');
  socket.ws.pause();
  await placeLong(6);
  socket.ws.resume();
  expect(await socket.closed).toMatchObject({ code: 1006 });
  expect(socket.events()).toEqual([]);
  expect(t.log.join('')).toContain('"reason":"slow"');
});

test('[WS5] a command is acknowledged after its commit, and a repeat gets the first answer', async () => {
  const { socket } = await live('counter');
  const first = await socket.command('order.place', ONE_PIZZA, 'k');
  const { order } = Object(first['data']);
  const [event] = t.broker.history.events(Number(first['seq']) - 1, 1);
  expect(first).toMatchObject({ t: 'ack', id: 'k' });
  expect(event?.event).toMatchObject({ type: 'order.placed', data: { order } });
  expect(t.broker.history.order(order.id)).toEqual(order);
  await socket.command('order.start', { orderId: order.id });
  expect(await socket.command('order.place', ONE_PIZZA, 'k')).toEqual(first);
  expect(await socket.command('order.start', { orderId: order.id }, 'k')).toMatchObject({
    t: 'reject',
    id: 'k',
    code: 'idempotency_key_reused',
  });
  const refused = await socket.command('order.complete', { orderId: order.id }, 'c');
  expect(refused).toEqual({
    t: 'reject',
    id: 'c',
    code: 'illegal_transition',
    detail: expect.any(String),
    data: { orderId: order.id, from: 'preparing', allowedActions: ['ready', 'cancel'] },
  });
  expect(t.broker.view.openOrders()).toHaveLength(1);
  await socket.close();
});

test('[WS5] every command of the protocol passes this door', async () => {
  const { socket } = await live('admin');
  const ack = await socket.command('order.place', { ...ONE_PIZZA, hold: true });
  const { id: orderId, lines } = Object(ack['data']).order;
  const lineId = lines[0].id;
  const commands: [string, unknown][] = [
    ['order.send', { orderId }],
    ['order.shown', { orderIds: [orderId], told: { [orderId]: 1 } }],
    ['order.start', { orderId }],
    ['line.bump', { orderId, lineId }],
    ['line.recall', { orderId, lineId }],
    ['ticket.bump', { orderId, lineIds: [lineId], stations: ['oven'] }],
    ['ticket.recall', { orderId, lineIds: [lineId] }],
    ['ticket.confirm', { orderId, lines: { [lineId]: 1 } }],
    ['order.rush', { orderId, rush: true }],
    ['order.fire', { orderId, course: 2 }],
    ['order.ready', { orderId }],
    ['order.recall', { orderId }],
    ['order.cancel', { orderId, reason: 'x' }],
    ['stock.set', { itemId: 'guarana', available: 3 }],
    ['menu.set_on_sale', { itemId: 'guarana', onSale: false }],
  ];
  for (const [type, data] of commands) {
    expect(await socket.command(type, data), type).toMatchObject({ t: 'ack' });
  }
  expect(t.broker.view.order(orderId)).toMatchObject({
    status: 'cancelled',
    shownAt: expect.any(String),
  });
  await socket.close();
});

test('[WS6] a command with a fault is rejected under its id, and the session goes on', async () => {
  const { socket } = await live('counter');
  expect(await socket.command('order.place', { lines: [] })).toMatchObject({
    t: 'reject',
    code: 'invalid_request',
    data: { issues: [{ path: 'lines' }] },
  });
  for (const type of ['order.fly', 'toString', '__proto__', '']) {
    expect(await socket.command(type, {}), type).toMatchObject({
      code: 'invalid_request',
      data: { issues: [{ path: 'type' }] },
    });
  }
  const polluted = socket.frame((frame) => frame['id'] === 'p');
  socket.send(
    `{"t":"command","id":"p","type":"order.place","data":{"lines":[{"itemId":"guarana","quantity":1}],"__proto__":{"hold":true}}}`,
  );
  expect(await polluted).toMatchObject({ t: 'reject', code: 'invalid_request' });
  socket.send({ t: 'command', id: 'extra', type: 'order.place', data: {}, more: 1 });
  expect(await socket.frame((frame) => frame['id'] === 'extra')).toMatchObject({
    t: 'reject',
    code: 'invalid_request',
  });
  expect((await socket.command('order.place', ONE_PIZZA)).t).toBe('ack');
  await socket.close();
});

test.each([
  ['no JSON', '{"t":'],
  ['no object', '[]'],
  ['no kind', '{}'],
  ['an unknown kind', '{"t":"welcome"}'],
  ['a command without an id', '{"t":"command","type":"order.place","data":{}}'],
  ['a command with an id that cannot be one', '{"t":"command","id":"a b","type":"x","data":{}}'],
  ['deep nesting', '['.repeat(30_000)],
  ['a wrong since', '{"t":"hello","since":-1}'],
])('[WS7] %s is rejected with id null, and the socket closed', async (_name, text) => {
  const { socket } = await live('counter');
  socket.send(text);
  expect(await socket.closed).toMatchObject({ code: 1008 });
  expect(socket.frames.at(-1)).toMatchObject({ t: 'reject', id: null, code: 'invalid_request' });
});

test('[WS7] binary frames close with 1003, long ones with 1009, broken text with 1007', async () => {
  const binary = (await live('counter')).socket;
  binary.ws.send(randomBytes(10));
  expect(await binary.closed).toMatchObject({ code: 1003 });

  const long = (await live('counter')).socket;
  const command = { t: 'command', id: 'k', type: 'order.place', data: '' };
  const room = LIMITS.frameBytes - JSON.stringify(command).length;
  long.send({ ...command, data: 'x'.repeat(room) });
  expect(await long.frame((frame) => frame['id'] === 'k')).toMatchObject({ t: 'reject' });
  long.send({ ...command, data: 'x'.repeat(room + 1) });
  expect(await long.closed).toMatchObject({ code: 1009 });

  const broken = (await live('counter')).socket;
  broken.ws.send(Buffer.from([0x7b, 0xff]), { binary: false });
  expect(await broken.closed).toMatchObject({ code: 1007 });
});

test('[WS8] hello comes first, once, and soon', async () => {
  const eager = await t.socket(await t.token('counter'));
  eager.send({ t: 'command', id: 'k', type: 'order.place', data: ONE_PIZZA });
  expect(await eager.closed).toMatchObject({ code: 1008 });
  expect(t.broker.view.openOrders()).toEqual([]);

  const twice = (await live('counter')).socket;
  twice.hello();
  expect(await twice.closed).toMatchObject({ code: 1008 });

  const mute = await t.socket(await t.token('counter'));
  const { socket: polite } = await live('counter');
  t.clock.advance(9999);
  expect(mute.ws.readyState).toBe(mute.ws.OPEN);
  t.clock.advance(1);
  expect(await mute.closed).toMatchObject({ code: 1008 });
  expect((await polite.command('order.place', ONE_PIZZA)).t).toBe('ack');
  await polite.close();
});

test('[WS9] a tick every five seconds tells number and time', async () => {
  const { socket } = await live('kitchen');
  const silent = await t.socket(await t.token('kitchen'));
  t.clock.advance(5000);
  expect(await socket.ofKind('tick')).toEqual({
    t: 'tick',
    seq: t.broker.view.seq,
    serverTime: new Date(t.broker.now()).toISOString(),
  });
  t.backend.time.advance(5000);
  t.clock.advance(4999);
  t.clock.advance(1);
  await socket.frame(
    (frame) => frame['serverTime'] === new Date(t.broker.now()).toISOString() && frame.t === 'tick',
  );
  expect(socket.frames.filter((frame) => frame.t === 'tick')).toHaveLength(2);
  expect(silent.frames).toEqual([]);
  await socket.close();
});

test('[WS9] a peer that answers no ping is dropped, one that answers stays', async () => {
  const { socket: good } = await live('counter');
  const { socket: dead } = await live('kitchen');
  // Stops reading: the ping is never seen and never answered.
  dead.ws.pause();
  for (let round = 0; round < 3; round += 1) {
    const pinged = once(good.ws, 'ping');
    t.clock.advance(15_000);
    await pinged;
    // Its answer has been read once a command sent after it is answered.
    expect((await good.command('order.place', ONE_PIZZA)).t).toBe('ack');
  }
  dead.ws.resume();
  expect(await dead.closed).toMatchObject({ code: 1006 });
  expect(good.ws.readyState).toBe(good.ws.OPEN);
  await good.close();
});

test('[WS10] a reader that falls a megabyte behind is dropped and resumes; others notice nothing', async () => {
  await t.as('admin', 'PUT', '/api/v1/stock/guarana', { body: { available: null } });
  const { socket: slow, welcome } = await live('kitchen');
  const { socket: good } = await live('admin');
  slow.ws.pause();
  const note = 'x'.repeat(500);
  const lines = Array.from({ length: 200 }, () => ({ itemId: 'guarana', quantity: 1, note }));
  const body = { lines };
  const isDropped = () => t.log.some((line) => line.includes('"reason":"slow"'));
  for (let orders = 0; !isDropped() && orders < 200; orders += 1) {
    await t.as('integration', 'POST', '/api/v1/orders', { key: newId(), body });
  }
  expect(isDropped()).toBe(true);
  const last = t.broker.view.seq;
  await good.reached(last);
  slow.ws.resume();
  expect(await slow.closed).toMatchObject({ code: 1006 });
  const back = await live('kitchen', Number(welcome['seq']));
  expect(back.welcome['seq']).toBe(last);
  await Promise.all([good.close(), back.socket.close()]);
});

test('[WS11] who goes on far beyond the rate is shown the door', async () => {
  const { socket } = await live('counter');
  const data = { orderId: newId() };
  for (let n = 0; n < 100; n += 1) {
    expect(await socket.command('order.start', data)).toMatchObject({ code: 'not_found' });
  }
  for (let n = 0; n < 1000; n += 1) {
    socket.send({ t: 'command', id: `k${n}`, type: 'order.start', data });
  }
  // A thousand times told no, and still listened to.
  expect(await socket.frame((frame) => frame['id'] === 'k999')).toMatchObject({
    code: 'rate_limited',
  });
  socket.send({ t: 'command', id: 'last', type: 'order.start', data });
  expect(await socket.closed).toMatchObject({ code: 1008 });
});

test('[WS5] order.shown may come without an id and is answered under one that was made up', async () => {
  const { socket } = await live('kitchen');
  const counter = (await live('counter')).socket;
  const ack = await counter.command('order.place', ONE_PIZZA);
  const { id } = Object(Object(ack['data']).order);
  socket.send({ t: 'command', type: 'order.shown', data: { orderIds: [id] } });
  expect(await socket.ofKind('ack')).toMatchObject({ id: expect.any(String), data: {} });
  expect(t.broker.view.order(id)?.shownAt).not.toBeNull();
  socket.send({ t: 'command', type: 'order.start', data: { orderId: id } });
  expect(await socket.ofKind('reject')).toMatchObject({
    id: null,
    code: 'invalid_request',
    data: { issues: [{ path: 'id' }] },
  });
  expect(await socket.closed).toMatchObject({ code: 1008 });
  await counter.close();
});

test('[HTTP6] ids name the same order and line in any case, at every door', async () => {
  const { socket } = await live('counter');
  const ack = await socket.command('order.place', ONE_PIZZA);
  const { id, lines } = Object(Object(ack['data']).order);
  const orderId = String(id).toUpperCase();
  const lineId = String(lines[0].id).toUpperCase();
  expect(orderId).not.toBe(id);
  const first = await socket.command('line.bump', { orderId, lineId }, 'bump');
  expect(first.t).toBe('ack');
  // The same command under the same key, spelt otherwise.
  expect(await socket.command('line.bump', { orderId: id, lineId }, 'bump')).toEqual(first);
  expect((await socket.command('order.recall', { orderId })).t).toBe('ack');
  const ready = await t.as('kitchen', 'PATCH', `/pedidos/${orderId}`, {
    body: { Status: 'Pronto' },
  });
  expect(ready.status).toBe(200);
  const done = await t.as('counter', 'POST', `/api/v1/orders/${orderId}/complete`, { key: 'c' });
  expect(done.status).toBe(200);
  await socket.close();
});

test('[WS8] nothing is sent behind a closing frame', async () => {
  const token = await t.token('counter');
  const connection = connect(t.port, '127.0.0.1');
  await once(connection, 'connect');
  const heard: Buffer[] = [];
  connection.write(
    [
      'GET /ws HTTP/1.1',
      `Host: 127.0.0.1:${t.port}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Protocol: comanda.v1, auth.${token}`,
      '\r\n',
    ].join('\r\n'),
  );
  await once(connection, 'data');
  connection.on('data', (chunk: Buffer) => heard.push(chunk));
  // A hello and a closing frame with 1000, masked with zeros, in one segment.
  const hello = Buffer.from('{"t":"hello","since":null}');
  const mask = Buffer.alloc(4);
  connection.write(
    Buffer.concat([
      Buffer.from([0x81, 0x80 | hello.length]),
      mask,
      hello,
      Buffer.from([0x88, 0x82]),
      mask,
      Buffer.from([0x03, 0xe8]),
    ]),
  );
  await once(connection, 'close');
  const bytes = Buffer.concat(heard);
  // All that may come before the closing frame is whole frames of text; behind it nothing.
  expect([...bytes.subarray(-4)]).toEqual([0x88, 0x02, 0x03, 0xe8]);
});
