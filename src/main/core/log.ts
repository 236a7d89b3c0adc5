import { join } from 'node:path';
import { pino, stdTimeFunctions, type Logger } from 'pino';
import pinoRoll from 'pino-roll';

export interface Log {
  readonly logger: Logger;
  /** Resolves when all that was logged is in the file. */
  close(): Promise<void>;
}

/**
 * Logs as JSON lines into `comanda.N.log`, a new file every 10 MB, six files at the most. Headers that carry a
 * token are cut out whatever logs them; names, addresses and bodies are never handed to it.
 */
export async function openLog(directory: string, level = 'info'): Promise<Log> {
  const file = await pinoRoll({
    file: join(directory, 'comanda'),
    extension: '.log',
    size: '10m',
    limit: { count: 5, removeOtherLogFiles: true },
    mode: 0o600,
  });
  // A log that can't be written (a full disk, say) is no reason to stop selling.
  file.on('error', () => undefined);
  const logger = pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      redact: {
        paths: [
          'token',
          '*.token',
          'headers.authorization',
          '*.headers.authorization',
          'headers["sec-websocket-protocol"]',
          '*.headers["sec-websocket-protocol"]',
        ],
        remove: true,
      },
    },
    file,
  );
  return {
    logger,
    close: () =>
      new Promise((resolve) => {
        file.once('close', resolve);
        file.end();
      }),
  };
}
