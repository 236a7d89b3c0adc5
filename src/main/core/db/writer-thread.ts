/** Entry of the writer thread: commits one batch a message, so that an fsync never holds up the broker. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { Batch, CommitResult } from './batch.ts';
import { inlineWriter } from './inline-writer.ts';
import { maintain, type MaintenanceRequest } from './maintain.ts';

/** What the broker's side sends. The answer to `close` is the thread's end; `checkpoint` has none. */
export type WriterRequest =
  | { readonly kind: 'commit'; readonly batch: Batch }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'checkpoint' }
  | { readonly kind: 'close' };

export interface WriterResponse {
  readonly result: CommitResult;
  /** How long it took, in milliseconds, without the ways there and back. */
  readonly ms: number;
}

const port = parentPort;
if (!port) throw new Error('writer-thread runs as a worker thread only');

const task: unknown = workerData;
if (typeof task === 'string') write(port, task);
else if (isMaintenance(task)) port.postMessage(maintain(task.maintain));
else throw new Error('writer-thread needs the path of its database');

function write(to: MessagePort, path: string): void {
  const writer = inlineWriter(path);
  const answer = async (doing: Promise<CommitResult>, began: number): Promise<void> => {
    const result = await doing;
    to.postMessage({ result, ms: performance.now() - began } satisfies WriterResponse);
  };
  to.on('message', (request: WriterRequest) => {
    const began = performance.now();
    switch (request.kind) {
      case 'commit':
        void answer(writer.commit(request.batch), began);
        break;
      case 'reopen':
        void answer(writer.reopen(), began);
        break;
      case 'checkpoint':
        writer.checkpoint();
        break;
      case 'close':
        void writer.close().then(() => {
          to.close();
        });
    }
  });
}

function isMaintenance(data: unknown): data is { readonly maintain: MaintenanceRequest } {
  return typeof data === 'object' && data !== null && 'maintain' in data;
}
