import { expect, test, vi } from 'vitest';
import { REFUSALS } from '../../../src/shared/errors.ts';
import type { HttpAnswer } from '../../../src/renderer/client/ports.ts';
import { toRefusal } from '../../../src/renderer/client/to-refusal.ts';
import { welcome, World, SNAPSHOT } from '../support/fake-world.ts';
import { orderIdOf } from '../support/fixtures.ts';
import { ALL_REFUSALS } from '../support/refusals.ts';

const PEOPLE = [
  { id: 'ana', name: 'Ana', role: 'manager', active: true },
  { id: 'bia', name: 'Bia', role: 'cashier', active: true },
] as const;

const PLACE = { lines: [{ itemId: 'margherita', quantity: 1 }] };

/** Answers PINs as the broker does: a token of its own for each sign-in. */
function pins(world: World): void {
  let count = 0;
  world.http = (path, body) => {
    const { personId, pin } = body as { personId: string; pin: string };
    const person = PEOPLE.find(({ id }) => id === personId);
    if (!person || pin !== '1234') return { status: 403, body: { code: 'pin_refused' } };
    const expiresAt = new Date(world.now + 16 * 3_600_000).toISOString();
    if (path === '/api/v1/approvals') {
      return { status: 200, body: { approval: `ok-${personId}`, expiresAt } };
    }
    count += 1;
    const { id, name, role } = person;
    return {
      status: 200,
      body: {
        token: `${id}-${count}`,
        person: { personId: id, name, role },
        expiresAt,
      },
    };
  };
}

function greet(world: World, people: readonly (typeof PEOPLE)[number][] = PEOPLE): void {
  world.peer.open();
  world.peer.say(welcome(world, 10, { snapshot: { ...SNAPSHOT, people: [...people] } }));
}

function live() {
  const world = new World();
  pins(world);
  const client = world.paired();
  greet(world);
  return { world, client, state: () => client.store.getState() };
}

const asksWhoItIs = (world: World, id: string): void =>
  world.peer.say({ t: 'reject', id, code: 'sign_in_required', detail: '', data: {} });

/** The commands of the newest connection: id, and in whose name. */
const named = (world: World) =>
  world.peer.heard.filter(({ t }) => t === 'command').map(({ id, session }) => [id, session]);

test('[SCR40] a command carries the session of who gave it, and the approval that was got for it', async () => {
  const { world, client, state } = live();
  void client.send('order.place', PLACE, 'before');
  expect(await client.signIn('bia', '1234')).toEqual({
    ok: true,
    value: { personId: 'bia', name: 'Bia', role: 'cashier' },
  });
  expect(state().signedIn).toEqual({ personId: 'bia', name: 'Bia', role: 'cashier' });
  let asked: unknown;
  const answer = world.http;
  world.http = (path, body, by) => answer(path, (asked = body), by);
  const approval = await client.approve('ana', '1234', ['cancel']);
  expect(asked).toEqual({ personId: 'ana', pin: '1234', action: ['cancel'] });
  expect(approval).toEqual({ ok: true, value: 'ok-ana' });
  void client.send('order.cancel', { orderId: orderIdOf(1), reason: 'x' }, 'after', 'ok-ana');
  expect(world.peer.heard.slice(-2)).toEqual([
    { t: 'command', id: 'before', type: 'order.place', data: PLACE },
    {
      t: 'command',
      id: 'after',
      type: 'order.cancel',
      data: { orderId: orderIdOf(1), reason: 'x' },
      session: 'bia-1',
      approval: 'ok-ana',
    },
  ]);
});

test('[SCR40] a wrong PIN signs nobody in', async () => {
  const { client, state } = live();
  expect(await client.signIn('bia', '9999')).toMatchObject({
    ok: false,
    refusal: { code: 'pin_refused' },
  });
  expect(state().signedIn).toBeNull();
});

test('[SCR41] neither a reload nor the next person changes whose an order is', async () => {
  const { world, client } = live();
  await client.signIn('bia', '1234');
  world.peer.drop();
  void client.send('order.place', PLACE, 'bias', 'ok-ana');
  client.signOut();
  await client.signIn('ana', '1234');
  client.stop();
  const reloaded = world.page();
  reloaded.start();
  greet(world);
  expect(named(world)).toEqual([['bias', 'bia-1']]);
  expect(world.peer.heard.at(-1)).toMatchObject({ approval: 'ok-ana' });
  void reloaded.send('order.place', PLACE, 'anas');
  expect(named(world).at(-1)).toEqual(['anas', 'ana-2']);
});

test('[SCR42] when the broker asks who it is, the page locks, and the command waits for who signs in next', async () => {
  const { world, client, state } = live();
  await client.signIn('bia', '1234');
  const reply = client.send('order.place', PLACE, 'one');
  const answered = vi.fn<() => void>();
  void reply.then(answered);
  asksWhoItIs(world, 'one');
  await Promise.resolve();
  expect(answered).not.toHaveBeenCalled();
  expect(state().signedIn).toBeNull();
  expect(state().outgoing).toEqual({
    one: { id: 'one', type: 'order.place', since: world.now, waitsForSignIn: true },
  });
  expect(world.session.getItem('comanda.pos.session')).toBeNull();

  await client.signIn('ana', '1234');
  expect(named(world)).toEqual([
    ['one', 'bia-1'],
    ['one', 'ana-2'],
  ]);
  world.peer.say({ t: 'ack', id: 'one', seq: 11, data: {} });
  expect(await reply).toMatchObject({ ok: true });
});

test('[SCR42] what is under way in the name of another stays theirs, and never becomes that of who is there unasked', async () => {
  const { world, client, state } = live();
  await client.signIn('bia', '1234');
  void client.send('order.place', PLACE, 'bias');
  client.signOut();
  await client.signIn('ana', '1234');
  void client.send('order.place', PLACE, 'anas');
  expect(named(world)).toEqual([
    ['bias', 'bia-1'],
    ['anas', 'ana-2'],
  ]);
  // Bia's is over by now: Ana is asked before it goes out in her name.
  asksWhoItIs(world, 'bias');
  expect(state().signedIn).toBeNull();
  expect(named(world)).toHaveLength(2);
  await client.signIn('ana', '1234');
  expect(named(world).slice(2)).toEqual([['bias', 'ana-3']]);
});

test('[SCR42] once nobody has to sign in any more, what waited for it goes out', () => {
  const { world, client } = live();
  void client.send('order.place', PLACE, 'one');
  asksWhoItIs(world, 'one');
  const people = PEOPLE.map((person) => ({ ...person, active: false }));
  world.peer.say({
    t: 'event',
    seq: 11,
    type: 'people.changed',
    at: new Date(world.now).toISOString(),
    by: null,
    data: { people },
  });
  expect(world.peer.commands()).toEqual(['one', 'one']);
});

test('[SCR44] what only somebody who is signed in may ask is asked again in the name of who signs in next', async () => {
  const { world, client, state } = live();
  await client.signIn('bia', '1234');
  const answer = world.http;
  const asked: (string | undefined)[] = [];
  world.http = (path, body, by) => {
    if (!path.startsWith('/api/v1/shifts')) return answer(path, body, by);
    asked.push(by.session);
    return by.session === 'ana-2'
      ? { status: 200, body: { shifts: [] } }
      : { status: 401, body: { code: 'sign_in_required' } };
  };
  const answered = vi.fn<() => void>();
  const page = client.read('/api/v1/shifts');
  void page.then(answered);
  await vi.waitUntil(() => state().signedIn === null);
  // What else happens does not put it again.
  world.peer.say({ t: 'tick', seq: 10, serverTime: new Date(world.now).toISOString() });
  await Promise.resolve();
  expect(asked).toEqual(['bia-1']);
  expect(answered).not.toHaveBeenCalled();
  await client.signIn('ana', '1234');
  expect(await page).toEqual({ ok: true, value: { shifts: [] } });
  expect(asked).toEqual(['bia-1', 'ana-2']);
});

test('[SCR44] other refusals of a question are its answer', async () => {
  const { world, client } = live();
  world.http = () => ({ status: 403, body: { code: 'forbidden' } });
  expect(await client.read('/api/v1/shifts')).toMatchObject({ refusal: { code: 'forbidden' } });
});

test('[SCR43] a reload stays signed in; signing out, the end of the session and pairing anew do not', async () => {
  const { world, client } = live();
  await client.signIn('bia', '1234');
  const again = world.page();
  expect(again.store.getState().signedIn).toEqual({
    personId: 'bia',
    name: 'Bia',
    role: 'cashier',
  });
  client.signOut();
  expect(world.page().store.getState().signedIn).toBeNull();

  await client.signIn('bia', '1234');
  world.pass(16 * 3_600_000 - 1);
  expect(client.store.getState().signedIn).not.toBeNull();
  world.pass(1);
  expect(client.store.getState().signedIn).toBeNull();

  await client.signIn('bia', '1234');
  world.http = () => ({ status: 201, body: { token: 'new', role: 'counter', deviceId: 'd' } });
  await client.pair('CODE', 'Caixa 2');
  expect(client.store.getState()).toMatchObject({ signedIn: null, deviceId: null });
  expect(world.session.getItem('comanda.pos.session')).toBeNull();
});

test('[SCR43] a new name or role is taken over; who has left is signed out', async () => {
  const { world, client, state } = live();
  await client.signIn('bia', '1234');
  const tell = (seq: number, bia: object) =>
    world.peer.say({
      t: 'event',
      seq,
      type: 'people.changed',
      at: new Date(world.now).toISOString(),
      by: null,
      data: { people: [PEOPLE[0], { ...PEOPLE[1], ...bia }] },
    });
  tell(11, { name: 'Beatriz', role: 'manager' });
  expect(state().signedIn).toEqual({ personId: 'bia', name: 'Beatriz', role: 'manager' });
  tell(12, { active: false });
  expect(state().signedIn).toBeNull();
});

test('[SCR43] the page knows its device, the drawers and the people', () => {
  const { state } = live();
  expect(state()).toMatchObject({ deviceId: 'counter-1', shifts: {}, people: PEOPLE });
});

test('[SCR44] questions go with the token and the session, and come back as values, files or refusals', async () => {
  const { world, client, state } = live();
  await client.signIn('ana', '1234');
  const asked: unknown[] = [];
  const blob = new Blob(['a;b']);
  let answer: HttpAnswer | null = { status: 200, body: { orders: [] }, blob };
  world.http = (path, body, by) => {
    asked.push([path, body, by]);
    return answer;
  };
  expect(await client.read('/api/v1/orders')).toEqual({ ok: true, value: { orders: [] } });
  const body = { name: 'Caio' };
  expect(await client.write('POST', '/api/v1/people', body)).toMatchObject({ ok: true });
  expect(await client.download('/report.csv')).toEqual({ ok: true, value: blob });
  const by = { token: 'secret', session: 'ana-1' };
  expect(asked).toEqual([
    ['/api/v1/orders', undefined, by],
    ['/api/v1/people', body, by],
    ['/report.csv', undefined, by],
  ]);
  answer = { status: 409, body: { code: 'amount_too_high', detail: 'x', maxCents: 5 } };
  expect(await client.read('/x')).toEqual({
    ok: false,
    refusal: { code: 'amount_too_high', detail: 'x', data: { maxCents: 5 } },
  });
  answer = null;
  expect(await client.read('/x')).toMatchObject({ ok: false, refusal: { code: 'overloaded' } });
  expect(state().signedIn).not.toBeNull();
  answer = { status: 401, body: { code: 'sign_in_required', detail: '' } };
  expect(await client.write('PUT', '/x', {})).toMatchObject({
    refusal: { code: 'sign_in_required' },
  });
  expect(state().signedIn).toBeNull();
  answer = { status: 401, body: { code: 'unauthorized', detail: '' } };
  await client.read('/x');
  expect(state().connection.state).toBe('unpaired');
});

test('[SCR44] every refusal is read with its data from a problem body', () => {
  for (const refusal of ALL_REFUSALS) {
    const { code, detail, data } = refusal;
    const body = { type: 'about:blank', status: REFUSALS[code][0], detail, code, ...data };
    expect(toRefusal(JSON.parse(JSON.stringify(body)))).toEqual(refusal);
  }
});

test('[SCR44] a refusal whose data are missing is no sentence with holes', () => {
  for (const body of [
    undefined,
    'text',
    { code: 'toString' },
    { code: 'amount_too_high', maxCents: '5' },
    { code: 'out_of_stock', items: [{ itemId: 'x' }] },
    { code: 'illegal_transition', orderId: 'o', from: 'eaten', allowedActions: [] },
  ]) {
    expect(toRefusal(body).code).toBe('internal');
  }
  expect(toRefusal({ code: 'rate_limited' })).toMatchObject({ data: { retryAfterSeconds: 60 } });
});

test('[SCR44] neither PINs nor tokens are logged', async () => {
  const said: unknown[] = [];
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((...words) => void said.push(...words)),
  );
  const { world, client } = live();
  world.session.full = true;
  world.storage.full = true;
  await client.signIn('bia', '9999');
  await client.signIn('bia', '1234');
  void client.send('order.place', PLACE, 'one', 'ok-ana');
  asksWhoItIs(world, 'one');
  for (const spy of spies) spy.mockRestore();
  expect(said.join(' ')).toMatch(/keeps no more data/);
  expect(said.join(' ')).not.toMatch(/1234|9999|bia-|ok-ana/);
});
