import { z } from 'zod';
import { LIMITS } from '../../../../shared/limits.ts';
import type { LanContext } from '../context.ts';
import { sendJson, sendProblem } from './answers.ts';
import type { App } from './app.ts';
import { signedInAccess } from './guard.ts';
import { storageFailed } from './order-routes.ts';
import { readHistory } from './read-history.ts';
import { customerListSchema, queryNumber } from './schemas.ts';

const query = z.strictObject({
  q: z.string().trim().min(1).max(LIMITS.email).describe('Letters or digits of what they gave.'),
  limit: queryNumber(1, 50).default(8),
});

/** Earlier customers, for who types one in again. Nobody but who is at a counter has any business with their addresses. */
export function addCustomerRoutes(api: App, { broker }: LanContext): void {
  api.get(
    '/api/v1/customers',
    {
      config: { access: signedInAccess(['admin', 'counter'], ['storage_failed']) },
      schema: {
        summary: 'Find earlier customers by name, phone or e-mail, the latest first',
        tags: ['orders'],
        querystring: query,
        response: { 200: customerListSchema },
      },
    },
    (request, reply) => {
      const { q, limit } = request.query;
      const customers = readHistory(request.log, () => broker.history.customers(q, limit));
      if (customers === 'failed') return sendProblem(reply, storageFailed());
      return sendJson(reply, JSON.stringify({ customers }));
    },
  );
}
