import type { Batch, CommitResult, Writer } from './batch.ts';
import { inlineWriter } from './inline-writer.ts';
import { type ThreadWriter, threadWriter } from './thread-writer.ts';

/** Rows of each kind in a batch that may be written in place: what one cashier's tap comes to, several times over. */
const SMALL_ROWS = 8;

/** Characters of its documents. */
const SMALL_CHARS = 64 * 1024;

/** A commit in place may hold up the event loop for so long, in milliseconds. */
const FAST_MS = 1;

/** What the disk was like so long ago says nothing of now, in milliseconds. */
const FORGET_AFTER_MS = 60_000;

/** How many commits in a row the thread must do fast before the next one is done in place. */
const TRIAL = 8;

/** Commits in place after which the thread is asked to copy the log, beside what goes on. */
const COPY_AFTER = 192;

/**
 * Commits in place after which one goes to the thread: where the log has become long, the thread copies what is left
 * of it with nobody else writing, and it begins anew. Copying beside a writer never quite reaches the end.
 */
const MOST_IN_PLACE = 256;

export interface AdaptiveWriterParts {
  readonly inline: Writer;
  readonly thread: ThreadWriter;
  /** Milliseconds of a clock that only goes forward. */
  readonly monotonic: () => number;
}

/**
 * A writer that takes small batches in place while the disk is fast, and all others in a thread. The way to a thread
 * and back takes longer than a fast disk's fsync: a lone order waits half as long without it. A slow disk or a full
 * batch would hold up the event loop, and goes to the thread.
 */
export function adaptiveWriter(url: URL, path: string): Writer {
  return adapt({
    inline: inlineWriter(path, 'elsewhere'),
    thread: threadWriter(url, path),
    monotonic: () => performance.now(),
  });
}

/** See {@link adaptiveWriter}. */
export function adapt({ inline, thread, monotonic }: AdaptiveWriterParts): Writer {
  /** Fast commits of the thread in a row. */
  let fast = 0;
  let inPlaceSince = 0;
  let lastAt = 0;

  const inPlace = async (batch: Batch): Promise<CommitResult> => {
    const began = monotonic();
    const result = await inline.commit(batch);
    lastAt = monotonic();
    if (lastAt - began > FAST_MS) fast = 0;
    // Nothing of it is there. Somebody else may hold the database just now: the thread can wait for that.
    if (result.state === 'rejected') {
      fast = 0;
      return inThread(batch);
    }
    inPlaceSince += 1;
    if (inPlaceSince === COPY_AFTER) thread.checkpoint();
    return result;
  };
  const inThread = async (batch: Batch): Promise<CommitResult> => {
    inPlaceSince = 0;
    const result = await thread.commit(batch);
    lastAt = monotonic();
    // How long a full batch takes says nothing of a small one.
    if (isSmall(batch)) fast = thread.lastCommitMs <= FAST_MS ? fast + 1 : 0;
    return result;
  };

  const goesInPlace = (batch: Batch): boolean => {
    if (monotonic() - lastAt > FORGET_AFTER_MS) fast = 0;
    return fast >= TRIAL && inPlaceSince < MOST_IN_PLACE && isSmall(batch);
  };

  return {
    commit: (batch) => (goesInPlace(batch) ? inPlace(batch) : inThread(batch)),
    holdsUp: goesInPlace,
    reopen: async () => {
      fast = 0;
      // Both: neither may go on with what it believed before the disk failed.
      const results = [await thread.reopen(), await inline.reopen()];
      return results.find(({ state }) => state !== 'committed') ?? { state: 'committed' };
    },
    close: async () => {
      await thread.close();
      await inline.close();
    },
  };
}

function isSmall({ events, commands, mail, catalog, forgetCommandsTo }: Batch): boolean {
  if (catalog !== null || forgetCommandsTo > 0) return false;
  if (Math.max(events.length, commands.length, mail.length) > SMALL_ROWS) return false;
  let chars = 0;
  for (const { data } of events) chars += data.length;
  return chars <= SMALL_CHARS;
}
