import type { FastifyRequest, FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import type { Issue } from '../../../../shared/errors.ts';

/** More would only help who sends nonsense. */
const MOST_ISSUES = 20;

/** A body, query or parameter that its schema does not let through. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
  readonly statusCode = 400;
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    const [first] = issues;
    const where = first && first.path !== '' ? `${first.path}: ` : '';
    super(`The request is not as it should be. ${where}${first?.message ?? ''}`.trim());
    this.issues = issues;
  }
}

/** What zod found, as refusals carry it: paths joined by dots, the first twenty. */
export function issuesOf(error: z.ZodError): Issue[] {
  return error.issues
    .slice(0, MOST_ISSUES)
    .map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
}

export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart }) =>
  (data) => {
    const result = schema.safeParse(httpPart === 'querystring' ? given(data) : data);
    return result.success
      ? { value: result.data }
      : { error: new SchemaError(issuesOf(result.error)) };
  };

/** A query without the values of its empty members: `cursor=` says the same as no cursor. Names are still checked. */
function given(query: unknown): unknown {
  if (typeof query !== 'object' || query === null) return query;
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, value === '' ? undefined : value]),
  );
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text of a body; null when it is not UTF-8 (RFC 8259, section 8.1), which must not be mended in silence. */
export function decodeUtf8(body: Buffer): string | null {
  try {
    return utf8.decode(body);
  } catch {
    return null;
  }
}

/** The key of an `Idempotency-Key` header: null when it has none, undefined when it cannot be one. */
export function idempotencyKeyOf(headers: FastifyRequest['headers']): string | null | undefined {
  const header = headers['idempotency-key'];
  if (header === undefined || header === '') return null;
  if (typeof header !== 'string') return undefined;
  // The draft has a structured string (RFC 9651, section 3.3.3), most clients send the bare key: both name it.
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(header)?.[1]?.replaceAll(/\\(["\\])/g, '$1');
  if (quoted === '') return null;
  return quoted ?? (header.startsWith('"') ? undefined : header);
}
