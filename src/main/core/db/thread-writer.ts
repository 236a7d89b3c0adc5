import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { CommitResult, Writer } from './batch.ts';
import type { WriterRequest, WriterResponse } from './writer-thread.ts';

/**
 * A writer in a thread of its own.
 * @param url the thread's entry: a built file, or the source where Node runs TypeScript itself
 */
export function threadWriter(url: URL, path: string): Writer {
  const worker = new Worker(url, { workerData: path, name: 'writer' });
  let settle: ((result: CommitResult) => void) | null = null;
  let dead: string | null = null;

  worker.on('message', (result: WriterResponse) => {
    const waiting = settle;
    settle = null;
    waiting?.(result);
  });
  const died = (message: string): void => {
    dead ??= message;
    const waiting = settle;
    settle = null;
    waiting?.({ state: 'broken', message: dead });
  };
  worker.on('error', (error) => {
    died(error instanceof Error ? error.message : String(error));
  });
  worker.on('exit', (code) => {
    died(`the writer thread ended with ${code}`);
  });

  const ask = (request: WriterRequest): Promise<CommitResult> => {
    if (dead !== null) return Promise.resolve({ state: 'broken', message: dead });
    return new Promise((resolve) => {
      settle = resolve;
      worker.postMessage(request);
    });
  };
  return {
    commit: (batch) => ask({ kind: 'commit', batch }),
    reopen: () => ask({ kind: 'reopen' }),
    close: async () => {
      if (dead !== null) return;
      const ended = once(worker, 'exit');
      worker.postMessage({ kind: 'close' } satisfies WriterRequest);
      await ended;
    },
  };
}
