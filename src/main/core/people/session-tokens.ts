import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { MANAGER_ACTIONS, type ManagerAction } from '../../../shared/people-roles.ts';
import type { StoredPerson } from '../broker/ports.ts';

/** How long a token is good, by what it is for, in milliseconds: a working day, and one deed at the counter. */
export const TOKEN_LIFE_MS = { session: 16 * 3_600_000, approval: 2 * 60_000 } as const;

/** Tells one approval from another that the same manager gave at the same moment. */
const NONCE_BYTES = 12;

const bearer = z.strictObject({
  personId: z.string(),
  deviceId: z.string(),
  /** Milliseconds, UTC, by the broker's clock. */
  expiresAt: z.int(),
});

const claimsSchema = z.discriminatedUnion('purpose', [
  bearer.extend({ purpose: z.literal('session') }),
  bearer.extend({
    purpose: z.literal('approval'),
    actions: z.array(z.enum(MANAGER_ACTIONS)),
    nonce: z.string(),
  }),
]);

type Claims = z.infer<typeof claimsSchema>;

/** What an approval says: who allows what, until when. */
export interface ReadApproval {
  readonly person: StoredPerson;
  readonly actions: readonly ManagerAction[];
  /** Of this approval alone. */
  readonly nonce: string;
  /** Milliseconds, UTC. */
  readonly expiresAt: number;
}

type Find = (personId: string) => StoredPerson | undefined;

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

  issueSession(person: StoredPerson, deviceId: string): IssuedToken {
    const expiresAt = this.#now() + TOKEN_LIFE_MS.session;
    return this.#sign({ purpose: 'session', personId: person.id, deviceId, expiresAt }, person);
  }

  /** @param actions what is allowed, and nothing else */
  issueApproval(
    person: StoredPerson,
    deviceId: string,
    actions: readonly ManagerAction[],
  ): IssuedToken {
    const expiresAt = this.#now() + TOKEN_LIFE_MS.approval;
    const nonce = randomBytes(NONCE_BYTES).toString('base64url');
    const claims = { personId: person.id, deviceId, expiresAt, actions: [...actions], nonce };
    return this.#sign({ purpose: 'approval', ...claims }, person);
  }

  /**
   * Whose session this is: of somebody who works here, under the PIN of now, at this very device and not too long ago.
   * Else null.
   * @param find looks a person up
   */
  session(token: string, deviceId: string, find: Find): StoredPerson | null {
    const read = this.#read(token, deviceId, find);
    return read?.claims.purpose === 'session' ? read.person : null;
  }

  /** What an approval says, if it is one and as good as a session must be; else null. */
  approval(token: string, deviceId: string, find: Find): ReadApproval | null {
    const read = this.#read(token, deviceId, find);
    if (read?.claims.purpose !== 'approval') return null;
    const { actions, nonce, expiresAt } = read.claims;
    return { person: read.person, actions, nonce, expiresAt };
  }

  #sign(claims: Claims, person: StoredPerson): IssuedToken {
    const text = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const mac = this.#mac(text, person).toString('base64url');
    return { token: `${text}.${mac}`, expiresAt: claims.expiresAt };
  }

  #read(token: string, deviceId: string, find: Find) {
    const [text = '', mac = '', ...more] = token.split('.');
    const claims = more.length === 0 ? readClaims(text) : null;
    if (claims?.deviceId !== deviceId) return null;
    const person = find(claims.personId);
    if (!person?.active || !isSame(this.#mac(text, person), Buffer.from(mac, 'base64url'))) {
      return null;
    }
    return claims.expiresAt > this.#now() ? { claims, person } : null;
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
