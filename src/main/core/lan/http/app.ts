import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyTypeProvider,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import type { Socket } from 'node:net';
import type { z } from 'zod';
import { type Refusal, refuse } from '../../../../shared/errors.ts';
import { LIMITS } from '../../../../shared/limits.ts';
import type { Clock } from '../clock.ts';
import { endSocket } from '../connections.ts';
import { problemOf } from '../problem.ts';
import { MethodTable } from './method-table.ts';
import { decodeUtf8, SchemaError, validatorCompiler } from './parse.ts';
import { sendProblem } from './answers.ts';
import { rawResponse } from './raw-response.ts';

/** Handlers get what their zod schemas let through; what they send is held to the schemas by the tests. */
export interface ZodBodies extends FastifyTypeProvider {
  readonly validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
  readonly serializer: unknown;
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodBodies
>;

export interface AppOptions {
  readonly log: FastifyBaseLogger;
  readonly clock: Clock;
  /** How long a connection may take from its first moment to the end of a request's headers, in milliseconds. */
  readonly headersWithinMs: number;
}

/** A fastify that speaks problem+json in every corner, reads strict JSON only and logs nothing private. */
export function createApp({ log, clock, headersWithinMs }: AppOptions): App {
  const app: App = Fastify<
    RawServerDefault,
    RawRequestDefaultExpression,
    RawReplyDefaultExpression
  >({
    loggerInstance: log,
    // One line per request is written by our own hook: it names the route, never the URL or a header.
    logController: new LogController({ disableRequestLogging: true }),
    // Our own are set below. Those for JSON Schema, which fastify would bring, are not even loaded.
    schemaController: {
      compilersFactory: { buildValidator: notCalled, buildSerializer: notCalled },
    },
    bodyLimit: LIMITS.bodyBytes,
    // A client that trickles its request is not waited for.
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    // What still comes while stopping is refused by our own hook, as a problem.
    return503OnClosing: false,
    trustProxy: false,
    http: {
      // Also for who connects and says nothing: Node counts from the connection's first moment.
      headersTimeout: headersWithinMs,
      connectionsCheckingInterval: Math.min(1000, headersWithinMs),
      // Other upgrades (h2c, for one) are declined by being ignored (RFC 9110, section 7.8).
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
    },
    frameworkErrors: (error, request, reply) => {
      request.log.debug({ code: error.code }, 'request refused by the framework');
      // Before routing, where no hook runs and no type of reply is known yet: answered on the bare response.
      const problem = problemOf(
        error.code === 'FST_ERR_MAX_PARAM_LENGTH'
          ? refuse('not_found', 'There is nothing at this address.', {})
          : refuse('invalid_request', 'The URL is malformed.', { issues: [] }),
      );
      reply.hijack();
      reply.raw.writeHead(problem.status, problem.headers).end(problem.body);
    },
    clientErrorHandler: (error, socket) => answerBrokenRequest(error, socket, clock),
  }).withTypeProvider<ZodBodies>();

  app.removeAllContentTypeParsers();
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    (request, body, done) => {
      // Clients that always name a content type name it for the empty body too.
      if (body.length === 0) return done(null);
      const text = decodeUtf8(body);
      if (text === null) return done(new SchemaError([{ path: '', message: 'Not UTF-8.' }]));
      return parseJson(request, text, done);
    },
  );
  app.setValidatorCompiler(validatorCompiler);
  // The schemas of answers are for the document; serialising by them would cost more than the rest of a request.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));

  const methods = new MethodTable();
  app.addHook('onRoute', ({ url, method }) => methods.add(url, method));
  app.setNotFoundHandler((request, reply) => {
    const allowed = methods.allowed(request.url);
    // An address of the table that is not found after all is a file that is not there.
    if (allowed.length === 0 || allowed.includes(request.method)) {
      return sendProblem(reply, refuse('not_found', 'There is nothing at this address.', {}));
    }
    reply.header('allow', allowed.join(', '));
    return sendProblem(
      reply,
      refuse('method_not_allowed', `This address takes ${allowed.join(', ')}.`, {}),
    );
  });

  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal.code === 'internal') request.log.error({ err: error }, 'request failed');
    return sendProblem(reply, refusal);
  });
  return app;
}

function notCalled(): never {
  throw new Error('There is no compiler for this schema.');
}

/** What went wrong before or in a handler, as a refusal. Only what is not the client's doing is `internal`. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof SchemaError) {
    return refuse('invalid_request', error.message, { issues: error.issues });
  }
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500;
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY') {
    const issues = [{ path: '', message: 'Not JSON, or with keys that JSON bodies may not have.' }];
    return refuse('invalid_request', 'The body cannot be read as JSON.', { issues });
  }
  switch (status) {
    case 413:
      return refuse('too_large', 'The body is longer than this address takes.', {});
    case 415:
      return refuse('unsupported_media_type', 'Send application/json.', {});
    case 503:
      return refuse('overloaded', 'The server is stopping.', { retryAfterSeconds: 1 });
    default:
      return typeof status === 'number' && status >= 400 && status < 500
        ? refuse('invalid_request', 'The request is malformed.', { issues: [] })
        : refuse('internal', 'Something failed that should not. The log says more.', {});
  }
}

/** What cannot be parsed as HTTP never becomes a request: it is answered on the bare socket. */
function answerBrokenRequest(error: Error & { code?: string }, socket: Socket, clock: Clock): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? problemOf(refuse('too_large', 'The headers are too long.', {}), 431)
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? problemOf(refuse('invalid_request', 'The request took too long.', { issues: [] }), 408)
        : problemOf(refuse('invalid_request', 'This is no HTTP request.', { issues: [] }));
  endSocket(socket, rawResponse(problem), clock);
}
