import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { CommitResult, Writer } from './batch.ts';
import type { WriterRequest, WriterResponse } from './writer-thread.ts';

/** A writer whose fsyncs hold up nobody else. */
export interface ThreadWriter extends Writer {
  /** How long the last commit took in the thread, in milliseconds; infinite before the first. */
  readonly lastCommitMs: number;
  /**
   * Copies the log into the database, beside whatever is written meanwhile. What can't be copied now stays in the
   * log, which is as safe: it is tried again the next time.
   */
  checkpoint(): void;
}

/**
 * A writer in a thread of its own.
 * @param url the thread's entry: a built file, or the source where Node runs TypeScript itself
 */
export function threadWriter(url: URL, path: string): ThreadWriter {
  let thread = startThread(url, path);
  let lastCommitMs = Number.POSITIVE_INFINITY;
  return {
    commit: async (batch) => {
      const { result, ms } = await thread.ask({ kind: 'commit', batch });
      lastCommitMs = ms;
      return result;
    },
    get lastCommitMs() {
      return lastCommitMs;
    },
    checkpoint: () => thread.tell({ kind: 'checkpoint' }),
    reopen: async () => {
      // One that died is replaced: the new one opens the database by itself.
      if (thread.isDead()) thread = startThread(url, path);
      return (await thread.ask({ kind: 'reopen' })).result;
    },
    close: () => thread.close(),
  };
}

function startThread(url: URL, path: string) {
  const worker = new Worker(url, { workerData: path, name: 'writer' });
  let settle: ((response: WriterResponse) => void) | null = null;
  let dead: CommitResult | null = null;

  const answer = (response: WriterResponse): void => {
    const waiting = settle;
    settle = null;
    waiting?.(response);
  };
  const died = (message: string): void => {
    dead ??= { state: 'broken', message };
    answer({ result: dead, ms: 0 });
  };
  worker.on('message', answer);
  worker.on('error', (error) => {
    died(error instanceof Error ? error.message : String(error));
  });
  worker.on('exit', (code) => {
    died(`the writer thread ended with ${code}`);
  });

  return {
    isDead: () => dead !== null,
    tell: (request: WriterRequest): void => {
      if (dead === null) worker.postMessage(request);
    },
    ask: (request: WriterRequest): Promise<WriterResponse> => {
      if (dead !== null) return Promise.resolve({ result: dead, ms: 0 });
      return new Promise((resolve) => {
        settle = resolve;
        worker.postMessage(request);
      });
    },
    close: async (): Promise<void> => {
      if (dead !== null) return;
      const ended = once(worker, 'exit');
      worker.postMessage({ kind: 'close' } satisfies WriterRequest);
      await ended;
    },
  };
}
