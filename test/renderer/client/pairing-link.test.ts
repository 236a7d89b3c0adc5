import { expect, test } from 'vitest';
import { World, welcome } from '../support/fake-world.ts';
import { pairWhenNeeded, takePairingCode } from '../../../src/renderer/client/pairing-link.ts';

function take(hash: string) {
  const replaced: unknown[] = [];
  const code = takePairingCode(
    { hash, pathname: '/pos', search: '?a=1' },
    { replaceState: (...args) => void replaced.push(args) },
  );
  return { code, replaced };
}

test('[SCR10] the code is taken out of the address and of the history', () => {
  expect(take('#pair=MKRB-MF7M')).toEqual({
    code: 'MKRB-MF7M',
    replaced: [[null, '', '/pos?a=1']],
  });
});

test('[SCR10] an address without a code is left alone', () => {
  expect(take('#other')).toEqual({ code: null, replaced: [] });
  expect(take('#pair=')).toEqual({ code: null, replaced: [[null, '', '/pos?a=1']] });
});

function worldWithPairing() {
  const world = new World();
  const codes: unknown[] = [];
  world.http = (path, body) => {
    if (path === '/api/v1/me') return { status: 401, body: {} };
    codes.push(body);
    return { status: 201, body: { token: 'new', role: 'counter', deviceId: 'd' } };
  };
  return { world, codes };
}

test('[SCR10] a code is used at once by a page without a token', async () => {
  const { world, codes } = worldWithPairing();
  const client = world.page();
  client.start();
  await pairWhenNeeded(client, 'CODE', 'Caixa');
  expect(codes).toEqual([{ code: 'CODE', name: 'Caixa' }]);
  expect(world.peer.protocols).toEqual(['comanda.v1', 'auth.new']);
});

test('[SCR10] a code is used when the token that was there turns out not to be known', async () => {
  const { world, codes } = worldWithPairing();
  const client = world.paired();
  await pairWhenNeeded(client, 'CODE', 'Caixa');
  expect(codes).toEqual([]);
  world.peer.drop();
  await expect.poll(() => codes).toEqual([{ code: 'CODE', name: 'Caixa' }]);
});

test('[SCR10] a code is never used by a page whose token is good', async () => {
  const { world, codes } = worldWithPairing();
  const client = world.paired();
  await pairWhenNeeded(client, 'CODE', 'Caixa');
  world.peer.open();
  world.peer.say(welcome(world, 1));
  world.peer.drop();
  world.pass(60_000);
  world.peer.drop();
  await expect.poll(() => client.store.getState().connection.state).toBe('unpaired');
  expect(codes).toEqual([]);
});
