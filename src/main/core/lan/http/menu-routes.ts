import { z } from 'zod';
import { type Command, onSaleSchema } from '../../../../shared/commands.ts';
import { type Refusal, refuse } from '../../../../shared/errors.ts';
import { menuId, stockLevelSchema } from '../../../../shared/menu.ts';
import type { LanContext } from '../context.ts';
import { markReplay, sendJson, sendProblem } from './answers.ts';
import type { App } from './app.ts';
import { callerOf, commandAccess, readAccess } from './guard.ts';
import {
  menuAnswerSchema,
  onSaleAnswerSchema,
  stockAnswerSchema,
  stockListSchema,
} from './schemas.ts';

const READERS = ['admin', 'counter', 'kitchen', 'integration'] as const;

const itemParams = z.object({ item: z.string().describe('Id of the menu item.') });

const stockBody = z.strictObject({ available: stockLevelSchema.shape.available });

/** The menu and its stock: what can be ordered, and how much of it is left. */
export function addMenuRoutes(api: App, { broker }: LanContext): void {
  api.get(
    '/api/v1/menu',
    {
      config: { access: readAccess(READERS) },
      schema: { summary: 'The menu', tags: ['menu'], response: { 200: menuAnswerSchema } },
    },
    (_request, reply) => {
      const { menu } = broker.view;
      const left = new Map(broker.view.stock().map((level) => [level.itemId, level.available]));
      const items = menu.items.map((item) => ({
        ...item,
        available: item.onSale && left.get(item.id) !== 0,
      }));
      return sendJson(reply, JSON.stringify({ ...menu, items }));
    },
  );

  api.put(
    '/api/v1/menu/items/:item/on-sale',
    {
      config: { access: commandAccess('menu.set_on_sale', 'optional', ['not_found']) },
      schema: {
        summary: 'Take an item off sale ("86"), or put it back',
        tags: ['menu'],
        params: itemParams,
        body: onSaleSchema,
        response: { 200: onSaleAnswerSchema },
      },
    },
    async (request, reply) => {
      const itemId = request.params.item;
      if (!menuId.safeParse(itemId).success) return sendProblem(reply, noSuchItem(itemId));
      const { onSale } = request.body;
      const command: Command = { type: 'menu.set_on_sale', data: { onSale, itemId } };
      const answer = await broker.submit(callerOf(request), request.commandId, command);
      markReplay(reply, answer);
      if (!answer.ok) return sendProblem(reply, answer.refusal);
      return sendJson(reply, JSON.stringify({ itemId, onSale, seq: answer.seq }));
    },
  );

  api.get(
    '/api/v1/stock',
    {
      config: { access: readAccess(READERS) },
      schema: { summary: 'What is left', tags: ['menu'], response: { 200: stockListSchema } },
    },
    (_request, reply) => sendJson(reply, JSON.stringify({ items: broker.view.stock() })),
  );

  api.put(
    '/api/v1/stock/:item',
    {
      config: { access: commandAccess('stock.set', 'optional', ['not_found']) },
      schema: {
        summary: 'Set how many are left; null stops counting',
        tags: ['menu'],
        params: itemParams,
        body: stockBody,
        response: { 200: stockAnswerSchema },
      },
    },
    async (request, reply) => {
      const itemId = request.params.item;
      if (!menuId.safeParse(itemId).success) return sendProblem(reply, noSuchItem(itemId));
      const { available } = request.body;
      const command: Command = { type: 'stock.set', data: { itemId, available } };
      const answer = await broker.submit(callerOf(request), request.commandId, command);
      markReplay(reply, answer);
      if (!answer.ok) return sendProblem(reply, answer.refusal);
      return sendJson(reply, JSON.stringify({ itemId, available, seq: answer.seq }));
    },
  );
}

function noSuchItem(itemId: string): Refusal {
  return refuse('not_found', 'The menu has no such item.', { itemId });
}
