import { spawn } from 'node:child_process';

/** One command of a longer run. */
export interface Step {
  readonly name: string;
  /** The program and its arguments. */
  readonly command: readonly [program: string, ...args: string[]];
}

export interface StepRunner {
  /** How many run at a time. */
  readonly atOnce: number;
  readonly print: (text: string) => void;
  /** Milliseconds since any fixed moment. */
  readonly now: () => number;
}

interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

/**
 * Runs independent steps, some at a time, and prints one line for each as it ends; the whole output only of those that
 * fail, so that a long log has one place to look at. All run, whatever the others come to.
 * @returns the names of the steps that failed, in the order given
 */
export async function runSteps(steps: readonly Step[], runner: StepRunner): Promise<string[]> {
  const waiting = [...steps];
  const failed = new Set<string>();

  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const startedAt = runner.now();
      const { ok, output } = await run(step);
      const seconds = ((runner.now() - startedAt) / 1000).toFixed(1);
      const line = `${ok ? '✓' : '✗'} ${step.name.padEnd(12)} ${seconds.padStart(6)} s`;
      if (ok) {
        runner.print(line);
      } else {
        failed.add(step.name);
        runner.print(`${line}\n\n${output.trimEnd()}\n`);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(runner.atOnce, steps.length) }, worker));
  return steps.map((step) => step.name).filter((name) => failed.has(name));
}

function run({ command: [program, ...args] }: Step): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code, signal) => {
      const ending = signal === null ? '' : `\nended by ${signal}`;
      resolve({ ok: code === 0, output: Buffer.concat(output).toString('utf8') + ending });
    });
  });
}
