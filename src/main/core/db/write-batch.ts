import { SqliteError } from 'better-sqlite3';
import type {
  Batch,
  CommandRow,
  CommitResult,
  CustomerRow,
  EventRow,
  OrderInsert,
} from './batch.ts';
import { bulkInsert } from './bulk-insert.ts';
import { rowCrc } from './checksum.ts';
import type { WritableDatabase } from './open.ts';

/** Prepares every statement of the write path once and returns the function that commits a batch with them. */
export function prepareWriteBatch(db: WritableDatabase): (batch: Batch) => CommitResult {
  const insertEvents = bulkInsert<EventRow>(
    db,
    'events (seq, type, at, actor, data, crc)',
    6,
    (row) => [row.seq, row.type, row.at, row.actor, row.data, rowCrc.events(row)],
  );
  const insertOrders = bulkInsert<OrderInsert>(
    db,
    'orders (placed_seq, id, business_date, number, status, last_seq, lingers)',
    7,
    (row) => [
      row.placedSeq,
      row.id,
      row.businessDate,
      row.number,
      row.status,
      row.lastSeq,
      row.lingers,
    ],
  );
  const updateOrder = db.prepare(
    'UPDATE orders SET status = ?, last_seq = ?, lingers = ? WHERE id = ?',
  );
  const upsertStock = db.prepare(
    `INSERT INTO stock (item_id, available, crc) VALUES (?, ?, ?)
     ON CONFLICT (item_id) DO UPDATE SET available = excluded.available, crc = excluded.crc`,
  );
  const clearCatalog = db.prepare('DELETE FROM catalog');
  const insertCatalog = db.prepare(
    'INSERT INTO catalog (kind, id, sort, doc, crc) VALUES (?, ?, ?, ?, ?)',
  );
  const sortOfItem = db
    .prepare<[string], number>(`SELECT sort FROM catalog WHERE kind = 'item' AND id = ?`)
    .pluck();
  const updateItem = db.prepare(
    `UPDATE catalog SET doc = ?, crc = ? WHERE kind = 'item' AND id = ?`,
  );
  const insertCommands = bulkInsert<CommandRow>(
    db,
    'commands (id, device_id, key, fingerprint, at, seq, order_seq, refusal, crc)',
    9,
    (row) => [
      row.id,
      row.deviceId,
      row.key,
      row.fingerprint,
      row.at,
      row.seq,
      row.orderSeq,
      row.refusal,
      rowCrc.commands(row),
    ],
  );
  const forgetCommands = db.prepare('DELETE FROM commands WHERE id <= ?');
  const upsertMail = db.prepare(
    `INSERT INTO mail_jobs
       (id, order_id, kind, readiness, state, attempts, next_attempt_at, doc, last_error, crc)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, attempts = excluded.attempts,
       next_attempt_at = excluded.next_attempt_at, last_error = excluded.last_error,
       crc = excluded.crc`,
  );
  const upsertDevice = db.prepare(
    `INSERT INTO devices (id, name, role, token_hash, created_at, crc)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, token_hash = excluded.token_hash,
       crc = excluded.crc`,
  );
  const upsertShift = db.prepare(
    `INSERT INTO shifts (number, id, device_id, status, last_seq) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (number) DO UPDATE SET status = excluded.status, last_seq = excluded.last_seq`,
  );
  const upsertPerson = db.prepare(
    `INSERT INTO people (id, name, role, active, pin_hash, created_at, crc)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role,
       active = excluded.active, pin_hash = excluded.pin_hash, crc = excluded.crc`,
  );
  const ordersOfCustomer = db
    .prepare<[string], number>('SELECT orders FROM customers WHERE key = ?')
    .pluck();
  const upsertCustomer = db.prepare(
    `INSERT INTO customers (key, name, email, phone, search, orders, last_seq, last_at, crc)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET name = excluded.name, email = excluded.email,
       phone = excluded.phone, search = excluded.search, orders = excluded.orders,
       last_seq = excluded.last_seq, last_at = excluded.last_at, crc = excluded.crc`,
  );
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');

  const write = (batch: Batch): void => {
    insertEvents(batch.events);
    insertOrders(batch.ordersPlaced);
    for (const row of batch.ordersChanged) {
      if (updateOrder.run(row.status, row.lastSeq, row.lingers, row.id).changes !== 1) {
        throw new Error(`order ${row.id} is not in the table`);
      }
    }
    for (const row of batch.stock) {
      upsertStock.run(row.itemId, row.available, rowCrc.stock(row));
    }
    if (batch.catalog) {
      clearCatalog.run();
      for (const row of batch.catalog) {
        insertCatalog.run(row.kind, row.id, row.sort, row.doc, rowCrc.catalog(row));
      }
    }
    for (const { id, doc } of batch.itemsChanged) {
      const sort = sortOfItem.get(id);
      if (sort === undefined) throw new Error(`item ${id} is not in the catalog`);
      updateItem.run(doc, rowCrc.catalog({ kind: 'item', id, sort, doc }), id);
    }
    insertCommands(batch.commands);
    if (batch.forgetCommandsTo > 0) forgetCommands.run(batch.forgetCommandsTo);
    for (const row of batch.mail) {
      upsertMail.run(
        row.id,
        row.orderId,
        row.kind,
        row.readiness,
        row.state,
        row.attempts,
        row.nextAttemptAt,
        row.doc,
        row.lastError,
        rowCrc.mail(row),
      );
    }
    for (const row of batch.devices) {
      upsertDevice.run(
        row.id,
        row.name,
        row.role,
        row.tokenHash,
        row.createdAt,
        rowCrc.devices(row),
      );
    }
    for (const row of batch.shifts) {
      upsertShift.run(row.number, row.id, row.deviceId, row.status, row.lastSeq);
    }
    for (const row of batch.people) {
      upsertPerson.run(
        row.id,
        row.name,
        row.role,
        row.active,
        row.pinHash,
        row.createdAt,
        rowCrc.people(row),
      );
    }
    for (const more of batch.customers) {
      const orders = (ordersOfCustomer.get(more.key) ?? 0) + more.orders;
      const row: CustomerRow = { ...more, orders };
      upsertCustomer.run(
        row.key,
        row.name,
        row.email,
        row.phone,
        row.search,
        row.orders,
        row.lastSeq,
        row.lastAt,
        rowCrc.customers(row),
      );
    }
  };

  return (batch) => {
    try {
      begin.run();
      write(batch);
      commit.run();
      return { state: 'committed' };
    } catch (error) {
      const failure = classify(error);
      if (db.inTransaction) {
        try {
          db.exec('ROLLBACK');
        } catch (rollbackError) {
          return { state: 'broken', message: `${failure.message}; ${messageOf(rollbackError)}` };
        }
      }
      return failure;
    }
  };
}

/** Tells a batch that SQLite refused from a disk that is full and from a disk that failed. */
export function classify(error: unknown): Exclude<CommitResult, { state: 'committed' }> {
  const message = messageOf(error);
  if (error instanceof SqliteError) {
    if (error.code.startsWith('SQLITE_FULL')) return { state: 'full', message };
    if (/^SQLITE_(IOERR|CANTOPEN|CORRUPT|NOTADB|READONLY|PROTOCOL|NOMEM)/.test(error.code)) {
      return { state: 'broken', message };
    }
  }
  return { state: 'rejected', message };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
