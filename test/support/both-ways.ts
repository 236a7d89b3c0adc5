import { adapt } from '../../src/main/core/db/adaptive-writer.ts';
import type { Writer } from '../../src/main/core/db/batch.ts';
import { inlineWriter } from '../../src/main/core/db/inline-writer.ts';
import { threadWriter } from '../../src/main/core/db/thread-writer.ts';

const THREAD = new URL('../../src/main/core/db/writer-thread.ts', import.meta.url);

/** The product's writer on a disk that it takes for fast, whatever this one is: small batches go in place, others not. */
export function bothWays(path: string): Writer {
  return adapt({
    inline: inlineWriter(path, 'elsewhere'),
    thread: { ...threadWriter(THREAD, path), lastCommitMs: 0 },
    monotonic: () => 0,
  });
}
