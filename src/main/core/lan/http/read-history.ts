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

/**
 * Orders or events of one page as JSON, in characters: the page ends after the one that passes it. Reading is done
 * by the thread that also takes orders, and a thousand orders may have 100 KB each.
 */
export const PAGE_CHARS = 1024 * 1024;
