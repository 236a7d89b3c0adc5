import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { StoredPerson } from '../broker/ports.ts';

/** How long a token is good, by what it is for, in milliseconds: a working day, and one deed at the counter. */
export const TOKEN_LIFE_MS = { session: 16 * 3_600_000, approval: 2 * 60_000 } as const;

export type Purpose = keyof typeof TOKEN_LIFE_MS;

const claimsSchema = z.strictObject({
  purpose: z.enum(['session', 'approval']),
  personId: z.string(),
  deviceId: z.string(),
  /** Milliseconds, UTC, by the broker's clock. */
  expiresAt: z.int(),
});

type Claims = z.infer<typeof claimsSchema>;

export interface IssuedToken {
  readonly token: string;
  /** Milliseconds, UTC. */
  readonly expiresAt: number;
}

/**
 * The tokens of who is signed in: `CLAIMS.MAC`, where the MAC is HMAC-SHA256 (RFC 2104) over the claims and over what is
 * kept of the person's PIN. Nothing of them is stored, so they survive a restart; and a new PIN ends the ones before it
 * without anybody keeping a list.
 */
export class SessionTokens {
  readonly #key: Buffer;
  readonly #now: () => number;

  /** @param now milliseconds, UTC */
  constructor(key: Buffer, now: () => number) {
    this.#key = key;
    this.#now = now;
  }

  issue(purpose: Purpose, person: StoredPerson, deviceId: string): IssuedToken {
    const expiresAt = this.#now() + TOKEN_LIFE_MS[purpose];
    const claims: Claims = { purpose, personId: person.id, deviceId, expiresAt };
    const text = Buffer.from(JSON.stringify(claims)).toString('base64url');
    return { token: `${text}.${this.#mac(text, person).toString('base64url')}`, expiresAt };
  }

  /**
   * Whose token this is: somebody who works here, under the PIN of now, at this very device, for this purpose and not too long
   * ago. Else null.
   * @param find looks a person up
   */
  check(
    purpose: Purpose,
    token: string,
    deviceId: string,
    find: (personId: string) => StoredPerson | undefined,
  ): StoredPerson | null {
    const [text = '', mac = '', ...more] = token.split('.');
    const claims = more.length === 0 ? readClaims(text) : null;
    if (claims?.purpose !== purpose || claims.deviceId !== deviceId) return null;
    const person = find(claims.personId);
    if (!person?.active || !isSame(this.#mac(text, person), Buffer.from(mac, 'base64url'))) {
      return null;
    }
    return claims.expiresAt > this.#now() ? person : null;
  }

  #mac(claims: string, { pinHash }: StoredPerson): Buffer {
    return createHmac('sha256', this.#key).update(`${claims}\0${pinHash}`).digest();
  }
}

function readClaims(text: string): Claims | null {
  try {
    const read: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return claimsSchema.safeParse(read).data ?? null;
  } catch {
    return null; // a SyntaxError is how JSON says no
  }
}

function isSame(a: Buffer, b: Buffer): boolean {
  return a.byteLength === b.byteLength && timingSafeEqual(a, b);
}
