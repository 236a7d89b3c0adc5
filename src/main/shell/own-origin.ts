/**
 * What a page of ours may open, load and ask for. Pure decisions; lockdown.ts applies them. A desktop window shows
 * the broker's own pages and nothing else, so "ours" is one origin: the LAN server on this machine.
 */

/** What pages of ours may use. The kitchen's screen must neither shrink nor go dark; a cashier copies a number. */
const GRANTED: ReadonlySet<string> = new Set([
  'fullscreen',
  'automatic-fullscreen',
  'screen-wake-lock',
  'clipboard-sanitized-write',
]);

/** Schemes that never leave the machine: pictures a page made itself. */
const INLINE_SCHEMES: ReadonlySet<string> = new Set(['data:', 'blob:']);

/**
 * Whether a window may go to a URL.
 * @param origin the server's, as in `http://127.0.0.1:4700`
 */
export function mayNavigate(url: string, origin: string): boolean {
  const target = URL.parse(url);
  return target !== null && target.protocol === 'http:' && target.origin === origin;
}

/** Whether a page may fetch a URL, or connect to it: the server itself over HTTP and WebSocket. */
export function mayLoad(url: string, origin: string): boolean {
  const target = URL.parse(url);
  if (target === null) return false;
  if (INLINE_SCHEMES.has(target.protocol)) return true;
  if (target.protocol !== 'http:' && target.protocol !== 'ws:') return false;
  return target.host === URL.parse(origin)?.host;
}

/** Whether a page may use a browser feature that asks for permission, by Electron's name for it. */
export function mayUse(permission: string, requestingUrl: string, origin: string): boolean {
  return GRANTED.has(permission) && mayNavigate(requestingUrl, origin);
}
