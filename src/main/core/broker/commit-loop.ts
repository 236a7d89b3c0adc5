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
  /** A draft over what is committed now. */
  readonly newDraft: () => Draft;
  readonly batchOf: (draft: Draft) => Batch;
  /** Makes the draft the committed state and announces it. */
  readonly publish: (draft: Draft) => void;
  /** Takes the disk's word for what is committed, after the database was opened anew. */
  readonly reload: () => void;
  readonly onFault: (what: string, error: unknown) => void;
}

/**
 * The queue before the single writer: while one batch is in its fsync the next one gathers. A batch that fails is
 * thrown away with its draft.
 */
export class CommitLoop {
  readonly #options: CommitLoopOptions;
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
    return this.#queue.length;
  }

  /** False when too much waits already, or the end has come. */
  take(work: Work): boolean {
    if (this.#stopped || this.#queue.length >= this.#options.limit) return false;
    this.#queue.push(work);
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

  /** One batch after the other until nothing waits. */
  async #pump(): Promise<void> {
    while (this.#queue.length > 0) {
      const works = this.#queue.slice(0, BATCH_LIMIT);
      this.#queue = this.#queue.slice(BATCH_LIMIT);
      await this.#commit(works);
    }
    this.#busy = false;
    this.#idle?.();
  }

  /** Commits these in one transaction; if SQLite refuses it, in two, until the one at fault stands alone. */
  async #commit(works: readonly Work[]): Promise<void> {
    const { writer, newDraft, batchOf, publish, onFault } = this.#options;
    if (this.#broken && !(await this.#recover())) {
      for (const work of works) work.settle(storageFailed());
      return;
    }
    const draft = newDraft();
    const decided: Work[] = [];
    for (const work of works) {
      try {
        work.run(draft);
        decided.push(work);
      } catch (error) {
        // A throw is a bug: it costs its own command and no other.
        onFault('deciding a command', error);
        work.settle(refuse('internal', 'This command could not be handled.', {}));
      }
    }
    if (decided.length === 0) return;
    draft.close();
    for (const work of decided) work.finish?.(draft);
    const result = await writer.commit(batchOf(draft));
    if (result.state === 'committed') {
      publish(draft);
      for (const work of decided) work.settle('committed');
      return;
    }
    await this.#failed(decided, result);
  }

  async #failed(
    works: readonly Work[],
    { state, message }: Exclude<CommitResult, { state: 'committed' }>,
  ): Promise<void> {
    const { onFault } = this.#options;
    if (state === 'rejected' && works.length > 1) {
      const middle = Math.ceil(works.length / 2);
      await this.#commit(works.slice(0, middle));
      await this.#commit(works.slice(middle));
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

  /**
   * After a failed fsync nobody knows what is on disk, and trying it again may falsely succeed. So the database is
   * opened anew and its word is taken: what got in is published, and everyone is asked to send again, which finds
   * the stored answer or does the work. While that fails, each batch that comes tries it again.
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
