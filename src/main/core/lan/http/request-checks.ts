import { refuse } from '../../../../shared/errors.ts';
import type { LanContext } from '../context.ts';
import { isSameOrigin, parseAuthority } from '../hosts.ts';
import { sendProblem } from './answers.ts';
import type { App } from './app.ts';

/** What is asked of every request before anything else, and the one log line that each leaves. */
export function addRequestChecks(app: App, context: LanContext): void {
  const { hosts, counters } = context;

  app.addHook('onRequest', async (request, reply) => {
    const authority = parseAuthority(request.headers.host);
    if (!authority || !hosts.allows(authority)) {
      return sendProblem(
        reply,
        refuse('misdirected', 'This server is not known under that host name.', {}),
      );
    }
    if (!isSameOrigin(request.headers.origin, authority)) {
      return sendProblem(reply, refuse('forbidden', 'Pages of other sites may not call here.', {}));
    }
    if (context.stopping()) {
      return sendProblem(
        reply,
        refuse('overloaded', 'The server is stopping.', { retryAfterSeconds: 1 }),
      );
    }
    // Answers are about now; the pages and their assets say otherwise for themselves.
    reply.header('cache-control', 'no-store');
  });

  addLastWords(app, context);

  app.addHook('onResponse', async (request, reply) => {
    const { method } = request;
    // The route, never the URL: what people put into URLs has no place in a log.
    const route = request.routeOptions.url ?? '(none)';
    counters.request(method, route, reply.statusCode);
    request.log.debug(
      { method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'request',
    );
  });
}

/** While the server stops, every answer says that it is its connection's last. */
export function addLastWords(app: App, { stopping }: Pick<LanContext, 'stopping'>): void {
  app.addHook('onSend', (_request, reply, _payload, done) => {
    // Nobody is to send a next request on a connection that is about to go, nor to be waited for.
    if (stopping()) reply.header('connection', 'close');
    done();
  });
}
