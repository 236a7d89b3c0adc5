import type { FastifyBaseLogger } from 'fastify';

/** Reads from disk, which may be broken: `failed` then, with the reason in the log. */
export function readHistory<T>(log: FastifyBaseLogger, read: () => T): T | 'failed' {
  try {
    return read();
  } catch (error) {
    log.error({ err: error }, 'the history could not be read');
    return 'failed';
  }
}
