import { crc32 } from 'node:zlib';
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

/** A row whose bytes are not the ones that were written: the disk changed them. */
export class DamageError extends Error {
  override readonly name = 'DamageError';
}

/** What a `crc` column holds, by table: a CRC-32 (ISO 3309) over every other column of the row. */
export const rowCrc = {
  // The document goes in as it is: joining it to the rest would copy it. An event of the broker itself, and one from
  // before there were actors, has the sum of the other columns.
  events: ({ seq, type, at, actor, data }: EventRow): number =>
    crc32(data, of(actor === null ? [seq, type, at] : [seq, type, at, actor])),
  stock: ({ itemId, available }: StockRow): number => of([itemId, available]),
  catalog: ({ kind, id, sort, doc }: CatalogRow): number => of([kind, id, sort, doc]),
  commands: (row: CommandRow): number =>
    of([
      row.id,
      row.deviceId,
      row.key,
      row.fingerprint,
      row.at,
      row.seq,
      row.orderSeq,
      row.refusal,
    ]),
  mail: (row: MailRow): number =>
    of([
      row.id,
      row.orderId,
      row.readiness,
      row.state,
      row.attempts,
      row.nextAttemptAt,
      row.doc,
      row.lastError,
      // Nothing for what all messages were once.
      ...(row.kind === 'ready' ? [] : [row.kind]),
    ]),
  devices: ({ id, name, role, tokenHash, createdAt }: Device): number =>
    of([id, name, role, tokenHash, createdAt]),
  people: ({ id, name, role, active, pinHash, createdAt }: PersonRow): number =>
    of([id, name, role, active, pinHash, createdAt]),
  customers: (row: CustomerRow): number =>
    of([row.key, row.name, row.email, row.phone, row.search, row.orders, row.lastSeq, row.lastAt]),
} as const;

/** Nothing, the empty text and the text "null" stay apart, and so do the ends of neighbours. */
function of(columns: readonly (string | number | null)[]): number {
  let text = '';
  for (const value of columns) text += value === null ? '\0' : `${value}\u0001`;
  return crc32(text);
}

/** @throws DamageError when these are not the bytes that were written */
export function checkEvent(row: EventRow & { readonly crc: number }): void {
  if (rowCrc.events(row) !== row.crc) throw damaged('events', row.seq);
}

/** What to say of a row that is not as it was written. Names the row, never what is in it. */
export function damaged(table: string, row: string | number): DamageError {
  return new DamageError(`row ${row} of ${table} is not as it was written`);
}
