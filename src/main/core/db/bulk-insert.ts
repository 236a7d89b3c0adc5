import type { WritableDatabase } from './open.ts';

/** Rows of one statement. More gain hardly anything; SQLite allows 32,766 values in one. */
const ROWS = 32;

type Value = string | number | null;

/**
 * An INSERT of any number of rows: many together in one statement, which costs SQLite and the way to it about half
 * of what as many statements would.
 * @param into table and columns, as SQL has them after INSERT INTO
 * @returns a function that inserts one row for each of `rows`, in order
 */
export function bulkInsert<Row>(
  db: WritableDatabase,
  into: string,
  width: number,
  valuesOf: (row: Row) => readonly Value[],
): (rows: readonly Row[]) => void {
  const one = `(${Array(width).fill('?').join(', ')})`;
  const insertOne = db.prepare(`INSERT INTO ${into} VALUES ${one}`);
  const insertMany = db.prepare(`INSERT INTO ${into} VALUES ${Array(ROWS).fill(one).join(', ')}`);
  return (rows) => {
    let at = 0;
    for (; at + ROWS <= rows.length; at += ROWS) {
      const values: Value[] = [];
      for (let i = at; i < at + ROWS; i += 1) {
        const row = rows[i];
        if (row !== undefined) values.push(...valuesOf(row));
      }
      insertMany.run(values);
    }
    for (const row of rows.slice(at)) insertOne.run(...valuesOf(row));
  };
}
