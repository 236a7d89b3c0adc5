import { readOptions, SimulationError, type SimulationOptions } from './options.ts';
import { startProduct, temporaryDataDir } from './product.ts';
import { type Report, reportOf } from './report.ts';
import { runSimulation } from './run.ts';
import { type Screen, Terminal, unseen } from './terminal.ts';

/** What the command needs of the process it runs in. */
export interface Surroundings {
  readonly stdout: Screen;
  readonly stderr: Pick<Screen, 'write'>;
  readonly colours: boolean;
  /** Aborted when the person at the terminal has seen enough. */
  readonly interrupted: AbortSignal;
}

/**
 * The whole command: options in, lines or one JSON report out.
 * @returns its exit code: 0 when every check passed
 */
export async function simulateCommand(
  args: readonly string[],
  surroundings: Surroundings,
): Promise<0 | 1> {
  const { stdout, stderr } = surroundings;
  try {
    const options = readOptions(args);
    const terminal = new Terminal(stdout, options.orders, surroundings.colours);
    const report = await simulate(options, terminal, surroundings.interrupted);
    if (options.json) stdout.write(`${JSON.stringify(report)}\n`);
    else terminal.conclude(report);
    return report.passed ? 0 : 1;
  } catch (error) {
    if (!(error instanceof SimulationError)) throw error;
    stderr.write(`${error.message}\n`);
    return 1;
  }
}

async function simulate(
  options: SimulationOptions,
  terminal: Terminal,
  interrupted: AbortSignal,
): Promise<Report> {
  const { customers, orders, processors, seed, json } = options;
  const simulateAt = async (url: string, token: string): Promise<Report> => {
    if (!json) {
      terminal.line(
        `${customers} customers with ${orders} orders, ${processors} stock processors, seed ${seed}, at ${url}`,
      );
    }
    const watcher = json ? unseen : terminal;
    const result = await runSimulation({ ...options, url, token, interrupted, watcher });
    return reportOf(options, url, result, interrupted.aborted);
  };
  return options.at
    ? simulateAt(options.at.url.origin, options.at.token)
    : withOwnProduct(simulateAt);
}

/** Starts a product on a directory of its own, and leaves nothing of it behind. */
async function withOwnProduct<T>(use: (url: string, token: string) => Promise<T>): Promise<T> {
  const dataDir = temporaryDataDir();
  try {
    const product = await startProduct({ dataDir: dataDir.path });
    try {
      return await use(product.url, product.adminToken);
    } finally {
      product.signal('SIGTERM');
      await product.ended;
    }
  } finally {
    dataDir.remove();
  }
}
