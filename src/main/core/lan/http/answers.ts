import { type Refusal, refuse } from '../../../../shared/errors.ts';
import type { Answer } from '../../broker/ports.ts';
import { type Audience, ackFor, seesWhole } from '../audience.ts';
import { problemOf } from '../problem.ts';

/** What of a reply is used here; every route's own, more closely typed reply fits it. */
interface Sending {
  code(status: number): unknown;
  headers(values: Readonly<Record<string, string>>): unknown;
  header(name: string, value: string): unknown;
  send(payload: string): unknown;
}

/** Refuses: problem+json under the code's own status. Returns the reply, for hooks and handlers to return. */
export function sendProblem<R extends Sending>(reply: R, refusal: Refusal, status?: number): R {
  const problem = problemOf(refusal, status);
  reply.code(problem.status);
  reply.headers(problem.headers);
  reply.send(problem.body);
  return reply;
}

/** Sends text that is JSON already. */
export function sendJson<R extends Sending>(reply: R, json: string, status = 200): R {
  reply.code(status);
  reply.header('content-type', 'application/json; charset=utf-8');
  reply.send(json);
  return reply;
}

/** Marks a repeat: the same answer as the first time. */
export function markReplay(reply: Sending, { replayed }: Answer): void {
  if (replayed) reply.header('idempotency-replayed', 'true');
}

/** The broker's answer to a command: `{"order","seq"}` or `{"shift","seq"}`, or its refusal. */
export function sendAnswer<R extends Sending>(
  reply: R,
  answer: Answer,
  audience: Audience,
  status = 200,
): R {
  markReplay(reply, answer);
  if (!answer.ok) return sendProblem(reply, answer.refusal);
  const seen = seesWhole(audience)
    ? answer.dataJson
    : JSON.stringify(ackFor(audience, answer.data));
  const comma = seen === '{}' ? '' : ',';
  return sendJson(reply, `${seen.slice(0, -1)}${comma}"seq":${answer.seq}}`, status);
}

/** The refusal of an order's id that no order has. */
export function noSuchOrder(orderId: string): Refusal {
  return refuse('not_found', 'There is no such order.', { orderId });
}
