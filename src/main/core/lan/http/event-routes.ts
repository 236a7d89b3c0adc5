import { z } from 'zod';
import { LIMITS } from '../../../../shared/limits.ts';
import { ROLES } from '../../../../shared/roles.ts';
import { withoutNames } from '../audience.ts';
import type { LanContext } from '../context.ts';
import { eventJson } from '../event-json.ts';
import { sendJson, sendProblem } from './answers.ts';
import type { App } from './app.ts';
import { audienceOf, readAccess } from './guard.ts';
import { storageFailed } from './order-routes.ts';
import { PAGE_CHARS, readHistory } from './read-history.ts';
import { eventListSchema, pageLimit, queryNumber } from './schemas.ts';

const query = z.strictObject({
  since: queryNumber(0, Number.MAX_SAFE_INTEGER).default(0),
  limit: pageLimit(LIMITS.pageSize),
});

/** The log of all that happened, for programs that poll. */
export function addEventRoutes(api: App, { broker }: LanContext): void {
  api.get(
    '/api/v1/events',
    {
      config: { access: readAccess(ROLES, ['storage_failed']) },
      schema: {
        summary: 'Events after `since`, in order',
        tags: ['events'],
        querystring: query,
        response: { 200: eventListSchema },
      },
    },
    (request, reply) => {
      const { since, limit } = request.query;
      const { seq } = broker.view;
      const found =
        since >= seq
          ? []
          : readHistory(request.log, () => broker.history.events(since, limit, PAGE_CHARS));
      if (found === 'failed') return sendProblem(reply, storageFailed());
      const audience = withoutNames(audienceOf(request));
      const events = found
        // What is on disk but not yet announced is not yet told here either: one truth at a time.
        .filter(({ event }) => event.seq <= seq)
        .map((event) => eventJson(audience, event));
      return sendJson(reply, `{"events":[${events.join(',')}],"seq":${seq}}`);
    },
  );
}
