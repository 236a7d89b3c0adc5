import { isLoopback, parseAuthority } from '../hosts.ts';
import type { App } from './app.ts';

/**
 * Style elements that the component library makes at run time, by their hashes: touch behaviour of what can be
 * pressed, and of a page under an open dialog. Without them each page would start with a refused style. A test
 * recomputes them from the installed library.
 */
export const STYLE_HASHES: readonly string[] = [
  "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='",
  "'sha256-gYiS/BvZvRcK27JIXTuwhZ3hs2+VJ1X+2gUlE+farlg='",
];

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${STYLE_HASHES.join(' ')}`,
  "img-src 'self'",
  "font-src 'self'",
  "media-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "connect-src 'self'",
].join('; ');

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()',
  // For browsers that do not know frame-ancestors.
  'x-frame-options': 'DENY',
} as const;

/**
 * What every response tells the browser to keep to. Nothing inline, nothing from elsewhere. No HSTS and no upgrade
 * to https: on a restaurant's own network there is no certificate to speak it with. Written out here, for they
 * are constants: a library that assembles them anew for each request takes longer than the rest of the door.
 */
export function addSecurityHeaders(app: App): void {
  app.addHook('onRequest', async ({ headers }, reply) => {
    // Not every browser lets 'self' stand for the WebSocket of the same host. Only a host that is spelt like one
    // gets into the policy.
    const authority = parseAuthority(headers.host);
    reply.header(
      'content-security-policy',
      authority ? `${POLICY} ws://${authority.text}` : POLICY,
    );
    reply.headers(HEADERS);
    // Over plain http browsers heed it on loopback only, and complain on every page elsewhere.
    if (authority && isLoopback(authority.name)) {
      reply.header('cross-origin-opener-policy', 'same-origin');
    }
  });
}
