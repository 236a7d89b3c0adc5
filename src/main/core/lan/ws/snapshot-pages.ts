import type { Order } from '../../../../shared/order.ts';
import { type Audience, orderFor } from '../audience.ts';

/** Orders as JSON, in characters, that go with the welcome: a longer snapshot goes in pages. */
const FIRST_PAGE_CHARS = 256 * 1024;

/** The same of each further page: after a restart every display asks at once, and each has one page on its way. */
const PAGE_CHARS = 64 * 1024;

/**
 * Cuts orders into pages of JSON, lazily: a reader that takes its time holds up no memory but one page's. An
 * order's document never changes, a change makes a new one, so that late pages still tell the same moment.
 */
export class SnapshotPages {
  readonly #audience: Audience;
  readonly #orders: readonly Order[];
  #next = 0;

  constructor(audience: Audience, orders: readonly Order[]) {
    this.#audience = audience;
    this.#orders = orders;
  }

  get done(): boolean {
    return this.#next >= this.#orders.length;
  }

  /** The next page: a JSON array. At least one order, when there is one. */
  take(): string {
    const page: string[] = [];
    const limit = this.#next === 0 ? FIRST_PAGE_CHARS : PAGE_CHARS;
    let size = 0;
    for (; this.#next < this.#orders.length; this.#next += 1) {
      const order = this.#orders[this.#next];
      if (!order) break;
      const json = JSON.stringify(orderFor(this.#audience, order));
      if (page.length > 0 && size + json.length > limit) break;
      page.push(json);
      size += json.length;
    }
    return `[${page.join(',')}]`;
  }
}
