import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { whenOrphaned } from '../../src/main/when-orphaned.ts';
import type { Ended } from './plan.ts';

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Child {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Called with each line the child prints, which is printed all the same. Absent: the child has the terminal itself. */
  readonly onLine?: (line: string) => void;
}

/** The way the child ended, and whether it had been told to. */
export type Run = Ended & { readonly stopping: boolean };

/**
 * Runs a child in this terminal until it ends. Signals to this process, and the end of the npm that started it, go on to
 * the child, and this process waits for its orderly end.
 */
export function runChild({ command, args, cwd, env, onLine }: Child): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['inherit', onLine ? 'pipe' : 'inherit', 'inherit'],
    });
    let stopping = false;
    const pass = (signal: NodeJS.Signals): void => {
      stopping = true;
      // Ctrl+C at a terminal reaches the whole process group: passing it on would make it two.
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    };
    for (const signal of PASSED_ON) process.on(signal, pass);
    const forgetParent = whenOrphaned(() => {
      pass('SIGTERM');
    }, process.env);
    const forget = (): void => {
      forgetParent();
      for (const signal of PASSED_ON) process.off(signal, pass);
    };

    if (child.stdout && onLine) {
      createInterface({ input: child.stdout }).on('line', (line) => {
        process.stdout.write(`${line}\n`);
        onLine(line);
      });
    }
    child.on('error', (error) => {
      forget();
      reject(error);
    });
    child.on('close', (code, signal) => {
      forget();
      resolve({ code, signal, stopping });
    });
  });
}

/** The exit code by which a shell would tell of the same end. */
export function exitCodeOf({ code, signal }: Ended): number {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}
