import { z } from 'zod';
import {
  cancelSchema,
  type Command,
  placeLineSchema,
  placeOrderSchema,
} from '../../../../shared/commands.ts';
import { mayDo } from '../../../../shared/command-roles.ts';
import { type Refusal, refuse } from '../../../../shared/errors.ts';
import { LIMITS } from '../../../../shared/limits.ts';
import type { Order } from '../../../../shared/order.ts';
import type { LanContext } from '../context.ts';
import { markReplay, noSuchOrder, sendJson, sendProblem } from './answers.ts';
import type { App } from './app.ts';
import { callerOf, commandAccess, deviceOf, readAccess } from './guard.ts';
import { isOrderId, storageFailed } from './order-routes.ts';
import { readHistory } from './read-history.ts';
import { ADVANCE_TO, SEED_STATUS_OF, SEED_STATUSES, seedStatusOf } from './seed-words.ts';

const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'no control characters');

const customer = placeOrderSchema.shape.customer.unwrap().unwrap();

const newPedidoSchema = z.strictObject({
  Cliente: text(LIMITS.name).describe('Name of the customer.'),
  Prato: text(LIMITS.name).describe('Name of a menu item, whatever its case and accents.'),
  Hora: text(40).optional().describe('When the customer wishes it; kept as given.'),
  Status: z.string().max(40).optional().describe('A new order can only be "Em processo".'),
  Email: customer.shape.email.describe('Gets the "ready" e-mail.'),
  Quantidade: placeLineSchema.shape.quantity.optional().describe('Default: 1.'),
});

const statusSchema = z.strictObject({
  Status: z.string().max(40).describe('Em processo, Pronto, Concluído or Cancelado.'),
  Motivo: cancelSchema.shape.reason.describe('Why, where it is cancelled.'),
});

const pedidoSchema = z.object({
  Id: z.string(),
  Numero: z.int(),
  Cliente: z.string().nullable(),
  Prato: z.string(),
  Hora: z.string().nullable(),
  Status: z.enum(SEED_STATUSES),
});

type Pedido = z.infer<typeof pedidoSchema>;

const params = z.object({ id: z.string() });

const READERS = ['admin', 'counter', 'kitchen', 'integration'] as const;

/** Orders in the fields and words of the first order format, on the same broker and under the same rules. */
export function addPedidoRoutes(api: App, context: LanContext): void {
  const { broker } = context;

  api.post(
    '/pedidos',
    {
      config: {
        access: commandAccess('order.place_dish', 'optional', [
          'out_of_stock',
          'item_unavailable',
          'unknown_item',
          'modifier_count',
        ]),
      },
      schema: {
        summary: 'Place an order for one dish',
        tags: ['pedidos'],
        body: newPedidoSchema,
        response: { 201: pedidoSchema },
      },
    },
    async (request, reply) => {
      const { Cliente, Prato, Hora, Status, Email, Quantidade } = request.body;
      if (Status !== undefined && seedStatusOf(Status) !== 'Em processo') {
        return sendProblem(reply, badStatus('A new order is "Em processo".'));
      }
      // The dish by its name: under a key used before, the first answer counts, whatever the menu says by now.
      const command: Command = {
        type: 'order.place_dish',
        data: {
          dish: Prato,
          quantity: Quantidade ?? 1,
          customer: { name: Cliente, email: Email ?? '' },
          wishedTime: Hora ?? null,
        },
      };
      const answer = await broker.submit(callerOf(request), request.commandId, command);
      markReplay(reply, answer);
      if (!answer.ok) return sendProblem(reply, answer.refusal);
      const { order } = answer.data;
      if (!order) throw new Error('An order was placed and is not in its answer.');
      // The dish as the customer called it. The key stands for these words too: a repeat has the same.
      const pedido: Pedido = { ...pedidoOf(order), Cliente, Prato, Hora: Hora ?? null };
      return sendJson(reply, JSON.stringify(pedido), 201);
    },
  );

  api.get(
    '/pedidos',
    {
      config: { access: readAccess(READERS) },
      schema: {
        summary: 'All that is still pending, oldest first',
        tags: ['pedidos'],
        response: { 200: z.array(pedidoSchema) },
      },
    },
    (_request, reply) => {
      // A held order is not in the kitchen's hands yet: it is not pending there.
      const orders = broker.view.openOrders().filter(({ status }) => status !== 'held');
      return sendJson(reply, JSON.stringify(orders.map(pedidoOf)));
    },
  );

  api.get(
    '/pedidos/:id',
    {
      config: { access: readAccess(READERS, ['not_found', 'storage_failed']) },
      schema: {
        summary: 'One order',
        tags: ['pedidos'],
        params,
        response: { 200: pedidoSchema },
      },
    },
    (request, reply) => {
      const id = request.params.id.toLowerCase();
      const found =
        broker.view.order(id) ??
        (isOrderId(id) ? readHistory(request.log, () => broker.history.order(id)) : undefined);
      if (found === 'failed') return sendProblem(reply, storageFailed());
      if (!found) return sendProblem(reply, noSuchOrder(request.params.id));
      return sendJson(reply, JSON.stringify(pedidoOf(found)));
    },
  );

  api.patch(
    '/pedidos/:id',
    {
      config: {
        access: commandAccess('order.advance', 'optional', ['not_found', 'illegal_transition']),
      },
      schema: {
        summary: 'Move an order to a status, through all that lies between',
        tags: ['pedidos'],
        params,
        body: statusSchema,
        response: { 200: z.object({ Status: z.enum(SEED_STATUSES) }) },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const status = seedStatusOf(body.Status);
      if (status === null || status === 'Em espera') {
        return sendProblem(reply, badStatus('Em processo, Pronto, Concluído or Cancelado.'));
      }
      const orderId = request.params.id.toLowerCase();
      if (!isOrderId(orderId)) return sendProblem(reply, noSuchOrder(request.params.id));
      if (body.Motivo !== undefined && status !== 'Cancelado') {
        const issues = [{ path: 'Motivo', message: 'Only where Status is Cancelado.' }];
        return sendProblem(
          reply,
          refuse('invalid_request', 'There is no need to say why.', { issues }),
        );
      }
      const to = ADVANCE_TO[status];
      const command: Command = {
        type: 'order.advance',
        data:
          to === 'cancelled'
            ? { orderId, status: to, reason: body.Motivo ?? 'Cancelado pelo pedido' }
            : { orderId, status: to },
      };
      if (!mayDo(deviceOf(request).role, command)) {
        return sendProblem(
          reply,
          refuse('forbidden', 'Devices of this role may not set this status.', {}),
        );
      }
      const answer = await broker.submit(callerOf(request), request.commandId, command);
      markReplay(reply, answer);
      if (!answer.ok) return sendProblem(reply, answer.refusal);
      return sendJson(reply, JSON.stringify({ Status: status }));
    },
  );
}

function badStatus(message: string): Refusal {
  return refuse('invalid_request', 'This Status cannot be set here.', {
    issues: [{ path: 'Status', message }],
  });
}

function pedidoOf(order: Order): Pedido {
  const dishes = order.lines.map(({ name, quantity }, _index, { length }) =>
    length === 1 || quantity === 1 ? name : `${quantity}× ${name}`,
  );
  return {
    Id: order.id,
    Numero: order.number,
    Cliente: order.customer?.name ?? null,
    Prato: dishes.join(', '),
    Hora: order.wishedTime,
    Status: SEED_STATUS_OF[order.status],
  };
}
