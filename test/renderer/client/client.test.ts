import { describe, expect, test } from 'vitest';
import { SILENCE_MS } from '../../../src/renderer/client/link.ts';
import type { EventFrame } from '../../../src/shared/wire.ts';
import { World, welcome } from '../support/fake-world.ts';
import { orderIdOf, orderOf } from '../support/fixtures.ts';

const placed = (seq: number, number = seq): EventFrame => ({
  t: 'event',
  seq,
  type: 'order.placed',
  at: '2026-03-01T22:00:00.000Z',
  by: null,
  data: { order: orderOf(number) },
});

const PLACE = { lines: [{ itemId: 'margherita', quantity: 1 }] };

/** A page that is live, with a snapshot at 10. */
function live() {
  const world = new World();
  const client = world.paired();
  world.peer.open();
  world.peer.say(welcome(world, 10));
  return { world, client };
}

/** Whether a promise has an answer by now. */
async function settled<T>(promise: Promise<T>): Promise<T | 'waiting'> {
  return Promise.race([promise, Promise.resolve().then(() => 'waiting' as const)]);
}

describe('connection', () => {
  test('[SCR1] the first hello asks for everything, under the subprotocol and the token', () => {
    const world = new World();
    const client = world.paired();
    expect(client.store.getState().connection).toEqual({ state: 'connecting' });
    expect(world.peer.protocols).toEqual(['comanda.v1', 'auth.secret']);
    world.peer.open();
    expect(world.peer.heard).toEqual([{ t: 'hello', since: null }]);
    world.peer.say(welcome(world, 10));
    expect(client.store.getState()).toMatchObject({ connection: { state: 'live' }, seq: 10 });
  });

  test('[SCR1] after a lost connection the hello asks for what came since', () => {
    const { world, client } = live();
    world.peer.say(placed(11));
    world.peer.drop();
    expect(client.store.getState().connection).toEqual({ state: 'lost', since: world.now });
    world.pass(5000);
    world.peer.open();
    expect(world.peer.heard).toEqual([{ t: 'hello', since: 11 }]);
    const { t: _, ...event } = placed(12);
    world.peer.say(welcome(world, 12, { snapshot: null, events: [event] }));
    expect(Object.keys(client.store.getState().orders)).toEqual([orderIdOf(11), orderIdOf(12)]);
    expect(client.store.getState().connection).toEqual({ state: 'live' });
  });

  test('[SCR2] an event that comes too early is not shown: the page asks again from where it stands', () => {
    const { world, client } = live();
    const before = world.peer;
    world.peer.say(placed(12));
    expect(client.store.getState().seq).toBe(10);
    expect(client.store.getState().orders).toEqual({});
    expect(before.closedByPage).toBe(true);
    world.peer.open();
    expect(world.peer.heard).toEqual([{ t: 'hello', since: 10 }]);
  });

  test('[SCR2] an event that is known already changes nothing', () => {
    const { world, client } = live();
    world.peer.say(placed(11));
    const before = client.store.getState().orders;
    world.peer.say(placed(11));
    expect(client.store.getState().orders).toBe(before);
    expect(world.peers).toHaveLength(1);
  });

  test('[SCR2] a broker that knows less than the page makes it forget and ask for everything', () => {
    const { world } = live();
    world.peer.drop();
    world.pass(5000);
    world.peer.open();
    world.peer.say(welcome(world, 3, { snapshot: null }));
    world.peer.open();
    expect(world.peer.heard).toEqual([{ t: 'hello', since: null }]);
  });

  test('[SCR3] a snapshot in pages is shown only when it is whole', () => {
    const world = new World();
    const client = world.paired();
    world.peer.open();
    world.peer.say(welcome(world, 10, { more: true }));
    world.peer.say({ t: 'snapshot', seq: 10, orders: [orderOf(1)], more: true });
    expect(client.store.getState()).toMatchObject({
      connection: { state: 'connecting' },
      orders: {},
    });
    world.peer.say({ t: 'snapshot', seq: 10, orders: [orderOf(2)], more: false });
    expect(client.store.getState().connection).toEqual({ state: 'live' });
    expect(Object.keys(client.store.getState().orders)).toEqual([orderIdOf(1), orderIdOf(2)]);
  });

  test('[SCR4] silence is a lost connection; a tick is a word', () => {
    const { world, client } = live();
    const wentSilentAt = world.now;
    world.pass(SILENCE_MS - 1);
    expect(client.store.getState().connection.state).toBe('live');
    world.pass(1);
    expect(client.store.getState().connection).toEqual({ state: 'lost', since: wentSilentAt });
    world.pass(5000);
    world.peer.open();
    world.peer.say(welcome(world, 10, { snapshot: null }));
    for (let i = 0; i < 5; i++) {
      world.pass(5000);
      world.peer.say({ t: 'tick', seq: 10, serverTime: new Date(world.now).toISOString() });
    }
    expect(client.store.getState().connection.state).toBe('live');
  });

  test('[SCR2] a tick that speaks of events which have not come by the next one is a gap', () => {
    const { world } = live();
    const tick = (seq: number) =>
      world.peer.say({ t: 'tick', seq, serverTime: new Date(world.now).toISOString() });
    tick(11);
    world.peer.say(placed(11));
    tick(12);
    expect(world.peers).toHaveLength(1);
    tick(12);
    expect(world.peers).toHaveLength(2);
    world.peer.open();
    expect(world.peer.heard).toEqual([{ t: 'hello', since: 11 }]);
  });

  test('[SCR4] ages follow the broker’s clock', () => {
    const { world, client } = live();
    expect(client.store.getState().clockOffsetMs).toBe(0);
    world.peer.say({ t: 'tick', seq: 10, serverTime: new Date(world.now + 90_000).toISOString() });
    expect(client.store.getState().clockOffsetMs).toBe(90_000);
    world.peer.say({ t: 'tick', seq: 10, serverTime: new Date(world.now + 90_100).toISOString() });
    expect(client.store.getState().clockOffsetMs).toBe(90_000);
  });

  test('[SCR5] pauses between attempts grow to five seconds; a wake-up tries at once', () => {
    const { world } = live();
    world.peer.drop();
    const pauses: number[] = [];
    for (let i = 0; i < 7; i++) {
      const attempts = world.peers.length;
      const from = world.now;
      while (world.peers.length === attempts) world.pass(1);
      pauses.push(world.now - from);
      world.peer.drop();
    }
    expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
    const attempts = world.peers.length;
    world.wake();
    expect(world.peers).toHaveLength(attempts + 1);
  });
});

describe('commands', () => {
  test('[SCR6] a command resolves with the broker’s answer', async () => {
    const { world, client } = live();
    const reply = client.send('order.place', PLACE, 'one');
    expect(world.peer.heard.at(-1)).toEqual({
      t: 'command',
      id: 'one',
      type: 'order.place',
      data: PLACE,
    });
    expect(client.store.getState().outgoing).toEqual({
      one: { id: 'one', type: 'order.place', since: world.now },
    });
    expect(await settled(reply)).toBe('waiting');
    world.peer.say({ t: 'ack', id: 'one', seq: 11, data: { order: orderOf(1) } });
    expect(await reply).toEqual({ ok: true, seq: 11, data: { order: orderOf(1) } });
    expect(client.store.getState().outgoing).toEqual({});
  });

  test('[SCR6] what was not answered goes out again, in order and under the same ids', async () => {
    const { world, client } = live();
    void client.send('order.place', PLACE, 'one');
    void client.send('order.complete', { orderId: orderIdOf(1) }, 'two');
    world.peer.say({ t: 'ack', id: 'one', seq: 11, data: {} });
    void client.send('order.place', PLACE, 'three');
    world.peer.drop();
    void client.send('order.place', PLACE, 'four');
    world.pass(5000);
    world.peer.open();
    expect(world.peer.commands()).toEqual([]);
    world.peer.say(welcome(world, 11));
    expect(world.peer.commands()).toEqual(['two', 'three', 'four']);
  });

  test('[SCR6] an answer that comes twice is taken once', async () => {
    const { world, client } = live();
    const reply = client.send('order.place', PLACE, 'one');
    world.peer.say({ t: 'ack', id: 'one', seq: 11, data: { order: orderOf(1) } });
    world.peer.say({ t: 'ack', id: 'one', seq: 11, data: { order: orderOf(1) } });
    expect(await reply).toMatchObject({ ok: true });
  });

  test('[SCR7] an unanswered order survives a reload, and joins whoever asks for it again', async () => {
    const { world, client } = live();
    void client.send('order.place', PLACE, 'one');
    void client.send('order.complete', { orderId: orderIdOf(1) }, 'tap');
    client.stop();

    const reloaded = world.page();
    reloaded.start();
    const reply = reloaded.send('order.place', PLACE, 'one');
    world.peer.open();
    world.peer.say(welcome(world, 10));
    expect(world.peer.commands()).toEqual(['one']);
    world.peer.say({ t: 'ack', id: 'one', seq: 11, data: {} });
    expect(await reply).toMatchObject({ ok: true });
    reloaded.stop();

    world.page().start();
    world.peer.open();
    world.peer.say(welcome(world, 11));
    expect(world.peer.commands()).toEqual([]);
  });

  test('[SCR7] money on its way survives a reload too, and a refusal that nobody waits for is kept for who is there', async () => {
    const { world, client } = live();
    const orderId = orderIdOf(1);
    const cash = { orderId, method: 'cash', amountCents: 3990 } as const;
    void client.send('payment.take', cash, 'paid');
    void client.send('shift.cash_out', { amountCents: 5000, reason: 'cofre' }, 'safe');
    client.stop();

    const reloaded = world.page();
    reloaded.start();
    world.peer.open();
    world.peer.say(welcome(world, 10));
    expect(world.peer.commands()).toEqual(['paid', 'safe']);
    const refusal = { code: 'amount_too_high', detail: '', data: { maxCents: 0 } } as const;
    world.peer.say({ t: 'reject', id: 'paid', ...refusal });
    world.peer.say({ t: 'ack', id: 'safe', seq: 11, data: {} });
    expect(reloaded.store.getState().unheard).toEqual([
      { id: 'paid', type: 'payment.take', refusal, orderId },
    ]);
    expect(reloaded.store.getState().outgoing).toEqual({});
  });

  test('[SCR7] a browser that keeps nothing still sends', async () => {
    const { world, client } = live();
    world.storage.full = true;
    const reply = client.send('order.place', PLACE, 'one');
    world.peer.say({ t: 'ack', id: 'one', seq: 11, data: {} });
    expect(await reply).toMatchObject({ ok: true });
  });

  test.for(['overloaded', 'rate_limited'] as const)(
    '[SCR8] %s is no answer: the same command goes out after the pause',
    async (code) => {
      const { world, client } = live();
      const reply = client.send('order.place', PLACE, 'one');
      const data = { retryAfterSeconds: 3 };
      world.peer.say({ t: 'reject', id: 'one', code, detail: '', data });
      world.pass(2999);
      world.peer.say({ t: 'tick', seq: 10, serverTime: new Date(world.now).toISOString() });
      expect(world.peer.commands()).toEqual(['one']);
      world.pass(1);
      expect(world.peer.commands()).toEqual(['one', 'one']);
      world.peer.say({ t: 'ack', id: 'one', seq: 11, data: {} });
      expect(await reply).toMatchObject({ ok: true });
    },
  );

  test('[SCR8] a refusal is an answer', async () => {
    const { world, client } = live();
    const reply = client.send('order.place', PLACE, 'one');
    const refusal = {
      code: 'out_of_stock',
      detail: 'Only 1 left.',
      data: { items: [{ itemId: 'margherita', requested: 2, available: 1 }] },
    } as const;
    world.peer.say({ t: 'reject', id: 'one', ...refusal });
    expect(await reply).toEqual({ ok: false, refusal });
  });

  test('[SCR8] a frame that the broker would cut the line for is refused here', async () => {
    const { world, client } = live();
    const long = {
      lines: Array.from({ length: 200 }, () => ({
        itemId: 'x',
        quantity: 1,
        note: 'é'.repeat(400),
      })),
    };
    expect(await client.send('order.place', long)).toMatchObject({
      ok: false,
      refusal: { code: 'too_large' },
    });
    expect(world.peer.commands()).toEqual([]);
  });
});

describe('pairing', () => {
  test('[SCR9] a token that the broker no longer knows leads to pairing, and is forgotten', async () => {
    const world = new World();
    world.http = () => ({ status: 401, body: {} });
    const client = world.paired();
    world.peer.drop();
    await expect.poll(() => client.store.getState().connection.state).toBe('unpaired');
    expect(world.storage.getItem('comanda.pos.token')).toBeNull();
    const attempts = world.peers.length;
    world.pass(60_000);
    expect(world.peers).toHaveLength(attempts);
  });

  test('[SCR9] a broker that is away does not unpair', async () => {
    const world = new World();
    const client = world.paired();
    world.peer.drop();
    world.pass(60_000);
    await Promise.resolve();
    expect(client.store.getState().connection.state).toBe('connecting');
    expect(world.storage.getItem('comanda.pos.token')).toBe('secret');
  });

  test('[SCR10] a code is traded for a token of this page', async () => {
    const world = new World();
    const client = world.page();
    client.start();
    expect(client.store.getState().connection.state).toBe('unpaired');
    const bodies: unknown[] = [];
    world.http = (path, body) => {
      bodies.push({ path, body });
      return { status: 201, body: { token: 'new', role: 'counter', deviceId: 'd' } };
    };
    expect(await client.pair(' ABCD-1234 ', 'Caixa 1')).toEqual({ ok: true });
    expect(bodies).toEqual([
      { path: '/api/v1/pairing', body: { code: 'ABCD-1234', name: 'Caixa 1' } },
    ]);
    expect(world.storage.getItem('comanda.pos.token')).toBe('new');
    expect(world.peer.protocols).toEqual(['comanda.v1', 'auth.new']);
  });

  test('[SCR10] a wrong code says so and changes nothing', async () => {
    const world = new World();
    const client = world.page();
    client.start();
    world.http = () => ({ status: 403, body: { code: 'pairing_refused', detail: 'No.' } });
    expect(await client.pair('WRONG', 'Caixa 1')).toMatchObject({
      ok: false,
      refusal: { code: 'pairing_refused' },
    });
    expect(client.store.getState().connection.state).toBe('unpaired');
    expect(world.storage.getItem('comanda.pos.token')).toBeNull();
  });

  test('[SCR10] under a new token nothing goes out that the broker may have under the old one', async () => {
    const { world, client } = live();
    const onTheWire = client.send('order.place', PLACE, 'heard');
    world.peer.drop();
    void client.send('order.place', PLACE, 'unheard');
    world.http = (path) =>
      path === '/api/v1/me'
        ? { status: 401, body: {} }
        : { status: 201, body: { token: 'new', role: 'counter', deviceId: 'd' } };
    world.pass(5000);
    world.peer.drop();
    await expect.poll(() => client.store.getState().connection.state).toBe('unpaired');
    await client.pair('CODE', 'Caixa 1');
    expect(await onTheWire).toMatchObject({ ok: false, refusal: { code: 'unauthorized' } });
    world.peer.open();
    world.peer.say(welcome(world, 10));
    expect(world.peer.commands()).toEqual(['unheard']);
  });
});
