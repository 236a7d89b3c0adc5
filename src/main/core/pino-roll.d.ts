/** The part of pino-roll that is used here: it ships no types. */
declare module 'pino-roll' {
  import type { DestinationStream } from 'pino';

  interface RollingStream extends DestinationStream {
    end(): void;
    once(event: 'close', listener: () => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
  }

  /** Opens a log file that is replaced by the next when it has grown to `size`. */
  export default function pinoRoll(options: {
    readonly file: string;
    readonly extension: string;
    readonly size: string;
    readonly limit: { readonly count: number; readonly removeOtherLogFiles: boolean };
    readonly mode: number;
  }): Promise<RollingStream>;
}
