import type {
  CatalogRow,
  CommandRow,
  CustomerRow,
  EventRow,
  MailRow,
  PersonRow,
  StockRow,
} from './batch.ts';
import type { Device } from '../broker/ports.ts';
import { damaged, rowCrc } from './checksum.ts';
import type { ReadableDatabase } from './open.ts';

/** A row as it was written, with its checksum. */
type Summed<T> = T & { readonly crc: number };

/** Every column of each table that carries a checksum, under the names that the code has for them. */
const COLUMNS = {
  events: 'seq, type, at, actor, data, crc',
  stock: 'item_id AS itemId, available, crc',
  catalog: 'kind, id, sort, doc, crc',
  commands:
    'id, device_id AS deviceId, key, fingerprint, at, seq, order_seq AS orderSeq, refusal, crc',
  mail: `id, order_id AS orderId, kind, readiness, state, attempts, next_attempt_at AS nextAttemptAt,
         doc, last_error AS lastError, crc`,
  devices: 'id, name, role, token_hash AS tokenHash, created_at AS createdAt, crc',
  people: 'id, name, role, active, pin_hash AS pinHash, created_at AS createdAt, crc',
  customers: `key, name, email, phone, search, orders, last_seq AS lastSeq, last_at AS lastAt, crc`,
} as const;

/**
 * Ways to read the tables in which a row that is not as it was written is never handed out.
 * Each takes what follows the table's name in the SELECT; each iteration may throw DamageError.
 */
export function checkedRows(db: ReadableDatabase) {
  const select = <Row>(
    table: string,
    columns: string,
    tail: string,
    crc: (row: Row) => number,
    nameOf: (row: Row) => string | number,
  ) => {
    const statement = db.prepare<unknown[], Summed<Row>>(`SELECT ${columns} FROM ${table} ${tail}`);
    const check = (row: Summed<Row>): Row => {
      if (crc(row) !== row.crc) throw damaged(table, nameOf(row));
      return row;
    };
    return {
      get(...parameters: unknown[]): Row | undefined {
        const row = statement.get(...parameters);
        return row === undefined ? undefined : check(row);
      },
      all: (...parameters: unknown[]): Row[] => statement.all(...parameters).map(check),
      *iterate(...parameters: unknown[]): Generator<Row> {
        for (const row of statement.iterate(...parameters)) yield check(row);
      },
    };
  };
  return {
    events: (tail: string) =>
      select<EventRow>('events', COLUMNS.events, tail, rowCrc.events, ({ seq }) => seq),
    stock: (tail: string) =>
      select<StockRow>('stock', COLUMNS.stock, tail, rowCrc.stock, ({ itemId }) => itemId),
    catalog: (tail: string) =>
      select<CatalogRow>('catalog', COLUMNS.catalog, tail, rowCrc.catalog, ({ id }) => id),
    commands: (tail: string) =>
      select<CommandRow>('commands', COLUMNS.commands, tail, rowCrc.commands, ({ id }) => id),
    mail: (tail: string) =>
      select<MailRow>('mail_jobs', COLUMNS.mail, tail, rowCrc.mail, ({ id }) => id),
    devices: (tail: string) =>
      select<Device>('devices', COLUMNS.devices, tail, rowCrc.devices, ({ id }) => id),
    people: (tail: string) =>
      select<PersonRow>('people', COLUMNS.people, tail, rowCrc.people, ({ id }) => id),
    customers: (tail: string) =>
      // A key is a phone number or an address: a row is named by its event.
      select<CustomerRow>(
        'customers',
        COLUMNS.customers,
        tail,
        rowCrc.customers,
        ({ lastSeq }) => lastSeq,
      ),
  };
}

export type CheckedRows = ReturnType<typeof checkedRows>;
