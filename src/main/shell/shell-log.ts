/** The part of the log that the shell writes to: data first, then one sentence, as pino takes them. */
export interface ShellLog {
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
}
