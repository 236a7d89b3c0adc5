import { randomBytes, scrypt, type ScryptOptions, timingSafeEqual } from 'node:crypto';

/** What scrypt is to spend (RFC 7914, section 2). N is 2^ln. */
export interface PinCost {
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

/**
 * The cost of one hash: 32 MiB and about a third of a second (OWASP Password Storage Cheat Sheet, scrypt,
 * N=2^15, r=8, p=3). A PIN of four digits has no more than ten thousand values: whoever took the database would try
 * them all, and this is what makes each try cost something.
 */
export const PIN_COST: PinCost = { ln: 15, r: 8, p: 3 };

const SALT_BYTES = 16;
const KEY_BYTES = 32;

/** Hashes that may wait for their turn; each takes long, and who comes later would only give up. */
const MOST_WAITING = 16;

/** Of one device, the one that is being computed among them: no device can take the places of the others. */
const MOST_OF_ONE_DEVICE = 2;

/** Too many PINs wait to be looked at. */
export class PinsBusyError extends Error {
  override readonly name = 'PinsBusyError';
}

/**
 * Makes and checks hashes of PINs, one at a time: so many requests as there may be take the memory and the core of
 * one. The hash runs in Node's pool of threads and holds up nothing else.
 */
export class Pins {
  readonly #cost: PinCost;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  readonly #waitingOf = new Map<string, number>();

  /** @param cost of new hashes: those that are kept say their own */
  constructor(cost: PinCost = PIN_COST) {
    this.#cost = cost;
  }

  /**
   * What to keep of a PIN, in the PHC string format: `$scrypt$ln=15,r=8,p=3$SALT$KEY`, base64 without padding.
   * @param deviceId where the PIN was typed
   * @throws {PinsBusyError} when too many wait, of all devices or of this one
   */
  async hash(pin: string, deviceId: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    const key = await this.#inTurn(deviceId, () => derive(pin, salt, this.#cost));
    const { ln, r, p } = this.#cost;
    return `$scrypt$ln=${ln},r=${r},p=${p}$${unpadded(salt)}$${unpadded(key)}`;
  }

  /**
   * True when the hash is one of this PIN. Without a hash it takes as long and is false: who asks learns nothing from
   * how long it took.
   * @param deviceId where the PIN was typed
   * @throws {PinsBusyError} when too many wait, of all devices or of this one
   */
  async matches(pin: string, hash: string | null, deviceId: string): Promise<boolean> {
    const kept = hash === null ? null : parse(hash);
    const { salt, cost } = kept ?? { salt: Buffer.alloc(SALT_BYTES), cost: this.#cost };
    const key = await this.#inTurn(deviceId, () => derive(pin, salt, cost));
    return (
      kept !== null && key.byteLength === kept.key.byteLength && timingSafeEqual(key, kept.key)
    );
  }

  async #inTurn<T>(deviceId: string, work: () => Promise<T>): Promise<T> {
    const own = this.#waitingOf.get(deviceId) ?? 0;
    if (this.#waiting >= MOST_WAITING || own >= MOST_OF_ONE_DEVICE) {
      throw new PinsBusyError('too many PINs wait to be checked');
    }
    this.#waiting += 1;
    this.#waitingOf.set(deviceId, own + 1);
    const before = this.#last;
    const mine = (async () => {
      // How the one before went is the business of who asked for it.
      await before.catch(() => undefined);
      return work();
    })();
    this.#last = mine;
    try {
      return await mine;
    } finally {
      this.#waiting -= 1;
      const left = (this.#waitingOf.get(deviceId) ?? 1) - 1;
      if (left > 0) this.#waitingOf.set(deviceId, left);
      else this.#waitingOf.delete(deviceId);
    }
  }
}

function derive(pin: string, salt: Buffer, { ln, r, p }: PinCost): Promise<Buffer> {
  const N = 2 ** ln;
  // What scrypt needs (RFC 7914, section 2) and a little: Node refuses more than it was told.
  const options: ScryptOptions = { N, r, p, maxmem: 128 * r * (N + p + 2) };
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, KEY_BYTES, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

/** The parts of a kept hash; null for what this version cannot have written. */
function parse(
  hash: string,
): { readonly cost: PinCost; readonly salt: Buffer; readonly key: Buffer } | null {
  const match = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w+/-]+)\$([\w+/-]+)$/.exec(
    hash,
  );
  if (!match) return null;
  const [, ln, r, p, salt = '', key = ''] = match;
  return {
    cost: { ln: Number(ln), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64'),
    key: Buffer.from(key, 'base64'),
  };
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
