import { z } from 'zod';
import type { LanContext } from '../context.ts';
import { renderMetrics } from '../metrics.ts';
import { sendJson } from './answers.ts';
import type { App } from './app.ts';
import { readAccess } from './guard.ts';
import { healthSchema } from './schemas.ts';

/** How the server is: one line for anyone, the measures for the owner. */
export function addSystemRoutes(
  api: App,
  context: LanContext,
  sessions: () => ReadonlyMap<string, number>,
): void {
  const { broker, version } = context;

  api.get(
    '/healthz',
    {
      config: { access: { roles: 'anyone', counts: 'read' } },
      schema: {
        summary: 'Is it up?',
        tags: ['system'],
        response: { 200: healthSchema, 503: healthSchema },
      },
    },
    (_request, reply) => {
      const { healthy, view } = broker;
      const body = { status: healthy ? 'ok' : 'failing', version, seq: view.seq };
      return sendJson(reply, JSON.stringify(body), healthy ? 200 : 503);
    },
  );

  api.get(
    '/metrics',
    {
      config: { access: readAccess(['admin']) },
      schema: {
        summary: 'Measures, for Prometheus',
        tags: ['system'],
        response: {
          200: {
            description: 'Prometheus text format',
            content: { 'text/plain': { schema: z.string() } },
          },
        },
      },
    },
    async (_request, reply) => {
      const { contentType, text } = await renderMetrics(context, sessions());
      reply.header('content-type', contentType);
      return reply.send(text);
    },
  );
}
