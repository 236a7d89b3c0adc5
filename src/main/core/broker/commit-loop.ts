import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { Batch, CommitResult, Writer } from '../db/batch.ts';
import type { Draft } from './draft.ts';

/** Most commands of one transaction. More gain nothing, and what fails together is decided again. */
const BATCH_LIMIT = 512;

/** Something to do in the next transaction. */
export interface Work {
  /** Works on the draft. May be called again, on another draft, when a batch has to be split. */
  run(draft: Draft): void;
  /** Comes when the draft is complete and its last sequence number known. */
  finish?(draft: Draft): void;
  /** Comes after the commit, or with what stood in its way. */
  settle(result: 'committed' | Refusal): void;
}

export interface CommitLoopOptions {
  readonly writer: Writer;
  /** Works that may wait; one more is not taken. */
  readonly limit: number;
  /** A draft over this one, or over what is committed now. */
  readonly newDraft: (over: Draft | null) => Draft;
  readonly batchOf: (draft: Draft) => Batch;
  /** Makes the draft the committed state and announces it; lays the next one over that. */
  readonly publish: (draft: Draft, next: Draft | null) => void;
  /** Takes the disk's word for what is committed, after the database was opened anew. */
  readonly reload: () => void;
  readonly onFault: (what: string, error: unknown) => void;
}

/** Works that were decided on one draft, and will be one transaction. */
interface Group {
  readonly draft: Draft;
  readonly works: Work[];
}

/**
 * The queue before the single writer. Works are decided as they come; while one group of them is in its fsync the
 * next one gathers, decided on top of it. A group that fails is thrown away with its draft and with the group that
 * was laid over it: that one is decided again.
 */
export class CommitLoop {
  readonly #options: CommitLoopOptions;
  /** What gathers. */
  #open: Group | null = null;
  /** What is in its fsync, or was and is not yet told: what gathers is decided on top of it. */
  #committing: Group | null = null;
  /** What is on disk, with nobody told. */
  #untold: Group | null = null;
  /** What waits for a group to be decided in. */
  #queue: Work[] = [];
  #busy = false;
  #stopped = false;
  #broken = false;
  #idle: (() => void) | null = null;

  constructor(options: CommitLoopOptions) {
    this.#options = options;
  }

  /** False from a failure of the disk until the database could be opened again. */
  get healthy(): boolean {
    return !this.#broken;
  }

  get waiting(): number {
    return (this.#open?.works.length ?? 0) + this.#queue.length;
  }

  /** False when too much waits already, or the end has come. */
  take(work: Work): boolean {
    if (this.#stopped || this.waiting >= this.#options.limit) return false;
    this.#queue.push(work);
    // A committed group lets the next one be decided at once; a failed one has to be dealt with first.
    if (!this.#broken && this.#queue.length === 1) this.#gather();
    if (!this.#busy) {
      this.#busy = true;
      setImmediate(() => void this.#pump());
    }
    return true;
  }

  /** Takes nothing more; resolves when all that was taken is settled. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (!this.#busy) return;
    await new Promise<void>((resolve) => {
      this.#idle = resolve;
    });
  }

  /** Decides what waits, until the group that gathers is full. */
  #gather(): void {
    const { newDraft, onFault } = this.#options;
    while (this.#queue.length > 0) {
      this.#open ??= { draft: newDraft(this.#committing?.draft ?? null), works: [] };
      if (this.#open.works.length >= BATCH_LIMIT) return;
      const work = this.#queue.shift();
      if (!work) return;
      try {
        work.run(this.#open.draft);
        this.#open.works.push(work);
      } catch (error) {
        // A throw is a bug: it costs its own command and no other.
        onFault('deciding a command', error);
        work.settle(refuse('internal', 'This command could not be handled.', {}));
      }
    }
    // A draft that holds nothing would only grow old.
    if (this.#open?.works.length === 0) this.#open = null;
  }

  /** Takes out what has gathered; null when that is nothing. */
  #gathered(): Group | null {
    this.#gather();
    const group = this.#open;
    this.#open = null;
    return group;
  }

  /** One group after the other until nothing waits and everyone is told. */
  async #pump(): Promise<void> {
    while (this.waiting > 0 || this.#untold) {
      if (this.#broken) this.#tell(null);
      if (this.#broken && !(await this.#recover())) {
        for (const work of this.#queue.splice(0)) work.settle(storageFailed());
        continue;
      }
      const group = this.#gathered();
      if (group) await this.#commit(group);
      else this.#tell(null);
    }
    this.#busy = false;
    this.#idle?.();
  }

  async #commit(group: Group): Promise<void> {
    const { writer, batchOf } = this.#options;
    group.draft.close();
    for (const work of group.works) work.finish?.(group.draft);
    const batch = batchOf(group.draft);
    if (this.#untold && writer.holdsUp?.(batch) === true) {
      this.#tell(group);
      // What they were told leaves at the end of this turn: not behind the next fsync.
      await new Promise((resolve) => setImmediate(resolve));
    }
    const writing = writer.commit(batch);
    // A writer in a thread is at work by now.
    this.#tell(group);
    const result = await writing;
    if (result.state === 'committed') {
      this.#untold = group;
      return;
    }
    this.#committing = null;
    // What was decided on top of it is void: it goes back to the front, to be decided again.
    this.#queue.unshift(...(this.#open?.works ?? []));
    this.#open = null;
    await this.#failed(group.works, result);
  }

  /** Publishes the group that was committed last, and answers it; the next one is what comes to the disk now. */
  #tell(next: Group | null): void {
    const group = this.#untold;
    this.#untold = null;
    this.#committing = next;
    if (!group) return;
    this.#options.publish(group.draft, next?.draft ?? null);
    for (const work of group.works) work.settle('committed');
  }

  async #failed(
    works: readonly Work[],
    { state, message }: Exclude<CommitResult, { state: 'committed' }>,
  ): Promise<void> {
    const { onFault } = this.#options;
    if (state === 'rejected' && works.length > 1) {
      const middle = Math.ceil(works.length / 2);
      for (const half of [works.slice(0, middle), works.slice(middle)]) {
        // The other half broke the disk, and it is not back: nothing is written to it.
        if (this.#broken) for (const work of half) work.settle(storageFailed());
        else await this.#commitAlone(half);
      }
      return;
    }
    onFault(`committing (${state})`, message);
    if (state === 'broken') {
      this.#broken = true;
      await this.#recover();
    }
    const refusal =
      state === 'full'
        ? refuse('disk_full', 'The disk is full: nothing was recorded. Make room.', {})
        : storageFailed();
    for (const work of works) work.settle(refusal);
  }

  /** Decides these anew, with nobody else, before whatever waits. */
  async #commitAlone(works: readonly Work[]): Promise<void> {
    const waiting = [...(this.#open?.works ?? []), ...this.#queue];
    this.#open = null;
    this.#queue = [...works];
    const group = this.#gathered();
    this.#queue = waiting;
    if (group) await this.#commit(group);
  }

  /**
   * After a failed fsync nobody knows what is on disk, and trying it again may falsely succeed. So the database is
   * opened anew and its word is taken: what got in is published, and everyone is asked to send again, which finds
   * the stored answer or does the work. While that fails, whatever comes tries it again.
   */
  async #recover(): Promise<boolean> {
    const { writer, reload, onFault } = this.#options;
    const reopened = await writer.reopen();
    if (reopened.state !== 'committed') {
      onFault('opening the database again', reopened.message);
      return false;
    }
    try {
      reload();
    } catch (error) {
      onFault('reading the database again', error);
      return false;
    }
    this.#broken = false;
    return true;
  }
}

export function storageFailed(): Refusal {
  return refuse(
    'storage_failed',
    'The disk failed; whether this was recorded is not known. Send it again under the same id.',
    {},
  );
}
