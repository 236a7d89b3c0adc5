import { PERSON_ROLES } from '../../shared/people-roles.ts';
import type { Person } from '../../shared/people.ts';
import type { SignedIn } from './contract.ts';
import { isRecord, parseJson } from './guards.ts';
import type { Clock, TextStorage, Timers } from './ports.ts';

/** Who is signed in at this page, with what proves it to the broker. */
interface Session {
  readonly person: SignedIn;
  /** Never shown, logged or put anywhere but into this tab's storage and the frames of this person's commands. */
  readonly token: string;
  /** ISO 8601 UTC, by the broker's clock. */
  readonly expiresAt: string;
}

export interface SessionKeeperOptions {
  /** Storage of this tab alone (`sessionStorage`): a reload stays signed in, closing the tab does not. */
  readonly session?: TextStorage;
  readonly page: string;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Who is signed in has changed. */
  readonly onChange: (person: SignedIn | null) => void;
}

/** A day: longer than any session, and within what the timers of a browser can count. Milliseconds. */
const LONGEST_MS = 86_400_000;

/** Holds the session of this page, keeps it over a reload, and lets it go when it has run out. */
export class SessionKeeper {
  readonly #options: SessionKeeperOptions;
  readonly #key: string;
  #session: Session | null;
  #cancelEnd: (() => void) | null = null;

  constructor(options: SessionKeeperOptions) {
    this.#options = options;
    this.#key = `comanda.${options.page}.session`;
    this.#session = toSession(parseJson(options.session?.getItem(this.#key) ?? ''));
    this.#awaitEnd();
  }

  get person(): SignedIn | null {
    return this.#session?.person ?? null;
  }

  /** What proves who is signed in; null for nobody. */
  get token(): string | null {
    return this.#session?.token ?? null;
  }

  /** Takes the broker's answer to a PIN; null when it is not one. */
  take(answer: unknown): SignedIn | null {
    const session = toSession(answer);
    if (!session) return null;
    this.#session = session;
    this.#keep();
    this.#awaitEnd();
    this.#options.onChange(session.person);
    return session.person;
  }

  /** Nobody is signed in any more. */
  drop(): void {
    if (!this.#session) return;
    this.#session = null;
    this.#cancelEnd?.();
    this.#cancelEnd = null;
    this.#options.session?.removeItem(this.#key);
    this.#options.onChange(null);
  }

  /** What the broker now says of the people: a new name or role is taken over, who has left is signed out. */
  check(people: readonly Person[]): void {
    const session = this.#session;
    if (!session) return;
    const known = people.find(({ id }) => id === session.person.personId);
    if (!known?.active) {
      this.drop();
      return;
    }
    const { name, role } = known;
    if (name === session.person.name && role === session.person.role) return;
    const person = { personId: known.id, name, role };
    this.#session = { ...session, person };
    this.#keep();
    this.#options.onChange(person);
  }

  #keep(): void {
    try {
      this.#options.session?.setItem(this.#key, JSON.stringify(this.#session));
    } catch {
      console.warn('The browser keeps no more data: a reload would ask for the PIN again.');
    }
  }

  #awaitEnd(): void {
    this.#cancelEnd?.();
    this.#cancelEnd = null;
    if (!this.#session) return;
    const left = Date.parse(this.#session.expiresAt) - this.#options.clock();
    // The broker has the last word: a clock that is wrong here costs a PIN typed early, or late.
    const wait = Math.min(LONGEST_MS, Math.max(0, left));
    this.#cancelEnd = this.#options.timers.after(wait, () => this.drop());
  }
}

function toSession(value: unknown): Session | null {
  if (!isRecord(value) || !isRecord(value['person'])) return null;
  const { token, expiresAt } = value;
  const { personId, name, role } = value['person'];
  const known = PERSON_ROLES.find((each) => each === role);
  if (typeof token !== 'string' || typeof expiresAt !== 'string') return null;
  if (Number.isNaN(Date.parse(expiresAt))) return null;
  if (typeof personId !== 'string' || typeof name !== 'string' || !known) return null;
  return { token, expiresAt, person: { personId, name, role: known } };
}
