import { type Refusal, REFUSALS } from '../../../shared/errors.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** A refusal as HTTP says it. */
export interface Problem {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** RFC 9457: `type`, `title`, `status`, `detail`, then `code` and the data of the code as extension members. */
  readonly body: string;
}

/** @param status where it must differ from the code's own: 431 has no code of its own */
export function problemOf(refusal: Refusal, status: number = REFUSALS[refusal.code][0]): Problem {
  const headers: Record<string, string> = {
    'content-type': PROBLEM_TYPE,
    'cache-control': 'no-store',
  };
  if ('retryAfterSeconds' in refusal.data) {
    headers['retry-after'] = String(refusal.data.retryAfterSeconds);
  }
  // Each 401 names what was missing (RFC 9110, section 11.6.1): the device's token, or who is at it.
  if (refusal.code === 'unauthorized') headers['www-authenticate'] = 'Bearer realm="comanda"';
  if (refusal.code === 'sign_in_required') {
    headers['www-authenticate'] = 'Comanda-Session realm="comanda"';
  }
  return {
    status,
    headers,
    body: JSON.stringify({
      type: `urn:comanda:problem:${refusal.code}`,
      title: REFUSALS[refusal.code][1],
      status,
      detail: refusal.detail,
      code: refusal.code,
      ...refusal.data,
    }),
  };
}
