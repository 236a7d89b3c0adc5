import { orderOf } from '../../../src/main/core/db/load.ts';
import { openReadable } from '../../../src/main/core/db/open.ts';
import type { Ledger } from './ledger.ts';
import { noteOf } from './orders.ts';

/** What the database holds in the end, held against what was told. */
export interface Stored {
  readonly orders: number;
  /** Messages put down as sent. */
  readonly sent: number;
  /** One sentence each for what is wrong; the first ones only. */
  readonly faults: readonly string[];
}

interface StoredRow {
  readonly id: string;
  readonly data: string;
}

/** Most sentences. */
const TOLD = 20;

/** Reads every order of a database that nobody writes to any more: each acknowledged one has to be there, once, as told. */
export function compareStored(database: string, ledger: Ledger): Stored {
  const db = openReadable(database);
  const faults: string[] = [];
  const fault = (text: string): void => void (faults.length < TOLD && faults.push(text));
  const numbers = new Set<string>();
  const notes = new Set<string | null>();
  let orders = 0;
  let found = 0;
  try {
    const rows = db
      .prepare<[], StoredRow>(
        'SELECT id, data FROM orders JOIN events ON events.seq = orders.last_seq',
      )
      .iterate();
    for (const { id, data } of rows) {
      orders += 1;
      const order = orderOf(data);
      const { note, number, businessDate, status, version, shownAt } = order;
      const known = ledger.orders.get(id);
      if (!known) {
        fault(`#${number} ("${note}") is there and was never acknowledged`);
        continue;
      }
      found += 1;
      if (notes.has(note)) fault(`"${note}" is there twice`);
      notes.add(note);
      if (numbers.has(`${businessDate} ${number}`)) fault(`#${number} was given twice`);
      numbers.add(`${businessDate} ${number}`);
      if (note !== noteOf(known.nth) || number !== known.number) {
        fault(`#${known.number} is there as #${number} "${note}"`);
      }
      if (status !== known.status) fault(`#${number} was ${known.status} and is ${status}`);
      // Nobody is told of the one step that displays take by showing it.
      const steps = version - known.version;
      if (steps !== 0 && !(steps === 1 && shownAt !== null)) {
        fault(`#${number} was at version ${known.version} and is at ${version}`);
      }
    }
    const lost = ledger.orders.size - found;
    if (lost > 0) fault(`${lost} acknowledged orders are not there`);
    const sent = Number(
      db.prepare(`SELECT count(*) FROM mail_jobs WHERE state = 'sent'`).pluck().get(),
    );
    return { orders, sent, faults };
  } finally {
    db.close();
  }
}
