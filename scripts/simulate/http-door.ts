import { z } from 'zod';
import {
  type Door,
  type DoorCommand,
  LOST,
  type Outcome,
  refusal,
  seenOrderSchema,
} from './door.ts';

/** An answer that takes longer than this is taken for lost. Milliseconds. */
export const ANSWER_WITHIN_MS = 20_000;

const acceptedSchema = z.object({ order: seenOrderSchema, seq: z.int() });

const problemSchema = z.looseObject({ code: z.string(), detail: z.string() });

/** Where the product answers; may wait until it does. */
export type Where = () => Promise<string>;

/** Commands over HTTP, with the id as `Idempotency-Key`. */
export function httpDoor(where: Where, token: string): Door {
  const open = new AbortController();
  return {
    kind: 'http',
    close: () => open.abort(),

    async send(id, type, data): Promise<Outcome> {
      const { path, body } = requestOf(type, data);
      const base = await where();
      let response: Response;
      let text: string;
      try {
        response = await fetch(new URL(path, base), {
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            'idempotency-key': id,
          },
          body: JSON.stringify(body),
          redirect: 'error',
          signal: AbortSignal.any([open.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
        });
        text = await response.text();
      } catch {
        return LOST;
      }
      return outcomeOf(response, text);
    },
  };
}

function requestOf(type: DoorCommand, data: Readonly<Record<string, unknown>>) {
  if (type === 'order.place') return { path: '/api/v1/orders', body: data };
  const { orderId, ...body } = data;
  return { path: `/api/v1/orders/${String(orderId)}/${type.slice('order.'.length)}`, body };
}

function outcomeOf(response: Response, text: string): Outcome {
  const body = parseJson(text);
  if (response.ok) {
    const accepted = acceptedSchema.safeParse(body);
    if (accepted.success) return { state: 'accepted', ...accepted.data };
    return unreadable(response);
  }
  const problem = problemSchema.safeParse(body);
  if (!problem.success) return unreadable(response);
  // Beside the members of every problem (RFC 9457) stands the data of the code.
  const { code, detail, type: _type, title: _title, status: _status, ...data } = problem.data;
  return refusal(code, detail, data);
}

/** Nothing that Comanda says: sending it again would not make it any better. */
function unreadable({ status }: Response): Outcome {
  return {
    state: 'refused',
    code: 'unreadable_answer',
    detail: `The answer cannot be read (HTTP ${status}).`,
    data: {},
  };
}

/** The value of a JSON text, or undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
