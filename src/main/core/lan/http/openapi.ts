import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifySchema, RouteOptions } from 'fastify';
import {
  createJsonSchemaTransform,
  createJsonSchemaTransformObject,
} from 'fastify-type-provider-zod';
import { z } from 'zod';
import { placeOrderSchema } from '../../../../shared/commands.ts';
import { type RefusalCode, REFUSALS } from '../../../../shared/errors.ts';
import { kitchenFiguresSchema } from '../../../../shared/kitchen-figures.ts';
import { menuItemSchema, stockLevelSchema } from '../../../../shared/menu.ts';
import { customerSchema, orderLineSchema, orderSchema } from '../../../../shared/order.ts';
import { paymentSchema, refundSchema } from '../../../../shared/payment.ts';
import { personSchema } from '../../../../shared/people.ts';
import { shiftSchema } from '../../../../shared/shift.ts';
import { PROBLEM_TYPE } from '../problem.ts';
import { sendJson } from './answers.ts';
import type { App } from './app.ts';
import type { Access } from './guard.ts';
import { problemSchema } from './schemas.ts';

/** The style element that the viewer of `/docs` makes, by its hash; a test opens the page in a browser. */
const VIEWER_STYLE = "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";

/** Schemas that get a name of their own in the document. */
function namedSchemas() {
  const registry = z.registry<{ id?: string }>();
  registry.add(orderSchema, { id: 'Order' });
  registry.add(orderLineSchema, { id: 'OrderLine' });
  registry.add(customerSchema, { id: 'Customer' });
  registry.add(paymentSchema, { id: 'Payment' });
  registry.add(refundSchema, { id: 'Refund' });
  registry.add(placeOrderSchema, { id: 'PlaceOrder' });
  registry.add(shiftSchema, { id: 'Shift' });
  registry.add(personSchema, { id: 'Person' });
  registry.add(menuItemSchema, { id: 'MenuItem' });
  registry.add(stockLevelSchema, { id: 'StockLevel' });
  registry.add(kitchenFiguresSchema, { id: 'KitchenFigures' });
  registry.add(problemSchema, { id: 'Problem' });
  return registry;
}

type JsonConfig = NonNullable<Parameters<typeof createJsonSchemaTransform>[0]['zodToJsonConfig']>;

/** Registers what makes the description out of the routes: before the first of them. */
async function addOpenApi(app: App, version: string): Promise<void> {
  const schemaRegistry = namedSchemas();
  const zodToJsonConfig: JsonConfig = {
    // What `.describe()` says is kept in zod's own registry, which this one stands in for.
    override: ({ zodSchema, jsonSchema }) => {
      const description = z.globalRegistry.get(zodSchema)?.description;
      if (description !== undefined) jsonSchema.description ??= description;
    },
  };
  const toJsonSchema = createJsonSchemaTransform({ schemaRegistry, zodToJsonConfig });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Comanda',
        version,
        description:
          'Orders, menu and stock of one restaurant. Refusals are RFC 9457 problems with a stable `code`; a ' +
          'refusal changes nothing. Commands carry an `Idempotency-Key`: a repeat gets the first answer.',
      },
      tags: [
        'orders',
        'payments',
        'shifts',
        'kitchen',
        'menu',
        'people',
        'events',
        'devices',
        'pedidos',
        'system',
      ].map((name) => ({ name })),
      components: {
        securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      },
    },
    transform: (route) => {
      const access = route.route.config?.access;
      const { schema, url } = toJsonSchema(route);
      // What has no access rule is a page or an asset, not a part of the API.
      if (!access) return { url, schema: { ...schema, hide: true } };
      return { url, schema: withAccess(schema, access, route.schema) };
    },
    transformObject: createJsonSchemaTransformObject({ schemaRegistry, zodToJsonConfig }),
  });
}

/**
 * Makes an app that serves the description of another one's routes, and the page that shows it. No secrets in either:
 * no token is asked for.
 * @param app a new one, which answers nothing yet
 * @param routes of the app that is described, in its order
 */
export async function serveDescription(
  app: App,
  routes: readonly RouteOptions[],
  version: string,
): Promise<void> {
  await addOpenApi(app, version);
  for (const { method, url, schema, config } of routes) {
    app.route({
      method,
      url,
      ...(schema ? { schema } : {}),
      ...(config ? { config } : {}),
      handler: notHere,
    });
  }
  let json: string | null = null;
  app.get('/openapi.json', { schema: { hide: true } }, (_request, reply) => {
    json ??= tidy(app.swagger());
    return sendJson(reply, json);
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: { url: '/openapi.json', docExpansion: 'list', tryItOutEnabled: false },
    // The viewer draws its icons from data: URLs, and makes one style element while it runs.
    transformStaticCSP: (policy) =>
      policy
        .replace("img-src 'self'", "img-src 'self' data:")
        .replace("style-src 'self'", `style-src 'self' ${VIEWER_STYLE}`),
  });
}

/** The described routes stand here for their schemas alone: nothing leads to them. */
function notHere(): never {
  throw new Error('A description was asked to do what it describes.');
}

/** The document as JSON, without the schemas that nothing refers to. */
function tidy(document: object): string {
  let text = JSON.stringify(document);
  for (;;) {
    const before = text;
    text = JSON.stringify(document, (key, value: unknown) => {
      if (key === 'schemas' && typeof value === 'object' && value !== null) {
        const used = Object.entries(value).filter(([name]) =>
          before.includes(`"#/components/schemas/${name}"`),
        );
        return Object.fromEntries(used);
      }
      return value === 'Default Response' ? 'Done.' : value;
    });
    // One schema left out may have been the only one that referred to another.
    if (text === before) return text;
  }
}

/** What the door adds to a route: its token, its key, its refusals. Written once, so that no route forgets. */
function withAccess(
  schema: FastifySchema,
  access: Access,
  { body }: FastifySchema,
): FastifySchema & { security: Record<string, string[]>[] } {
  const codes = new Set<RefusalCode>(access.refusals);
  codes.add('misdirected').add('forbidden').add('internal');
  if (access.roles !== 'anyone') codes.add('unauthorized').add('rate_limited');
  if (access.key !== undefined) {
    for (const code of ['idempotency_key_reused', 'overloaded', 'disk_full'] as const) {
      codes.add(code);
    }
    codes.add('storage_failed').add('invalid_request');
  }
  if (takesSession(access)) codes.add('sign_in_required');
  if (access.key === 'required') codes.add('idempotency_key_required');
  if (body !== undefined) codes.add('too_large').add('unsupported_media_type');
  if (body !== undefined || schema.querystring !== undefined) codes.add('invalid_request');

  const byStatus = new Map<number, RefusalCode[]>();
  for (const code of codes) {
    const [status] = REFUSALS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const refusals = [...byStatus].map(([status, list]) => [
    status,
    {
      description: list.toSorted().join(', '),
      content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]);
  // A body that may be left out says nothing: programs need not know that it is let through.
  const { body: described, ...rest } = schema;
  const bodyless = body instanceof z.ZodType && body.safeParse(undefined).success;
  const given = typeof schema.response === 'object' && schema.response ? schema.response : {};
  const headers = headersOf(access);
  return {
    ...rest,
    ...(bodyless || described === undefined ? {} : { body: described }),
    ...(headers === null ? {} : { headers }),
    response: { ...given, ...Object.fromEntries(refusals) },
    security: access.roles === 'anyone' ? [] : [{ token: [] }],
    ...(access.roles === 'anyone' ? {} : { description: `For ${access.roles.join(', ')}.` }),
  };
}

const SESSION_HEADER = {
  'Comanda-Session': {
    type: 'string',
    description:
      'The token of who is signed in at this device (`POST /api/v1/sessions`). A counter must send it as soon as ' +
      'people are registered.',
  },
};

const APPROVAL_HEADER = {
  'Comanda-Approval': {
    type: 'string',
    description: 'A manager’s word for this command (`POST /api/v1/approvals`).',
  },
};

/** True for what a counter does or reads for who is signed in. */
function takesSession({ key, roles, asksForPerson }: Access): boolean {
  return (
    (key !== undefined || asksForPerson === true) && roles !== 'anyone' && roles.includes('counter')
  );
}

/** Null where none but those of every request are looked at. */
function headersOf(access: Access) {
  const { key } = access;
  if (key === undefined) {
    return access.asksForPerson ? { type: 'object', properties: SESSION_HEADER } : null;
  }
  return {
    type: 'object',
    properties: {
      'Idempotency-Key': {
        type: 'string',
        minLength: 1,
        maxLength: 255,
        description:
          'A key of the client’s own, new for each command; a repeat under it gets the first answer, with ' +
          '`Idempotency-Replayed: true`. Kept for 7 days, for this device.',
      },
      ...(takesSession(access) ? { ...SESSION_HEADER, ...APPROVAL_HEADER } : {}),
    },
    required: key === 'required' ? ['Idempotency-Key'] : [],
  };
}
