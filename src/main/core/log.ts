import { pino, stdTimeFunctions, type Logger } from 'pino';
import { RollingFile } from './rolling-file.ts';

export interface Log {
  readonly logger: Logger;
  /** Resolves when all that was logged is in the file, or a second after a disk stopped answering. */
  close(): Promise<void>;
}

/** Bytes of one file. */
const MAX_BYTES = 10 * 1024 * 1024;

/**
 * Logs as JSON lines into `comanda.N.log`, a new file every 10 MB, six files at the most. PINs, tokens and the
 * headers that carry them are cut out whatever logs them; names, addresses and bodies are never handed to it. A log that can't be written
 * (a full disk, say) is no reason to stop selling, nor one that can't be opened: that is said on stderr, and all else runs.
 */
export function openLog(directory: string, level = 'info'): Log {
  const file = openFile(directory);
  const logger = pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      redact: {
        paths: [
          'token',
          '*.token',
          'pin',
          '*.pin',
          'session',
          '*.session',
          'approval',
          '*.approval',
          'headers.authorization',
          '*.headers.authorization',
          'headers["sec-websocket-protocol"]',
          '*.headers["sec-websocket-protocol"]',
          'headers["comanda-session"]',
          '*.headers["comanda-session"]',
          'headers["comanda-approval"]',
          '*.headers["comanda-approval"]',
        ],
        remove: true,
      },
    },
    file ?? { write: () => undefined },
  );
  return { logger, close: async () => file?.close() };
}

function openFile(directory: string): RollingFile | null {
  try {
    return new RollingFile({ directory, name: 'comanda', maxBytes: MAX_BYTES, files: 6 });
  } catch (error) {
    process.stderr.write(`Comanda runs without a log: ${String(error)}\n`);
    return null;
  }
}
