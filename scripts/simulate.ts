/** `npm run simulate`: customers and stock processors in parallel against the real broker, over real sockets. */
import { simulateCommand } from './simulate/command.ts';

const interruption = new AbortController();

/** The first Ctrl+C lets what is under way come to its end; the second one does not wait. */
const interrupt = (): void => {
  if (interruption.signal.aborted) process.exit(130);
  interruption.abort();
};
process.on('SIGINT', interrupt);
process.on('SIGTERM', interrupt);

process.exitCode = await simulateCommand(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  colours: process.stdout.isTTY && process.stdout.hasColors() && !process.env['NO_COLOR'],
  interrupted: interruption.signal,
});
