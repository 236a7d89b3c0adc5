import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { defaultDataDir } from './core/data-dir.ts';
import { StartError } from './core/start-error.ts';

export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly sample: boolean;
}

export const DEFAULT_PORT = 4700;

/**
 * Reads the command line, with the environment behind it.
 * @throws StartError that names what is wrong
 */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ServeOptions {
  const values = parse(args);
  for (const name of ['host', 'data-dir'] as const) {
    if (values[name]?.trim() === '')
      throw new StartError(`--${name} is empty. Give a value or leave it out.`);
  }
  return {
    host: values.host ?? (env['COMANDA_HOST'] || '127.0.0.1'),
    port: readPort(values.port ?? (env['COMANDA_PORT'] || String(DEFAULT_PORT))),
    dataDir: resolve(values['data-dir'] ?? (env['COMANDA_DATA_DIR'] || defaultDataDir())),
    sample: !values['no-sample'],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        'data-dir': { type: 'string' },
        'no-sample': { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new StartError(
      `${reason} Options: --port PORT, --host ADDRESS, --data-dir DIRECTORY, --no-sample.`,
    );
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new StartError(
      `"${text}" is no port. Choose a number from 0 to 65535; 0 picks a free one.`,
    );
  }
  return port;
}
