import type { Approval } from './ports.ts';

interface Use {
  /** Device and id of the command that it let through. */
  readonly key: string;
  /** Milliseconds, UTC. */
  readonly expiresAt: number;
}

/**
 * Which command each approval has let through: it is good for that one, should it have to be decided again, and for no
 * other. Kept in memory until the approval has run out: a restart within its two minutes forgets that it was used.
 */
export class Approvals {
  readonly #uses = new Map<string, Use>();

  /** True when this approval may still let this command through. */
  isFor(key: string, { nonce, expiresAt }: Approval, at: number): boolean {
    const use = this.#uses.get(nonce);
    return expiresAt > at && (use === undefined || use.key === key);
  }

  /** It has let this command through. */
  use(key: string, { nonce, expiresAt }: Approval, at: number): void {
    for (const [other, use] of this.#uses) if (use.expiresAt <= at) this.#uses.delete(other);
    this.#uses.set(nonce, { key, expiresAt });
  }
}
