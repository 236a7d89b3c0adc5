import helmet from '@fastify/helmet';
import { parseAuthority } from '../hosts.ts';
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

const PERMISSIONS = [
  'camera=()',
  'display-capture=()',
  'geolocation=()',
  'microphone=()',
  'midi=()',
  'payment=()',
  'usb=()',
].join(', ');

/**
 * What every response tells the browser to keep to. Nothing inline, nothing from elsewhere. No HSTS and no upgrade
 * to https: on a restaurant's own network there is no certificate to speak it with.
 */
export async function addSecurityHeaders(app: App): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", ...STYLE_HASHES],
        // Not every browser lets 'self' stand for the WebSocket of the same host.
        'connect-src': ["'self'", ({ headers }) => socketOf(headers.host)],
        'img-src': ["'self'"],
        'font-src': ["'self'"],
        'media-src': ["'self'"],
        'manifest-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    // Browsers warn about it on plain http, where it cannot hold.
    originAgentCluster: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('permissions-policy', PERMISSIONS);
  });
}

/** The origin of this host's WebSocket. The header's spelling is checked: nothing else gets into the policy. */
function socketOf(host: string | undefined): string {
  const authority = parseAuthority(host);
  return authority ? `ws://${authority.text}` : "'self'";
}
