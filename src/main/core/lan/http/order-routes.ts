import { z } from 'zod';
import { cancelSchema, type Command, placeOrderSchema } from '../../../../shared/commands.ts';
import { refuse, type RefusalCode } from '../../../../shared/errors.ts';
import type { Order } from '../../../../shared/order.ts';
import {
  isOpen,
  ORDER_ACTIONS,
  ORDER_STATUSES,
  type OrderAction,
  type OrderStatus,
} from '../../../../shared/order-states.ts';
import { ROLES } from '../../../../shared/roles.ts';
import { orderFor } from '../audience.ts';
import type { LanContext } from '../context.ts';
import { noSuchOrder, sendAnswer, sendJson, sendProblem } from './answers.ts';
import type { App } from './app.ts';
import { audienceOf, callerOf, commandAccess, readAccess } from './guard.ts';
import { PAGE_CHARS, readHistory } from './read-history.ts';
import {
  oneOrderSchema,
  orderAnswerSchema,
  orderListSchema,
  pageLimit,
  queryNumber,
} from './schemas.ts';

const PLACE_REFUSALS: readonly RefusalCode[] = [
  'out_of_stock',
  'item_unavailable',
  'unknown_item',
  'unknown_modifier',
  'modifier_count',
  'no_open_shift',
  'amount_too_high',
  'approval_required',
];

/** Actions without a body of their own; an empty object is let through. */
const PLAIN_ACTIONS = {
  send: ['order.send', 'Send a held order to the kitchen'],
  start: ['order.start', 'Begin to prepare'],
  ready: ['order.ready', 'All is made: the customer is told by e-mail'],
  complete: ['order.complete', 'Handed over'],
  recall: ['order.recall', 'Back to the kitchen: withdraws an e-mail not yet sent'],
} as const;

const ACTION: readonly RefusalCode[] = ['not_found', 'illegal_transition'];

const ACTION_REFUSALS: { readonly [A in OrderAction]: readonly RefusalCode[] } = {
  send: [...ACTION, 'payment_required'],
  start: ACTION,
  ready: ACTION,
  complete: ACTION,
  recall: ACTION,
  cancel: [...ACTION, 'reason_required', 'approval_required'],
};

const noBody = z.strictObject({}).nullish();

export const orderParams = z.object({ id: z.string().describe('The order’s id, a UUID.') });

const statusList = z
  .string()
  .regex(
    new RegExp(`^(?:${ORDER_STATUSES.join('|')})(?:,(?:${ORDER_STATUSES.join('|')}))*$`),
    `states joined by commas: ${ORDER_STATUSES.join(', ')}`,
  );

const listQuery = z.strictObject({
  status: statusList.optional().describe('States joined by commas. Without it: all orders.'),
  limit: pageLimit(100),
  cursor: z.string().max(256).optional().describe('`nextCursor` of the page before.'),
  businessDate: z.iso.date().optional().describe('Orders of this business day, YYYY-MM-DD.'),
  number: queryNumber(1, Number.MAX_SAFE_INTEGER).optional().describe('Orders of this number.'),
  order: z.enum(['oldest', 'newest']).default('oldest').describe('Which come first.'),
});

/** Orders: placing, listing, reading and moving them on. */
export function addOrderRoutes(api: App, { broker }: LanContext): void {
  api.post(
    '/api/v1/orders',
    {
      config: { access: commandAccess('order.place', 'required', PLACE_REFUSALS) },
      schema: {
        summary: 'Place an order',
        tags: ['orders'],
        body: placeOrderSchema,
        response: { 201: orderAnswerSchema },
      },
    },
    async (request, reply) => {
      const command: Command = { type: 'order.place', data: request.body };
      const answer = await broker.submit(callerOf(request), request.commandId, command);
      return sendAnswer(reply, answer, audienceOf(request), 201);
    },
  );

  api.get(
    '/api/v1/orders',
    {
      config: { access: readAccess(ROLES, ['storage_failed']) },
      schema: {
        summary: 'List orders',
        tags: ['orders'],
        querystring: listQuery,
        response: { 200: orderListSchema },
      },
    },
    (request, reply) => {
      const { status, limit, cursor, businessDate, number, order } = request.query;
      const statuses = status === undefined ? null : ORDER_STATUSES.filter(isIn(status.split(',')));
      const audience = audienceOf(request);
      const json = (one: Order) => JSON.stringify(orderFor(audience, one));
      const isPlain =
        cursor === undefined &&
        businessDate === undefined &&
        number === undefined &&
        order === 'oldest';
      const open = isPlain ? openPage(broker.view.openOrders(), statuses, limit, json) : null;
      if (open) return sendJson(reply, `{"orders":[${open.join(',')}],"nextCursor":null}`);
      const found = readHistory(request.log, () =>
        broker.history.orders({
          statuses,
          limit,
          cursor: cursor ?? null,
          maxChars: PAGE_CHARS,
          ...(businessDate === undefined ? {} : { businessDate }),
          ...(number === undefined ? {} : { number }),
          newestFirst: order === 'newest',
        }),
      );
      if (found === 'failed') return sendProblem(reply, storageFailed());
      if (found === null) return sendProblem(reply, badCursor());
      const nextCursor = JSON.stringify(found.nextCursor);
      const orders = found.orders.map(json).join(',');
      return sendJson(reply, `{"orders":[${orders}],"nextCursor":${nextCursor}}`);
    },
  );

  api.get(
    '/api/v1/orders/:id',
    {
      config: { access: readAccess(ROLES, ['not_found', 'storage_failed']) },
      schema: {
        summary: 'Read one order',
        tags: ['orders'],
        params: orderParams,
        response: { 200: oneOrderSchema },
      },
    },
    (request, reply) => {
      const id = request.params.id.toLowerCase();
      const found =
        broker.view.order(id) ??
        (isOrderId(id) ? readHistory(request.log, () => broker.history.order(id)) : undefined);
      if (found === 'failed') return sendProblem(reply, storageFailed());
      if (!found) return sendProblem(reply, noSuchOrder(request.params.id));
      const order = orderFor(audienceOf(request), found);
      return sendJson(reply, JSON.stringify({ order }));
    },
  );

  for (const action of ORDER_ACTIONS) {
    if (action === 'cancel') continue;
    const [type, summary] = PLAIN_ACTIONS[action];
    api.post(
      `/api/v1/orders/:id/${action}`,
      {
        config: { access: commandAccess(type, 'required', ACTION_REFUSALS[action]) },
        schema: {
          summary,
          tags: ['orders'],
          params: orderParams,
          body: noBody,
          response: { 200: orderAnswerSchema },
        },
      },
      async (request, reply) => {
        const orderId = request.params.id.toLowerCase();
        if (!isOrderId(orderId)) return sendProblem(reply, noSuchOrder(request.params.id));
        const command: Command = { type, data: { orderId } };
        const answer = await broker.submit(callerOf(request), request.commandId, command);
        return sendAnswer(reply, answer, audienceOf(request));
      },
    );
  }

  api.post(
    '/api/v1/orders/:id/cancel',
    {
      config: {
        access: commandAccess('order.cancel', 'required', ACTION_REFUSALS.cancel),
      },
      schema: {
        summary: 'Cancel: stock goes back by the reason, or of lines not yet begun',
        tags: ['orders'],
        params: orderParams,
        body: cancelSchema,
        response: { 200: orderAnswerSchema },
      },
    },
    async (request, reply) => {
      const orderId = request.params.id.toLowerCase();
      if (!isOrderId(orderId)) return sendProblem(reply, noSuchOrder(request.params.id));
      const data = { orderId, ...request.body };
      const command: Command = { type: 'order.cancel', data };
      const answer = await broker.submit(callerOf(request), request.commandId, command);
      return sendAnswer(reply, answer, audienceOf(request));
    },
  );
}

/** True for the spelling that order ids have: anything else names no order, and is not worth a search. */
export function isOrderId(text: string): boolean {
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(text);
}

export function badCursor() {
  const issues = [{ path: 'cursor', message: 'Not the nextCursor of another page.' }];
  return refuse('invalid_request', 'The cursor is malformed.', { issues });
}

export function storageFailed() {
  return refuse('storage_failed', 'The history cannot be read just now.', {});
}

function isIn(names: readonly string[]): (status: OrderStatus) => boolean {
  return (status) => names.includes(status);
}

/**
 * The first page of open orders from memory, as JSON, which is what screens and programs keep asking for; null
 * where it would not be the only one, or has closed orders in it: then the history has to be read.
 */
function openPage(
  open: readonly Order[],
  statuses: readonly OrderStatus[] | null,
  limit: number,
  jsonOf: (order: Order) => string,
): readonly string[] | null {
  if (statuses === null || !statuses.every(isOpen)) return null;
  const orders = open.filter(({ status }) => statuses.includes(status));
  if (orders.length > limit) return null;
  const page: string[] = [];
  let chars = 0;
  for (const order of orders) {
    if (chars >= PAGE_CHARS) return null;
    const json = jsonOf(order);
    page.push(json);
    chars += json.length;
  }
  return page;
}
