import type Database from 'better-sqlite3';
import type { Role } from '../../../shared/roles.ts';
import type { PersonRole } from '../../../shared/people-roles.ts';
import type { MailKind } from '../../../shared/events.ts';
import type { CatalogRow, MailRow } from './batch.ts';
import { rowCrc } from './checksum.ts';
import { customerKey, customerSearch } from './customers.ts';

/**
 * Makes what rows are made with callable from SQL on this connection: `crc_events(seq, type, at, data)` and so on.
 * The columns that came to a table later may be left out, as the migrations before them do.
 */
export function lendRowFunctions(db: Database.Database): void {
  const anyNumber = { varargs: true };
  db.function(
    'crc_events',
    anyNumber,
    (seq: number, type: string, at: number, data: string, actor: string | null = null) =>
      rowCrc.events({ seq, type, at, actor, data }),
  );
  db.function('crc_stock', (itemId: string, available: number | null) =>
    rowCrc.stock({ itemId, available }),
  );
  db.function('crc_catalog', (kind: CatalogRow['kind'], id: string, sort: number, doc: string) =>
    rowCrc.catalog({ kind, id, sort, doc }),
  );
  db.function(
    'crc_commands',
    (
      id: number,
      deviceId: string,
      key: string,
      fingerprint: string,
      at: number,
      seq: number,
      orderSeq: number | null,
      refusal: string | null,
    ) => rowCrc.commands({ id, deviceId, key, fingerprint, at, seq, orderSeq, refusal }),
  );
  db.function(
    'crc_mail',
    anyNumber,
    (
      id: number,
      orderId: string,
      readiness: number,
      state: MailRow['state'],
      attempts: number,
      nextAttemptAt: number,
      doc: string,
      lastError: string | null,
      kind: MailKind = 'ready',
    ) =>
      rowCrc.mail({
        id,
        orderId,
        kind,
        readiness,
        state,
        attempts,
        nextAttemptAt,
        doc,
        lastError,
      }),
  );
  db.function(
    'crc_devices',
    (id: string, name: string, role: Role, tokenHash: string, createdAt: number) =>
      rowCrc.devices({ id, name, role, tokenHash, createdAt }),
  );
  db.function(
    'crc_people',
    (
      id: string,
      name: string,
      role: PersonRole,
      active: 0 | 1,
      pinHash: string,
      createdAt: number,
    ) => rowCrc.people({ id, name, role, active, pinHash, createdAt }),
  );
  db.function(
    'crc_customers',
    (
      key: string,
      name: string | null,
      email: string | null,
      phone: string | null,
      search: string,
      orders: number,
      lastSeq: number,
      lastAt: number,
    ) => rowCrc.customers({ key, name, email, phone, search, orders, lastSeq, lastAt }),
  );
  db.function('customer_key', customerKey);
  db.function(
    'customer_search',
    (name: string | null, email: string | null, phone: string | null) =>
      customerSearch({ name, email, phone }),
  );
}
