/** Entry of the writer thread: commits one batch a message, so that an fsync never holds up the broker. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Batch, CommitResult } from './batch.ts';
import { inlineWriter } from './inline-writer.ts';

/** What the broker's side sends. The answer to `close` is the thread's end. */
export type WriterRequest =
  | { readonly kind: 'commit'; readonly batch: Batch }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'close' };

export type WriterResponse = CommitResult;

const port = parentPort;
if (!port) throw new Error('writer-thread runs as a worker thread only');

const path: unknown = workerData;
if (typeof path !== 'string') throw new Error('writer-thread needs the path of its database');
const writer = inlineWriter(path);

port.on('message', (request: WriterRequest) => {
  switch (request.kind) {
    case 'commit':
      void writer.commit(request.batch).then((result) => {
        port.postMessage(result);
      });
      break;
    case 'reopen':
      void writer.reopen().then((result) => {
        port.postMessage(result);
      });
      break;
    case 'close':
      void writer.close().then(() => {
        port.close();
      });
  }
});
