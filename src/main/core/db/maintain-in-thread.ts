import { Worker } from 'node:worker_threads';
import { maintain, type MaintenanceRequest, type MaintenanceResult } from './maintain.ts';

/** Maintenance under way. */
export interface Maintenance {
  /** Never rejects. */
  readonly result: Promise<MaintenanceResult>;
  /** Gives it up; resolves when it has let go of the database. */
  stop(): Promise<void>;
}

/**
 * Does the maintenance on a thread of its own, so that nobody waits for it.
 * @param url the writer thread's entry, which knows this work as well
 */
export function maintainInThread(url: URL, request: MaintenanceRequest): Maintenance {
  const worker = new Worker(url, { workerData: { maintain: request }, name: 'maintenance' });
  worker.unref();
  const result = new Promise<MaintenanceResult>((resolve) => {
    worker.on('message', resolve);
    worker.on('error', (error) => {
      resolve({ state: 'failed', message: error instanceof Error ? error.message : String(error) });
    });
    worker.on('exit', () => {
      resolve({ state: 'failed', message: 'it was given up' });
    });
  });
  return {
    result,
    stop: async () => {
      await worker.terminate();
    },
  };
}

/** Does it at once, on the caller's own thread: for tests and tools. */
export function maintainHere(request: MaintenanceRequest): Maintenance {
  return { result: Promise.resolve(maintain(request)), stop: () => Promise.resolve() };
}
