import { createHash, randomBytes } from 'node:crypto';

/**
 * A new bearer token: 256 random bits in base64url, which fits a header and a WebSocket subprotocol alike. None begins
 * with a hyphen: behind `--token` on a command line it would be taken for an option.
 */
export function newToken(): string {
  for (;;) {
    const token = randomBytes(32).toString('base64url');
    if (!token.startsWith('-')) return token;
  }
}

/**
 * What is kept of a token: its SHA-256, in hex. A plain hash is enough for 256 random bits, and looking devices up
 * by it leaves nothing to compare that timing could tell about.
 */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The token of an `Authorization: Bearer` header (RFC 6750, section 2.1); null when there is none. */
export function bearerToken(header: string | undefined): string | null {
  return /^Bearer +([\w.~+/-]+=*) *$/i.exec(header ?? '')?.[1] ?? null;
}
