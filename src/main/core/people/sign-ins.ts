import { asksForPerson } from '../../../shared/commands.ts';
import { type Refusal, refuse } from '../../../shared/errors.ts';
import type { PersonRef } from '../../../shared/people.ts';
import type { Broker, Caller, Device, StoredPerson } from '../broker/ports.ts';
import type { Clock } from '../lan/clock.ts';
import { PinGuard } from './pin-guard.ts';
import { type PinCost, Pins, PinsBusyError } from './pin.ts';
import { type Purpose, SessionTokens } from './session-tokens.ts';

/** What a message may carry beside its device's token, as it came. */
export interface Words {
  /** Who is signed in. */
  readonly session?: string | undefined;
  /** Which manager allows this. */
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
  readonly #view: Broker['view'];
  readonly #pins: Pins;
  readonly #tokens: SessionTokens;
  readonly #guard: PinGuard;

  /** @param key of the tokens, see `session-key.ts` */
  constructor(broker: Broker, key: Buffer, clock: Pick<Clock, 'now'>, cost?: PinCost) {
    this.#view = broker.view;
    this.#pins = new Pins(cost);
    this.#tokens = new SessionTokens(key, () => broker.now());
    this.#guard = new PinGuard(clock);
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
      if (await this.#pins.matches(pin, known?.pinHash ?? null)) {
        this.#guard.right(device.id, counted);
        return null;
      }
    } catch (error) {
      this.#guard.undo(device.id, counted);
      return busy(error);
    }
    return refuse('pin_refused', 'This PIN is wrong.', {});
  }

  /**
   * A token for a PIN. An approval is for managers alone: others are `forbidden`, whatever their PIN.
   */
  async signIn(purpose: Purpose, device: Device, personId: string, pin: string): Promise<SignedIn> {
    const asked = this.#view.person(personId);
    if (purpose === 'approval' && asked?.active && asked.role !== 'manager') {
      const refusal = refuse('forbidden', 'Only a manager can allow this.', {});
      return { ok: false, refusal };
    }
    const refusal = await this.prove(device, personId, pin);
    if (refusal) return { ok: false, refusal };
    // Looked at again: the PIN was proved against what was kept a third of a second ago.
    const person = this.#view.person(personId);
    if (!person?.active || person.pinHash !== asked?.pinHash) {
      return { ok: false, refusal: refuse('pin_refused', 'This PIN is wrong.', {}) };
    }
    const { token, expiresAt } = this.#tokens.issue(purpose, person, device.id);
    return { ok: true, person, token, expiresAt };
  }

  /** What to keep of a new PIN; or `overloaded`. */
  async hash(pin: string): Promise<string | Refusal> {
    try {
      return await this.#pins.hash(pin);
    } catch (error) {
      return busy(error);
    }
  }

  /** Who is signed in by this token at this device; null for nobody, and for a token that is not good. */
  session(device: Device, { session }: Words): StoredPerson | null {
    return session === undefined ? null : this.#check('session', session, device);
  }

  /** The manager who allowed what comes with this token; null for none. */
  approver(device: Device, { approval }: Words): StoredPerson | null {
    if (approval === undefined) return null;
    const person = this.#check('approval', approval, device);
    return person?.role === 'manager' ? person : null;
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
    const approver = this.approver(device, words);
    const own = role === 'admin' || (person ? person.role === 'manager' : !isCounter);
    return {
      deviceId,
      role,
      ...(person ? { person: refOf(person) } : {}),
      ...(approver ? { approvedBy: refOf(approver) } : {}),
      hasAuthority: own || approver !== null,
    };
  }

  #check(purpose: Purpose, token: string, device: Device): StoredPerson | null {
    return this.#tokens.check(purpose, token, device.id, (id) => this.#view.person(id));
  }
}

function refOf({ id, name }: StoredPerson): PersonRef {
  return { id, name };
}

function busy(error: unknown): Refusal {
  if (!(error instanceof PinsBusyError)) throw error;
  return refuse('overloaded', 'Too many PINs are being checked.', { retryAfterSeconds: 2 });
}
