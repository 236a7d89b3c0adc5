import { z } from 'zod';
import { menuSchema, stockLevelSchema } from '../../src/shared/menu.ts';
import { ROLES } from '../../src/shared/roles.ts';
import { type SeenOrder, seenOrderSchema } from './door.ts';
import { parseJson, type Where } from './http-door.ts';
import { SimulationError } from './options.ts';

const meSchema = z.object({ role: z.enum(ROLES) });

const stockSchema = z.object({ items: z.array(stockLevelSchema) });

const oneOrderSchema = z.object({ order: seenOrderSchema });

const orderPageSchema = z.object({
  orders: z.array(seenOrderSchema),
  nextCursor: z.string().nullable(),
});

const mailSchema = z.object({
  orderId: z.string(),
  readiness: z.int(),
  state: z.enum(['queued', 'retrying', 'sent', 'withdrawn', 'failed']),
});

const loggedEventSchema = z.object({
  seq: z.int(),
  type: z.string(),
  data: z.looseObject({
    order: seenOrderSchema.optional(),
    mail: mailSchema.optional(),
    items: z.array(z.looseObject({ itemId: z.string().optional() })).optional(),
  }),
});

const eventPageSchema = z.object({ events: z.array(loggedEventSchema), seq: z.int() });

const problemSchema = z.object({ code: z.string(), detail: z.string() });

/** An event of the log, as far as the checks look into it. */
export type LoggedEvent = z.infer<typeof loggedEventSchema>;

/** What programs read over HTTP. @throws SimulationError with one line when there is nothing to read */
export interface Api {
  me(): Promise<z.infer<typeof meSchema>>;
  menu(): Promise<z.infer<typeof menuSchema>>;
  /** Units left by item id; null = not counted. */
  stock(): Promise<Map<string, number | null>>;
  setStock(itemId: string, available: number): Promise<void>;
  /** Undefined when there is no such order. */
  order(id: string): Promise<SeenOrder | undefined>;
  orders(): Promise<SeenOrder[]>;
  /** All events after `since`. */
  events(since: number): Promise<LoggedEvent[]>;
  /** The number of the last event. */
  seq(): Promise<number>;
}

export function httpApi(where: Where, token: string): Api {
  async function call(method: string, path: string, body?: unknown): Promise<Response> {
    const base = await where();
    const response = await fetch(new URL(path, base), {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // The token is for this address alone.
      redirect: 'error',
      signal: AbortSignal.timeout(20_000),
    }).catch(() => null);
    if (response) return response;
    throw new SimulationError(
      `Comanda does not answer at ${base}. Start it, or say where it is with --url.`,
    );
  }

  async function read<T>(schema: z.ZodType<T>, method: string, path: string, body?: unknown) {
    const response = await call(method, path, body);
    return parsed(schema, response);
  }

  async function parsed<T>(schema: z.ZodType<T>, response: Response): Promise<T> {
    const value = parseJson(await response.text());
    if (!response.ok) {
      const problem = problemSchema.safeParse(value);
      const reason = problem.success
        ? `${problem.data.detail} (${problem.data.code})`
        : `HTTP status ${response.status}`;
      throw new SimulationError(`Comanda refused to tell: ${reason}`);
    }
    const result = schema.safeParse(value);
    if (!result.success)
      throw new SimulationError(`What answers at ${response.url} is not Comanda.`);
    return result.data;
  }

  return {
    me: () => read(meSchema, 'GET', '/api/v1/me'),
    menu: () => read(menuSchema, 'GET', '/api/v1/menu'),
    stock: async () => {
      const { items } = await read(stockSchema, 'GET', '/api/v1/stock');
      return new Map(items.map(({ itemId, available }) => [itemId, available]));
    },
    setStock: async (itemId, available) => {
      await read(z.object({}), 'PUT', `/api/v1/stock/${itemId}`, { available });
    },
    order: async (id) => {
      const response = await call('GET', `/api/v1/orders/${id}`);
      if (response.status === 404) return undefined;
      return (await parsed(oneOrderSchema, response)).order;
    },
    orders: async () => {
      const all: SeenOrder[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const page: z.infer<typeof orderPageSchema> = await read(
          orderPageSchema,
          'GET',
          `/api/v1/orders?limit=1000${query}`,
        );
        all.push(...page.orders);
        cursor = page.nextCursor;
      }
      return all;
    },
    events: async (since) => {
      const all: LoggedEvent[] = [];
      for (;;) {
        const from = all.at(-1)?.seq ?? since;
        const page = await read(eventPageSchema, 'GET', `/api/v1/events?since=${from}&limit=1000`);
        all.push(...page.events);
        const last = all.at(-1)?.seq ?? since;
        if (page.events.length === 0 || last >= page.seq) return all;
      }
    },
    seq: async () => (await read(z.object({ seq: z.int() }), 'GET', '/healthz')).seq,
  };
}
