import type { Batch, CommitResult, Writer } from '../../src/main/core/db/batch.ts';
import { inlineWriter } from '../../src/main/core/db/inline-writer.ts';

/** A real writer whose commits a test can hold up, or answer with a fault instead of (or after) doing them. */
export class FaultyWriter implements Writer {
  readonly batches: Batch[] = [];
  /** Decides about each commit: null lets it through. `after` does the commit and reports the fault all the same. */
  fault: (batch: Batch) => { readonly result: CommitResult; readonly after?: boolean } | null =
    () => null;
  /** While set, commits wait for it. */
  gate: Promise<void> | null = null;
  /** Decides about each reopening: null lets it through. */
  reopening: () => CommitResult | null = () => null;
  reopened = 0;
  readonly #inner: Writer;

  constructor(path: string) {
    this.#inner = inlineWriter(path);
  }

  async commit(batch: Batch): Promise<CommitResult> {
    this.batches.push(batch);
    if (this.gate) await this.gate;
    const fault = this.fault(batch);
    if (!fault) return this.#inner.commit(batch);
    if (fault.after) await this.#inner.commit(batch);
    return fault.result;
  }

  reopen(): Promise<CommitResult> {
    this.reopened += 1;
    const fault = this.reopening();
    return fault ? Promise.resolve(fault) : this.#inner.reopen();
  }

  close(): Promise<void> {
    return this.#inner.close();
  }
}
