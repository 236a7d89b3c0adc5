import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './app.ts';

/**
 * Answers requests by an app of its own, which is set up when the first of them comes: what few ask for, or nobody before a
 * screen is opened, is not loaded by every start. The request has passed the checks of the app that it came to, and
 * the headers which that one sends with every answer stand in this one's, too.
 * @param newApp makes the app
 * @param setUp adds its routes, under the addresses that the request has
 * @returns a handler
 */
export function laterApp(newApp: () => App, setUp: (app: App) => Promise<void>) {
  let made: Promise<App> | null = null;

  async function make(): Promise<App> {
    try {
      const app = newApp();
      await setUp(app);
      await app.ready();
      return app;
    } catch (error) {
      // The next request may have more luck.
      made = null;
      throw error;
    }
  }

  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const app = await (made ??= make());
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value);
    }
    reply.hijack();
    app.routing(request.raw, reply.raw);
    return reply;
  };
}
