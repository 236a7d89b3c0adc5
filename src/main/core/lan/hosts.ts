import { hostname, networkInterfaces } from 'node:os';
import { BlockList, isIP } from 'node:net';

/** A `Host` header taken apart. */
export interface Authority {
  /** Lower case; an IPv6 address without its brackets; no final dot. */
  readonly name: string;
  /** The whole, in lower case, as an origin spells it after `http://`. */
  readonly text: string;
}

/** Reads a `Host` header (RFC 9110, section 7.2). Null when it is missing or no host at all. */
export function parseAuthority(header: string | undefined): Authority | null {
  const text = (header ?? '').toLowerCase();
  const match = /^(?:\[([\da-f:.]{2,45})\]|([\w-]+(?:\.[\w-]+)*\.?))(?::\d{1,5})?$/.exec(text);
  const name = match?.[1] ?? match?.[2]?.replace(/\.$/, '');
  return name === undefined || name.length > 253 ? null : { name, text };
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** True for the names and addresses by which a machine speaks with itself. */
export function isLoopback(name: string): boolean {
  const family = isIP(name);
  if (family === 0) return name === 'localhost' || name.endsWith('.localhost');
  return loopback.check(name, family === 6 ? 'ipv6' : 'ipv4');
}

/** True for the addresses that stand for "every interface". */
export function isUnspecified(host: string): boolean {
  return host === '0.0.0.0' || host === '::' || host === '';
}

/**
 * This machine's addresses that others can reach, IPv4 first. Link-local IPv6 needs a zone and is left out.
 * @param bound what was bound: on `0.0.0.0` nobody is reached by IPv6
 */
export function lanAddresses(bound = '::'): string[] {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return all
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80'))
    .filter(({ family }) => family === 'IPv4' || bound !== '0.0.0.0')
    .toSorted((a, b) => (a.family < b.family ? -1 : a.family > b.family ? 1 : 0))
    .map(({ address }) => address.toLowerCase());
}

/**
 * Which names this server answers to. A page of a foreign site whose name was made to point here (DNS rebinding)
 * comes with that name as its host, and is turned away.
 */
export class HostGuard {
  readonly #names: ReadonlySet<string>;

  /**
   * @param bound the host that was bound
   * @param allowed further names, from the settings
   */
  constructor(bound: string, allowed: readonly string[]) {
    const own = hostname().toLowerCase();
    const short = own.split('.', 1)[0] ?? own;
    this.#names = new Set([
      // What nearly every request comes with: found without taking addresses apart.
      'localhost',
      '127.0.0.1',
      '::1',
      ...(isUnspecified(bound) ? [] : [bound.toLowerCase()]),
      ...[own, short, `${short}.local`].filter((name) => name !== ''),
      ...allowed.map((name) => name.toLowerCase().replace(/\.$/, '')),
    ]);
  }

  allows({ name }: Authority): boolean {
    if (isLoopback(name) || this.#names.has(name)) return true;
    // Asked each time: addresses change while the server runs. No name of DNS gets here.
    return isIP(name) !== 0 && lanAddresses().includes(name);
  }
}

/** True when a request's `Origin` is the one that this very server's pages have. Without an `Origin` there is none. */
export function isSameOrigin(origin: string | undefined, authority: Authority): boolean {
  return origin === undefined || origin.toLowerCase() === `http://${authority.text}`;
}
