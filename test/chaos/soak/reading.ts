import { z } from 'zod';
import type { Where } from '../../../scripts/simulate/http-door.ts';
import { orderSchema } from '../../../src/shared/order.ts';

/** Longest wait for something that is read. Milliseconds. */
const READ_WITHIN_MS = 30_000;

const oneOrderSchema = z.object({
  order: orderSchema.pick({ status: true, sentAt: true, lines: true }),
});

const pageSchema = z.object({
  orders: z.array(z.looseObject({ id: z.string() })),
  nextCursor: z.string().nullable(),
});

const stockSchema = z.object({
  items: z.array(z.object({ itemId: z.string(), available: z.int().nullable() })),
});

/** An order as it stands in a list: whole. */
export type ListedOrder = z.infer<typeof pageSchema>['orders'][number];

/** Reads with a device's own token. @throws Error with the status, when there is nothing to read */
export async function read(where: Where, token: string, path: string): Promise<string> {
  const response = await fetch(new URL(path, await where()), {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(READ_WITHIN_MS),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`GET ${path} answered ${response.status}: ${text}`);
  return text;
}

export async function readOrder(where: Where, token: string, id: string) {
  const text = await read(where, token, `/api/v1/orders/${id}`);
  return oneOrderSchema.parse(JSON.parse(text)).order;
}

/** All open orders as this device may see them, oldest first. */
export async function readOpenOrders(where: Where, token: string): Promise<ListedOrder[]> {
  const path = '/api/v1/orders?status=held,pending,preparing,ready&limit=1000';
  const all: ListedOrder[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: z.infer<typeof pageSchema> = pageSchema.parse(
      JSON.parse(await read(where, token, `${path}${more}`)),
    );
    all.push(...page.orders);
    cursor = page.nextCursor;
  }
  return all;
}

/** Units left by item; null = not counted. */
export async function readStock(where: Where, token: string): Promise<Map<string, number | null>> {
  const { items } = stockSchema.parse(JSON.parse(await read(where, token, '/api/v1/stock')));
  return new Map(items.map(({ itemId, available }) => [itemId, available]));
}
