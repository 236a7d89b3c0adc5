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
