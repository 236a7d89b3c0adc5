import type { Client } from './contract.ts';

/**
 * Takes the pairing code out of the page's address (`#pair=CODE`) and out of the history, where it must not
 * stay: null when there is none.
 */
export function takePairingCode(
  location: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'replaceState'>,
): string | null {
  const code = new URLSearchParams(location.hash.slice(1)).get('pair');
  if (code === null) return null;
  history.replaceState(null, '', location.pathname + location.search);
  return code.trim() || null;
}

/**
 * Pairs with a code from the address as soon as the page turns out to be unpaired: now, or when the broker says
 * that it does not know the page's token. A page whose token is good never uses it.
 * @returns resolves when the code was tried at once, or need not be
 */
export async function pairWhenNeeded(client: Client, code: string, name: string): Promise<void> {
  const isUnpaired = (): boolean => client.store.getState().connection.state === 'unpaired';
  if (isUnpaired()) {
    // A code that is refused leaves the pairing page as it is, where a person types the next one.
    await client.pair(code, name);
    return;
  }
  const stop = client.store.subscribe(({ connection }) => {
    if (connection.state !== 'unpaired' && connection.state !== 'live') return;
    stop();
    if (connection.state === 'unpaired') void client.pair(code, name);
  });
}
