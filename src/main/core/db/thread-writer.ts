import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { CommitResult, Writer } from './batch.ts';
import type { WriterRequest, WriterResponse } from './writer-thread.ts';

/**
 * A writer in a thread of its own.
 * @param url the thread's entry: a built file, or the source where Node runs TypeScript itself
 */
export function threadWriter(url: URL, path: string): Writer {
  let thread = startThread(url, path);
  return {
    commit: (batch) => thread.ask({ kind: 'commit', batch }),
    reopen: () => {
      // One that died is replaced: the new one opens the database by itself.
      if (thread.isDead()) thread = startThread(url, path);
      return thread.ask({ kind: 'reopen' });
    },
    close: () => thread.close(),
  };
}

function startThread(url: URL, path: string) {
  const worker = new Worker(url, { workerData: path, name: 'writer' });
  let settle: ((result: CommitResult) => void) | null = null;
  let dead: string | null = null;

  const answer = (result: CommitResult): void => {
    const waiting = settle;
    settle = null;
    waiting?.(result);
  };
  const died = (message: string): void => {
    dead ??= message;
    answer({ state: 'broken', message: dead });
  };
  worker.on('message', (result: WriterResponse) => {
    answer(result);
  });
  worker.on('error', (error) => {
    died(error instanceof Error ? error.message : String(error));
  });
  worker.on('exit', (code) => {
    died(`the writer thread ended with ${code}`);
  });

  return {
    isDead: () => dead !== null,
    ask: (request: WriterRequest): Promise<CommitResult> => {
      if (dead !== null) return Promise.resolve({ state: 'broken', message: dead });
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
