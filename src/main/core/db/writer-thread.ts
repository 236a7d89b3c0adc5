/** Entry of the writer thread: commits one batch a message, so that an fsync never holds up the broker. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { Batch, CommitResult } from './batch.ts';
import { inlineWriter } from './inline-writer.ts';
import { maintain, type MaintenanceRequest } from './maintain.ts';

/** What the broker's side sends. The answer to `close` is the thread's end. */
export type WriterRequest =
  | { readonly kind: 'commit'; readonly batch: Batch }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'close' };

export type WriterResponse = CommitResult;

const port = parentPort;
if (!port) throw new Error('writer-thread runs as a worker thread only');

const task: unknown = workerData;
if (typeof task === 'string') write(port, task);
else if (isMaintenance(task)) port.postMessage(maintain(task.maintain));
else throw new Error('writer-thread needs the path of its database');

function write(to: MessagePort, path: string): void {
  const writer = inlineWriter(path);
  to.on('message', (request: WriterRequest) => {
    switch (request.kind) {
      case 'commit':
        void writer.commit(request.batch).then((result) => {
          to.postMessage(result);
        });
        break;
      case 'reopen':
        void writer.reopen().then((result) => {
          to.postMessage(result);
        });
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
