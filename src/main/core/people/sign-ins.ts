import { asksForPerson } from '../../../shared/command-roles.ts';
import { type Refusal, refuse } from '../../../shared/errors.ts';
import type { PersonRef } from '../../../shared/people.ts';
import type { ManagerAction } from '../../../shared/people-roles.ts';
import type { Approval, Broker, Caller, Device, StoredPerson } from '../broker/ports.ts';
import type { Clock } from '../lan/clock.ts';
import { PinGuard } from './pin-guard.ts';
import { type PinCost, Pins, PinsBusyError } from './pin.ts';
import { SessionTokens } from './session-tokens.ts';

/** What a message may carry beside its device's token, as it came. */
export interface Words {
  /** Who is signed in. */
  readonly session?: string | undefined;
  /** A manager's word for it. */
  readonly approval?: string | undefined;
}

export type SignedIn =
  | {
      readonly ok: true;
      readonly person: StoredPerson;
      readonly token: string;
      /** Milliseconds, UTC. */
      readonly expiresAt: number;
    }
  | { readonly ok: false; readonly refusal: Refusal };

/** Stands for everybody whom nobody has heard of: made-up ids do not fill the memory. */
const NOBODY = 'nobody';

/** Who is at a device: proves PINs, gives tokens, and makes of them the caller of a command. */
export class SignIns {
  readonly #broker: Broker;
  readonly #pins: Pins;
  readonly #tokens: SessionTokens;
  readonly #guard: PinGuard;
  readonly #find = (id: string): StoredPerson | undefined => this.#view.person(id);

  /** @param key of the tokens, see `session-key.ts` */
  constructor(broker: Broker, key: Buffer, clock: Pick<Clock, 'now'>, cost?: PinCost) {
    this.#broker = broker;
    this.#pins = new Pins(cost);
    this.#tokens = new SessionTokens(key, () => broker.now());
    this.#guard = new PinGuard(clock);
  }

  /** Asked for each time: after a failure of the disk it is another one. */
  get #view(): Broker['view'] {
    return this.#broker.view;
  }

  /** True while nobody is registered who could sign in: counters then work as if a manager were. */
  get isOpen(): boolean {
    return !this.#view.people().some(({ active }) => active);
  }

  /**
   * Checks a PIN.
   * @param personId whoever it is: an unknown one is refused like a wrong PIN, after the same time
   * @returns null when it is right, else `pin_refused`, `rate_limited` or `overloaded`
   */
  async prove(device: Device, personId: string, pin: string): Promise<Refusal | null> {
    const person = this.#view.person(personId);
    const known = person?.active ? person : null;
    const counted = known?.id ?? NOBODY;
    const wait = this.#guard.begin(device.id, counted);
    if (wait !== null) {
      return refuse('rate_limited', 'Too many wrong PINs. Wait, or ask a manager.', {
        retryAfterSeconds: wait,
      });
    }
    try {
      if (await this.#pins.matches(pin, known?.pinHash ?? null, device.id)) {
        this.#guard.right(device.id, counted);
        return null;
      }
    } catch (error) {
      this.#guard.undo(device.id, counted);
      return busy(error);
    }
    return refuse('pin_refused', 'This PIN is wrong.', {});
  }

  /** A session for a PIN. */
  async signIn(device: Device, personId: string, pin: string): Promise<SignedIn> {
    const person = await this.#proved(device, personId, pin);
    if ('code' in person) return { ok: false, refusal: person };
    return { ok: true, person, ...this.#tokens.issueSession(person, device.id) };
  }

  /**
   * An approval for a manager's PIN, of these actions and for one command. Who is no manager is `forbidden`, whatever their
   * PIN.
   */
  async approve(
    device: Device,
    personId: string,
    pin: string,
    actions: readonly ManagerAction[],
  ): Promise<SignedIn> {
    const asked = this.#view.person(personId);
    if (asked?.active && asked.role !== 'manager') {
      return { ok: false, refusal: refuse('forbidden', 'Only a manager can allow this.', {}) };
    }
    const person = await this.#proved(device, personId, pin);
    if ('code' in person) return { ok: false, refusal: person };
    return { ok: true, person, ...this.#tokens.issueApproval(person, device.id, actions) };
  }

  /** What to keep of a new PIN; or `overloaded`. */
  async hash(device: Device, pin: string): Promise<string | Refusal> {
    try {
      return await this.#pins.hash(pin, device.id);
    } catch (error) {
      return busy(error);
    }
  }

  /** Who is signed in by this token at this device; null for nobody, and for a token that is not good. */
  session(device: Device, { session }: Words): StoredPerson | null {
    return session === undefined ? null : this.#tokens.session(session, device.id, this.#find);
  }

  /** Why a device may not read what is for people who are signed in; null when it may. Only counters have to be. */
  mayRead(device: Device, words: Words): Refusal | null {
    if (device.role !== 'counter' || this.isOpen || this.session(device, words)) return null;
    return refuse('sign_in_required', 'Sign in with a PIN first.', {});
  }

  /**
   * The caller of a command of this type, or `sign_in_required`: where people are registered a counter acts for one of
   * them, save in what any kitchen display may do (`asksForPerson`). A
   * session that is no longer good is told to every device that sends one; an approval that is no longer good is none,
   * and then the domain says what it needs.
   */
  caller(device: Device, words: Words, type: string): Caller | Refusal {
    const { id: deviceId, role } = device;
    const isCounter = role === 'counter';
    const isBare = words.session === undefined && words.approval === undefined;
    // What the owner keeps for managers is kept from cashiers: programs and the owner's own tools are neither.
    if (!isCounter && isBare) return { deviceId, role, hasAuthority: true };
    if (this.isOpen) return { deviceId, role, hasAuthority: true };
    const person = this.session(device, words);
    const asked = isCounter && asksForPerson(type);
    if (!person && (asked || words.session !== undefined)) {
      return refuse('sign_in_required', 'Sign in with a PIN first.', {});
    }
    const approval = this.#approval(device, words);
    const hasAuthority = role === 'admin' || (person ? person.role === 'manager' : !isCounter);
    return {
      deviceId,
      role,
      ...(person ? { person: refOf(person) } : {}),
      ...(approval ? { approval } : {}),
      hasAuthority,
    };
  }

  /** What a manager allowed; null for nothing, and for what is no longer good. */
  #approval(device: Device, { approval: token }: Words): Approval | null {
    if (token === undefined) return null;
    const read = this.#tokens.approval(token, device.id, this.#find);
    if (read?.person.role !== 'manager') return null;
    const { person, actions, nonce, expiresAt } = read;
    return { by: refOf(person), actions, nonce, expiresAt };
  }

  async #proved(device: Device, personId: string, pin: string): Promise<StoredPerson | Refusal> {
    const asked = this.#view.person(personId);
    const refusal = await this.prove(device, personId, pin);
    if (refusal) return refusal;
    // Looked at again: the PIN was proved against what was kept a third of a second ago.
    const person = this.#view.person(personId);
    if (person?.active && person.pinHash === asked?.pinHash) return person;
    return refuse('pin_refused', 'This PIN is wrong.', {});
  }
}

function refOf({ id, name }: StoredPerson): PersonRef {
  return { id, name };
}

function busy(error: unknown): Refusal {
  if (!(error instanceof PinsBusyError)) throw error;
  return refuse('overloaded', 'Too many PINs are being checked.', { retryAfterSeconds: 2 });
}
