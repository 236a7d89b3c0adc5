import type { Shift } from '../../../shared/shift.ts';

/** What can be asked of shifts: of the committed ones, and of a draft laid over them. */
export interface Shifts {
  /** The shift that is open at a counter. */
  openAt(deviceId: string): Shift | undefined;
  /** An open shift by its id. */
  open(id: string): Shift | undefined;
  /** The highest number given; 0 before the first. */
  readonly lastNumber: number;
  /** The number of the last event about a shift; undefined when only the disk knows. */
  lastSeqOf(id: string): number | undefined;
}

/** The open shifts, as they are committed. Closed ones never change again and are read from disk. */
export class ShiftBook implements Shifts {
  lastNumber: number;
  readonly #open = new Map<string, { readonly shift: Shift; readonly seq: number }>();

  constructor(
    open: readonly { readonly shift: Shift; readonly lastSeq: number }[],
    lastNumber: number,
  ) {
    this.lastNumber = lastNumber;
    for (const { shift, lastSeq } of open) this.put(shift, lastSeq);
  }

  openAt(deviceId: string): Shift | undefined {
    // As many as there are counters: a handful.
    for (const { shift } of this.#open.values()) if (shift.deviceId === deviceId) return shift;
    return undefined;
  }

  open(id: string): Shift | undefined {
    return this.#open.get(id)?.shift;
  }

  lastSeqOf(id: string): number | undefined {
    return this.#open.get(id)?.seq;
  }

  /** By number, which is the order they were opened in. */
  all(): readonly Shift[] {
    return [...this.#open.values()].map(({ shift }) => shift);
  }

  put(shift: Shift, seq: number): void {
    if (shift.status === 'open') this.#open.set(shift.id, { shift, seq });
    else this.#open.delete(shift.id);
    this.lastNumber = Math.max(this.lastNumber, shift.number);
  }
}

/** The shifts that a batch has opened or changed, over those below it. */
export class DraftShifts implements Shifts {
  readonly #below: () => Shifts;
  readonly #changed = new Map<string, { readonly shift: Shift; readonly seq: number }>();
  #lastNumber: number | null = null;

  constructor(below: () => Shifts) {
    this.#below = below;
  }

  openAt(deviceId: string): Shift | undefined {
    for (const { shift } of this.#changed.values()) {
      if (shift.deviceId === deviceId && shift.status === 'open') return shift;
    }
    const below = this.#below().openAt(deviceId);
    return below && this.#changed.has(below.id) ? undefined : below;
  }

  open(id: string): Shift | undefined {
    const here = this.#changed.get(id)?.shift;
    if (!here) return this.#below().open(id);
    return here.status === 'open' ? here : undefined;
  }

  get lastNumber(): number {
    return this.#lastNumber ?? this.#below().lastNumber;
  }

  lastSeqOf(id: string): number | undefined {
    return this.#changed.get(id)?.seq ?? this.#below().lastSeqOf(id);
  }

  put(shift: Shift, seq: number): void {
    this.#lastNumber = Math.max(this.lastNumber, shift.number);
    this.#changed.set(shift.id, { shift, seq });
  }

  /** In the order in which they first changed: who closes one before opening the next stands before it. */
  changed(): Iterable<{ readonly shift: Shift; readonly seq: number }> {
    return this.#changed.values();
  }
}
