import { isIPv6 } from 'node:net';
import type { PairableRole } from '../../../shared/roles.ts';
import { SCREEN_PATHS } from '../../../shared/screens.ts';
import { isLoopback, isUnspecified, lanAddresses, parseAuthority } from './hosts.ts';

/** The page of each role; programs get the description of the API. */
const PAGES: { readonly [R in PairableRole]: string } = {
  ...SCREEN_PATHS,
  integration: '/docs',
};

/** The addresses under which this server's pages can be opened. */
export class PairingLinks {
  readonly #host: string;
  readonly #port: () => number;

  /** @param port known once the server listens */
  constructor(host: string, port: () => number) {
    this.#host = host;
    this.#port = port;
  }

  /**
   * Base URLs without a final slash, best for this machine first. One when bound to one address; with all
   * interfaces the loopback address and then those that other machines reach.
   */
  origins(): string[] {
    if (!isUnspecified(this.#host)) return [this.#origin(this.#host)];
    return ['127.0.0.1', ...lanAddresses(this.#host)].map((address) => this.#origin(address));
  }

  /**
   * The page of a role with its code, as a link that pairs when it is opened. The code stands in the fragment,
   * which browsers never send.
   * @param hostHeader where the asking client found this server: kept, unless only this machine can go there
   */
  url(role: PairableRole, code: string, hostHeader?: string): string {
    const asked = parseAuthority(hostHeader);
    const origins = this.origins();
    const reachable = origins.find(isForOthers);
    const base =
      asked && !isLoopback(asked.name)
        ? `http://${asked.text}`
        : (reachable ?? (asked ? `http://${asked.text}` : (origins[0] ?? '')));
    return base + PAGES[role] + (role === 'integration' ? '' : `#pair=${code}`);
  }

  #origin(host: string): string {
    return `http://${isIPv6(host) ? `[${host}]` : host}:${this.#port()}`;
  }
}

/** True for an address that other machines can open, too. */
export function isForOthers(origin: string): boolean {
  return !isLoopback(new URL(origin).hostname.replaceAll(/[[\]]/g, ''));
}
