import { z } from 'zod';
import {
  type Command,
  refundPaymentSchema,
  takePaymentSchema,
} from '../../../../shared/commands.ts';
import { refuse } from '../../../../shared/errors.ts';
import type { LanContext } from '../context.ts';
import { noSuchOrder, sendAnswer, sendProblem } from './answers.ts';
import type { App } from './app.ts';
import { audienceOf, callerOf, commandAccess } from './guard.ts';
import { isOrderId, orderParams } from './order-routes.ts';
import { orderAnswerSchema } from './schemas.ts';

const refundParams = orderParams.extend({
  payment: z.string().describe('The payment’s id, a UUID.'),
});

/** Money that is taken for an order, and given back. */
export function addPaymentRoutes(api: App, { broker }: LanContext): void {
  api.post(
    '/api/v1/orders/:id/payments',
    {
      config: {
        access: commandAccess('payment.take', 'required', [
          'not_found',
          'no_open_shift',
          'change_not_possible',
          'amount_too_high',
          'too_many',
        ]),
      },
      schema: {
        summary: 'Take a payment, into the drawer of this device',
        tags: ['payments'],
        params: orderParams,
        body: takePaymentSchema.omit({ orderId: true }),
        response: { 201: orderAnswerSchema },
      },
    },
    async (request, reply) => {
      const orderId = request.params.id.toLowerCase();
      if (!isOrderId(orderId)) return sendProblem(reply, noSuchOrder(request.params.id));
      const command: Command = { type: 'payment.take', data: { ...request.body, orderId } };
      const answer = await broker.submit(callerOf(request), request.commandId, command);
      return sendAnswer(reply, answer, audienceOf(request), 201);
    },
  );

  api.post(
    '/api/v1/orders/:id/payments/:payment/refunds',
    {
      config: {
        access: commandAccess('payment.refund', 'required', [
          'not_found',
          'no_open_shift',
          'change_not_possible',
          'amount_too_high',
          'too_many',
          'approval_required',
        ]),
      },
      schema: {
        summary: 'Give a payment back, or some of it, out of the drawer of this device',
        tags: ['payments'],
        params: refundParams,
        body: refundPaymentSchema.omit({ orderId: true, paymentId: true }),
        response: { 201: orderAnswerSchema },
      },
    },
    async (request, reply) => {
      const orderId = request.params.id.toLowerCase();
      if (!isOrderId(orderId)) return sendProblem(reply, noSuchOrder(request.params.id));
      const paymentId = request.params.payment.toLowerCase();
      if (!isOrderId(paymentId)) {
        const noSuch = refuse('not_found', 'The order has no such payment.', { orderId });
        return sendProblem(reply, noSuch);
      }
      const data = { ...request.body, orderId, paymentId };
      const command: Command = { type: 'payment.refund', data };
      const answer = await broker.submit(callerOf(request), request.commandId, command);
      return sendAnswer(reply, answer, audienceOf(request), 201);
    },
  );
}
