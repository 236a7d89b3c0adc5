import { refuse, type Refusal } from '../../shared/errors.ts';
import type { Outcome } from './contract.ts';
import type { Http, HttpAnswer } from './ports.ts';
import { toRefusal } from './to-refusal.ts';

export interface RequestsOptions {
  readonly http: Http;
  /** The page's token; null while it is not paired. */
  readonly token: () => string | null;
  /** Of who is signed in. */
  readonly session: () => string | null;
  /** The broker wants to know who it is: the session is missing or no longer good. */
  readonly onSignInRequired: (session: string | null) => void;
  /** Resolves when the next one has signed in, or when nobody has to any more. */
  readonly signedIn: () => Promise<void>;
  /** The broker does not know this token any more. */
  readonly onUnauthorized: (token: string) => void;
}

type Method = 'GET' | 'POST' | 'PUT';

/** Questions to the broker's HTTP API, in the name of this page and of who is signed in at it. */
export class Requests {
  readonly #options: RequestsOptions;

  constructor(options: RequestsOptions) {
    this.#options = options;
  }

  /**
   * The body of the answer to a question. Who it is is asked by the lock, and no answer: once somebody has signed in, the
   * question is put again, in their name.
   */
  async read(path: string): Promise<Outcome<unknown>> {
    for (;;) {
      const session = this.#options.session();
      const outcome = await this.ask('GET', path);
      if (outcome.ok || outcome.refusal.code !== 'sign_in_required') return outcome;
      const now = this.#options.session();
      if (now === null || now === session) await this.#options.signedIn();
    }
  }

  /** The body of the answer. */
  async ask(method: Method, path: string, body?: unknown): Promise<Outcome<unknown>> {
    const outcome = await this.#call(method, path, body);
    return outcome.ok ? { ok: true, value: outcome.value.body } : outcome;
  }

  /** The answer as a file. */
  async file(path: string): Promise<Outcome<Blob>> {
    const outcome = await this.#call('GET', path);
    if (!outcome.ok) return outcome;
    const { blob } = outcome.value;
    return blob ? { ok: true, value: blob } : { ok: false, refusal: refuse('internal', '', {}) };
  }

  async #call(method: Method, path: string, body?: unknown): Promise<Outcome<HttpAnswer>> {
    const token = this.#options.token();
    const session = this.#options.session();
    const answer = await this.#options
      .http(method, path, {
        ...(token === null ? {} : { token }),
        ...(session === null ? {} : { session }),
        ...(body === undefined ? {} : { body }),
      })
      .catch(() => null);
    if (!answer) return { ok: false, refusal: unreachable() };
    if (answer.status >= 200 && answer.status < 300) return { ok: true, value: answer };
    const refusal = toRefusal(answer.body);
    if (refusal.code === 'sign_in_required') this.#options.onSignInRequired(session);
    if (refusal.code === 'unauthorized' && token !== null) this.#options.onUnauthorized(token);
    return { ok: false, refusal };
  }
}

/** Nobody answered at all. */
export function unreachable(): Refusal {
  return refuse('overloaded', 'No answer from the broker.', { retryAfterSeconds: 5 });
}
