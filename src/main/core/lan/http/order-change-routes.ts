import { z } from 'zod';
import {
  changeOrderSchema,
  type Command,
  commandSchemas,
  splitOrderSchema,
} from '../../../../shared/commands.ts';
import type { RefusalCode } from '../../../../shared/errors.ts';
import type { LanContext } from '../context.ts';
import { noSuchOrder, sendAnswer, sendProblem } from './answers.ts';
import type { App } from './app.ts';
import { audienceOf, callerOf, commandAccess } from './guard.ts';
import { isOrderId, orderParams } from './order-routes.ts';
import { orderAnswerSchema } from './schemas.ts';

const CHANGE_REFUSALS: readonly RefusalCode[] = [
  'not_found',
  'out_of_stock',
  'item_unavailable',
  'unknown_item',
  'unknown_modifier',
  'modifier_count',
  'change_not_possible',
  'too_many_units',
  'too_many',
  'reason_required',
  'nothing_left',
  'approval_required',
];

/** In the address there is the order's id: it is no part of the bodies. */
const withoutId = { orderId: true } as const;

const [unsplit, byPeople, byItems, byAmounts] = splitOrderSchema.options;

const splitBody = z.discriminatedUnion('by', [
  unsplit.omit(withoutId),
  byPeople.omit(withoutId),
  byItems.omit(withoutId),
  byAmounts.omit(withoutId),
]);

/** What a counter does with an order beside moving it on: change it, price it, share it out, mail its receipt. */
export function addOrderChangeRoutes(api: App, { broker }: LanContext): void {
  api.post(
    '/api/v1/orders/:id/change',
    {
      config: { access: commandAccess('order.change', 'required', CHANGE_REFUSALS) },
      schema: {
        summary: 'Add to an order and take off it: the kitchen gets the difference',
        tags: ['orders'],
        params: orderParams,
        body: changeOrderSchema.omit(withoutId),
        response: { 200: orderAnswerSchema },
      },
    },
    async (request, reply) => {
      const orderId = request.params.id.toLowerCase();
      if (!isOrderId(orderId)) return sendProblem(reply, noSuchOrder(request.params.id));
      const command: Command = { type: 'order.change', data: { ...request.body, orderId } };
      const answer = await broker.submit(callerOf(request), request.commandId, command);
      return sendAnswer(reply, answer, audienceOf(request));
    },
  );

  api.post(
    '/api/v1/orders/:id/discount',
    {
      config: {
        access: commandAccess('order.discount', 'required', [
          'not_found',
          'change_not_possible',
          'amount_too_high',
          'approval_required',
        ]),
      },
      schema: {
        summary: 'Give a discount on an order or on one of its lines, or take it back',
        tags: ['orders'],
        params: orderParams,
        body: commandSchemas['order.discount'].omit(withoutId),
        response: { 200: orderAnswerSchema },
      },
    },
    async (request, reply) => {
      const orderId = request.params.id.toLowerCase();
      if (!isOrderId(orderId)) return sendProblem(reply, noSuchOrder(request.params.id));
      const command: Command = { type: 'order.discount', data: { ...request.body, orderId } };
      const answer = await broker.submit(callerOf(request), request.commandId, command);
      return sendAnswer(reply, answer, audienceOf(request));
    },
  );

  api.post(
    '/api/v1/orders/:id/service-charge',
    {
      config: {
        access: commandAccess('order.service_charge', 'required', [
          'not_found',
          'change_not_possible',
        ]),
      },
      schema: {
        summary: 'Charge for service, or take the charge off at the wish of the customer',
        tags: ['orders'],
        params: orderParams,
        body: commandSchemas['order.service_charge'].omit(withoutId),
        response: { 200: orderAnswerSchema },
      },
    },
    async (request, reply) => {
      const orderId = request.params.id.toLowerCase();
      if (!isOrderId(orderId)) return sendProblem(reply, noSuchOrder(request.params.id));
      const command: Command = { type: 'order.service_charge', data: { ...request.body, orderId } };
      const answer = await broker.submit(callerOf(request), request.commandId, command);
      return sendAnswer(reply, answer, audienceOf(request));
    },
  );

  api.post(
    '/api/v1/orders/:id/split',
    {
      config: {
        access: commandAccess('order.split', 'required', [
          'not_found',
          'change_not_possible',
          'amount_too_high',
          'too_many_units',
          'too_many',
        ]),
      },
      schema: {
        summary: 'Share an order out among payers',
        tags: ['orders'],
        params: orderParams,
        body: splitBody,
        response: { 200: orderAnswerSchema },
      },
    },
    async (request, reply) => {
      const orderId = request.params.id.toLowerCase();
      if (!isOrderId(orderId)) return sendProblem(reply, noSuchOrder(request.params.id));
      const command: Command = { type: 'order.split', data: { ...request.body, orderId } };
      const answer = await broker.submit(callerOf(request), request.commandId, command);
      return sendAnswer(reply, answer, audienceOf(request));
    },
  );

  api.post(
    '/api/v1/orders/:id/receipt',
    {
      config: { access: commandAccess('order.receipt', 'required', ['not_found', 'too_many']) },
      schema: {
        summary: 'Mail the receipt to the customer',
        tags: ['orders'],
        params: orderParams,
        body: commandSchemas['order.receipt'].omit(withoutId),
        response: { 200: orderAnswerSchema },
      },
    },
    async (request, reply) => {
      const orderId = request.params.id.toLowerCase();
      if (!isOrderId(orderId)) return sendProblem(reply, noSuchOrder(request.params.id));
      const command: Command = { type: 'order.receipt', data: { ...request.body, orderId } };
      const answer = await broker.submit(callerOf(request), request.commandId, command);
      return sendAnswer(reply, answer, audienceOf(request));
    },
  );
}
