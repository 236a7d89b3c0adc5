import { isIPv6 } from 'node:net';
import type { Clock } from './clock.ts';
import { type Rate, TokenBucket } from './token-bucket.ts';

/** Addresses remembered at once; beyond it the oldest is forgotten, and the limit over all still holds. */
const MOST_ADDRESSES = 4096;

/** Slows down guessing, from one address and from all together. Only failures count. */
export class GuessGuard {
  readonly #each: Rate;
  readonly #clock: Clock;
  readonly #all: TokenBucket;
  readonly #byAddress = new Map<string, TokenBucket>();

  constructor(rates: { readonly each: Rate; readonly all: Rate }, clock: Clock) {
    this.#each = rates.each;
    this.#all = new TokenBucket(rates.all, clock);
    this.#clock = clock;
  }

  /** Null while this address may try; else the seconds to wait. */
  wait(address: string): number | null {
    return worse(this.#bucket(address).wait(), this.#all.wait());
  }

  /** Counts a failure. Null when it was within the limits; else the seconds to wait. */
  failed(address: string): number | null {
    return worse(this.#bucket(address).take(), this.#all.take());
  }

  #bucket(address: string): TokenBucket {
    const key = network(address);
    let bucket = this.#byAddress.get(key);
    if (!bucket) {
      bucket = new TokenBucket(this.#each, this.#clock);
      this.#byAddress.set(key, bucket);
      if (this.#byAddress.size > MOST_ADDRESSES) {
        for (const oldest of this.#byAddress.keys()) {
          this.#byAddress.delete(oldest);
          break;
        }
      }
    }
    return bucket;
  }
}

function worse(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : Math.max(a, b);
}

/**
 * What stands for one neighbour: an IPv4 address, or the /64 of an IPv6 one, in which a single machine may
 * take as many addresses as it likes (RFC 8981).
 */
export function network(address: string): string {
  const plain = address.split('%', 1)[0] ?? address;
  if (plain.startsWith('::ffff:') && plain.includes('.')) return plain.slice('::ffff:'.length);
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array<string>(zeros).fill('0'), ...right].slice(0, 4).join(':');
}
