import type { CounterRules } from '../../../shared/counter-rules.ts';
import { createBroker } from './broker.ts';
import { businessDay } from './business-day.ts';
import type { TimeSource } from './clock.ts';
import type { Broker } from './ports.ts';
import type { Writer } from '../db/batch.ts';
import { openHistory } from '../db/history.ts';
import { clearly, refuseDamaged } from '../db/integrity.ts';
import { loadState } from '../db/load.ts';
import { migrate } from '../db/migrate.ts';
import { openReadable, openWritable } from '../db/open.ts';

/** Commands that may wait for the disk. At 5,000 a second this is under two seconds of work. */
const QUEUE_LIMIT = 8192;

export interface OpenBrokerOptions {
  /** Path of the SQLite file; made when missing. */
  readonly database: string;
  /** Makes the single writer, after the schema is there. */
  readonly writer: (database: string) => Writer;
  readonly time: TimeSource;
  readonly timeZone: string;
  /** HH:MM, shop time. */
  readonly dayStartsAt: string;
  /** What the owner decided about the counter. */
  readonly rules: CounterRules;
  readonly queueLimit?: number;
  readonly onFault: (what: string, error: unknown) => void;
}

/**
 * Opens the database, brings it to the newest schema, and starts the broker on it. The caller owns the
 * directory's lock.
 * @returns the broker, whether the database was new, and whether all of it was looked at
 * @throws StartError with one clear line
 */
export function openBroker(options: OpenBrokerOptions): {
  readonly broker: Broker;
  readonly isNew: boolean;
  /** Whether the whole of the database was looked at; of a long history only the part in use is. */
  readonly isChecked: boolean;
} {
  const isChecked = refuseDamaged(options.database);
  return { ...clearly(options.database, () => open(options)), isChecked };
}

function open(options: OpenBrokerOptions): { readonly broker: Broker; readonly isNew: boolean } {
  const migration = openWritable(options.database);
  let isNew: boolean;
  try {
    isNew = migrate(migration);
  } finally {
    migration.close();
  }
  const db = openReadable(options.database);
  const history = openHistory(db);
  return {
    isNew,
    broker: createBroker({
      writer: options.writer(options.database),
      history,
      load: () => loadState(db),
      time: options.time,
      businessDate: businessDay(options.timeZone, options.dayStartsAt),
      rules: options.rules,
      queueLimit: options.queueLimit ?? QUEUE_LIMIT,
      onFault: options.onFault,
      closeReading: () => {
        db.close();
      },
    }),
  };
}
