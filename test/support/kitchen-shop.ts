import type { Page } from 'playwright-core';
import { z } from 'zod';
import { type Order, orderSchema } from '../../src/shared/order.ts';
import { shopOfCashiers, type ScreenOptions } from './cashier-shop.ts';
import { cookAt } from './cook.ts';

/** One line of an order, as a program asks for it. */
export interface AskedLine {
  readonly itemId: string;
  readonly quantity?: number;
  readonly modifiers?: readonly string[];
  readonly note?: string;
  readonly allergy?: boolean;
  readonly course?: number;
}

/** How long a kitchen's test waits for what is to become so: a machine with several browsers on it is slow. */
export const SOON = { timeout: 15_000 } as const;

const listSchema = z.object({ orders: z.array(orderSchema) });
const placedSchema = z.object({ order: orderSchema });

/** A shop with displays in its kitchen, for one file of tests; orders that need no counter's screen come over HTTP. */
export function shopOfCooks() {
  const shop = shopOfCashiers();
  let requests = 0;
  const post = async (path: string, body: object): Promise<Order> => {
    requests += 1;
    const answer = await shop.product().call('POST', path, body, `request-${requests}`);
    return placedSchema.parse(answer).order;
  };

  /** A screen that its own code pairs, beside those whose links the start printed. */
  const another = async (role: 'counter' | 'kitchen' | 'board', options?: ScreenOptions) => {
    const answer = await shop.product().call('POST', '/api/v1/pairing-codes', { role });
    return shop.screen(z.object({ url: z.string() }).parse(answer).url, options);
  };

  return {
    ...shop,
    another,

    /** Every order of the shop, the oldest first, as the broker has it. */
    allOrders: async (): Promise<readonly Order[]> =>
      listSchema.parse(await shop.product().call('GET', '/api/v1/orders')).orders,

    /** A display of these stations; without any, of all of them. */
    display: async (
      stations: readonly string[] = [],
      options?: ScreenOptions,
    ): Promise<{ readonly page: Page; readonly cook: ReturnType<typeof cookAt> }> => {
      const page = await another('kitchen', options);
      const cook = cookAt(page);
      await cook.isLive();
      if (stations.length > 0) await cook.isFor(...stations);
      return { page, cook };
    },

    /** An order that comes from elsewhere. */
    place: (lines: readonly AskedLine[], order: object = {}): Promise<Order> =>
      post('/api/v1/orders', {
        ...order,
        lines: lines.map((line) => ({ quantity: 1, ...line })),
      }),

    /** What becomes of an order by the hand of somebody who is not in the kitchen. */
    tell: (
      { id }: Order,
      what: 'start' | 'ready' | 'complete' | 'change' | 'cancel',
      details = {},
    ): Promise<Order> => post(`/api/v1/orders/${id}/${what}`, details),
  };
}
