import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../../scripts/simulate/http-door.ts';

/** Pino's number for an error; what is worse has a higher one. */
const ERROR = 50;

const lineSchema = z.looseObject({ level: z.number(), msg: z.string() });

/** What a product put down in its log as an error, line by line. */
export function errorsIn(folder: string): string[] {
  return readdirSync(folder)
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .flatMap((line) => {
      const read = lineSchema.safeParse(parseJson(line));
      return read.success && read.data.level >= ERROR ? [`its log says: ${read.data.msg}`] : [];
    });
}
