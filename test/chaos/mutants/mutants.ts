import type { Edit, Mutant } from './mutant.ts';

const COMMIT_LOOP = 'src/main/core/broker/commit-loop.ts';
const BROKER = 'src/main/core/broker/broker.ts';
const ANSWER_BOOK = 'src/main/core/broker/answer-book.ts';
const WRITE_BATCH = 'src/main/core/db/write-batch.ts';
const SCHEMA = 'src/main/core/db/migrations/0010-initial.ts';
const LINES = 'src/main/domain/lines.ts';

/** Stock that is taken without asking whether there is enough. */
const ALWAYS_ENOUGH = {
  file: LINES,
  find: 'if (requested > available) missing.push',
  replace: 'if (requested > available + 1_000_000) missing.push',
};

/** Puts something between the broker and the disk. @param commit what it does with a batch */
function throughWriter(commit: string): Edit {
  return {
    file: BROKER,
    find: `new CommitLoop({
    writer,`,
    replace: `new CommitLoop({
    writer: {
      commit: ${commit},
      reopen: () => writer.reopen(),
      close: () => writer.close(),
    },`,
  };
}

/** Faults in what the product promises, each of which the suite must notice. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'sync-normal',
    fault: 'a commit returns before its fsync',
    edits: [
      {
        file: 'src/main/core/db/open.ts',
        find: `db.pragma('synchronous = FULL');`,
        replace: `db.pragma('synchronous = NORMAL');`,
      },
      // Its own assertion would refuse to start.
      { file: 'src/main/core/db/open.ts', find: 'synchronous !== 2', replace: 'synchronous !== 1' },
    ],
    caughtBy: ['power cuts'],
  },
  {
    name: 'answer-before-commit',
    fault: 'commands are acknowledged, then committed',
    edits: [
      throughWriter(`(batch) => {
        setImmediate(() => void writer.commit(batch));
        return Promise.resolve({ state: 'committed' });
      }`),
    ],
    caughtBy: ['power cuts', 'model'],
  },
  {
    name: 'events-before-commit',
    fault: 'screens are told what is not on disk yet',
    edits: [
      {
        file: BROKER,
        find: `      next?.rebase(model);
      announce(draft.events);`,
        replace: '      next?.rebase(model);',
      },
      {
        file: BROKER,
        find: 'batchOf: (draft) => draft.batch(book.forgettable()),',
        replace: `batchOf: (draft) => {
      announce(draft.events);
      return draft.batch(book.forgettable());
    },`,
      },
    ],
    caughtBy: ['uncommitted', 'model'],
  },
  {
    name: 'no-idempotency-record',
    fault: 'what a command came to is not written with it',
    edits: [
      {
        file: WRITE_BATCH,
        find: 'insertCommands(batch.commands);',
        replace: 'insertCommands([]);',
      },
    ],
    caughtBy: ['kill storm'],
  },
  {
    name: 'no-idempotency-lookup',
    fault: 'nobody looks for an earlier answer',
    edits: [
      {
        file: ANSWER_BOOK,
        find: 'of this.#known.candidates(short)) {',
        replace: 'of this.#known.candidates(short).slice(0, 0)) {',
      },
    ],
    caughtBy: ['kill storm', 'soak'],
  },
  {
    name: 'key-reuse-unseen',
    fault: 'another command under a known key gets the answer to the first',
    edits: [
      {
        file: ANSWER_BOOK,
        find: 'if (row.fingerprint !== fingerprint)',
        replace: 'if (row.fingerprint.length !== fingerprint.length)',
      },
    ],
    caughtBy: ['model'],
  },
  {
    name: 'stock-not-conditional',
    // The table's own CHECK stands behind it: nothing is oversold, but customers hear of a failed disk.
    fault:
      'stock is taken without asking whether there is enough; the CHECK of the table refuses it',
    edits: [ALWAYS_ENOUGH],
    caughtBy: ['model'],
  },
  {
    name: 'stock-not-conditional-nor-checked',
    fault: 'the same with no CHECK behind it: things are sold that are not there',
    edits: [
      ALWAYS_ENOUGH,
      {
        file: SCHEMA,
        find: 'available INTEGER CHECK (available IS NULL OR available >= 0)',
        replace: 'available INTEGER',
      },
    ],
    caughtBy: ['model'],
  },
  {
    name: 'number-given-twice',
    fault: 'after a start the numbers of the day begin anew; the UNIQUE of the table refuses them',
    edits: [
      {
        file: BROKER,
        find: '(businessDate) => history.lastNumber(businessDate),',
        replace: '() => 0,',
      },
    ],
    caughtBy: ['model'],
  },
  {
    name: 'cancelled-order-forgotten',
    fault: 'a start does not look for cancelled orders that the kitchen has yet to take note of',
    edits: [
      {
        file: 'src/main/core/db/load.ts',
        find: 'WHERE lingers = 1 ORDER BY placed_seq',
        replace: 'WHERE lingers = 2 ORDER BY placed_seq',
      },
    ],
    caughtBy: ['model'],
  },
  {
    name: 'confirmed-unseen',
    fault: 'who takes note of a change takes note of those that came after it, too',
    edits: [
      {
        file: 'src/main/domain/work-ticket.ts',
        find: 'Math.min(told[line.id] ?? 0, toldOfLine(line, order))',
        replace: '(line.id in seen ? toldOfLine(line, order) : 0)',
      },
    ],
    caughtBy: ['model'],
  },
  {
    name: 'batch-not-bisected',
    fault: 'a poison command takes its batch with it',
    edits: [
      {
        file: COMMIT_LOOP,
        find: `state === 'rejected' && works.length > 1)`,
        replace: `state === 'rejected' && works.length > 1_000_000)`,
      },
    ],
    caughtBy: ['poison'],
  },
  {
    name: 'decided-on-what-failed',
    fault: 'what was decided on top of a failed batch stays decided',
    edits: [
      {
        file: COMMIT_LOOP,
        find: `    this.#queue.unshift(...(this.#open?.works ?? []));
    this.#open = null;
    await this.#failed`,
        replace: '    await this.#failed',
      },
    ],
    caughtBy: ['failed beneath'],
  },
  {
    name: 'retried-fsync',
    fault:
      'after a failed fsync the commit is tried again, instead of asking the disk what is there',
    edits: [
      throughWriter(`async (batch) => {
        const result = await writer.commit(batch);
        return result.state === 'broken' ? writer.commit(batch) : result;
      }`),
    ],
    caughtBy: ['failing fsyncs', 'failed once'],
  },
  {
    name: 'believed-fsync',
    fault: 'after a failed fsync a second one is believed, which says yes to nothing',
    edits: [
      {
        file: WRITE_BATCH,
        find: `import { SqliteError } from 'better-sqlite3';`,
        replace: `import { closeSync, fsyncSync, openSync } from 'node:fs';
import { SqliteError } from 'better-sqlite3';`,
      },
      {
        file: WRITE_BATCH,
        find: `    } catch (error) {
      const failure`,
        replace: `    } catch (error) {
      if (error instanceof SqliteError && error.code === 'SQLITE_IOERR_FSYNC') {
        const log = openSync(\`\${db.name}-wal\`, 'r+');
        fsyncSync(log);
        closeSync(log);
        return { state: 'committed' };
      }
      const failure`,
      },
    ],
    caughtBy: ['failing fsyncs'],
  },
  {
    name: 'outbox-not-in-transaction',
    fault: 'the e-mail is put down after the commit that makes the order ready',
    edits: [
      {
        file: WRITE_BATCH,
        find: `      write(batch);
      commit.run();`,
        replace: `      const { mail, ...rest } = batch;
      write({ ...rest, mail: [] });
      commit.run();
      write({ ...EMPTY_BATCH, mail });`,
      },
      {
        file: WRITE_BATCH,
        find: `import { bulkInsert } from './bulk-insert.ts';`,
        replace: `import { EMPTY_BATCH } from './batch.ts';
import { bulkInsert } from './bulk-insert.ts';`,
      },
    ],
    caughtBy: ['power cuts'],
  },
  {
    name: 'mail-put-down-before-sent',
    fault: 'an e-mail is put down as sent, then sent: a kill in between loses it',
    edits: [
      {
        file: 'src/main/core/mail/mail-runner.ts',
        find: 'await settle(job, await transport.send(message, withdrawn));',
        replace: `await record(job, { state: 'sent' });
    await transport.send(message, withdrawn);`,
      },
    ],
    caughtBy: ['kills among messages'],
  },
  {
    name: 'dropped-event',
    fault: 'of a batch of several events the first is not told',
    edits: [
      {
        file: 'src/main/core/lan/ws/hub.ts',
        find: 'textFrames(events.map(',
        replace: 'textFrames(events.slice(events.length > 1 ? 1 : 0).map(',
      },
    ],
    caughtBy: ['sockets', 'soak'],
  },
  {
    name: 'slow-reader-kept',
    fault: 'what a display does not read is kept for it without end',
    edits: [
      {
        file: 'src/main/core/lan/ws/session.ts',
        find: 'if (this.#ws.bufferedAmount <= MAX_BUFFERED) return false;',
        replace: 'if (this.#ws.bufferedAmount <= 1024 * MAX_BUFFERED) return false;',
      },
    ],
    caughtBy: ['stalled reader'],
  },
];
