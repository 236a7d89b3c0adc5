/**
 * `npm run chaos:mutants -- [--only NAME,…] [--list]`: plants faults in a copy of the product, one after the other, and
 * shows for each which check of the suite notices it. Exit 1 when one goes unnoticed, or when a check finds fault with
 * the product as it is.
 */
import { parseArgs } from 'node:util';
import { CHECKS, type CheckName } from './checks.ts';
import { type Mutant, MutantError } from './mutant.ts';
import { MUTANTS } from './mutants.ts';
import { runCheck } from './run-check.ts';
import { Workshop } from './workshop.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function chosen(): readonly Mutant[] {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, list: { type: 'boolean' } },
  });
  const only = values.only?.split(',').map((name) => name.trim());
  for (const name of only ?? []) {
    if (!MUTANTS.some((mutant) => mutant.name === name)) {
      throw new MutantError(`There is no mutant "${name}". --list names them.`);
    }
  }
  const mutants = MUTANTS.filter(({ name }) => only?.includes(name) ?? true);
  if (values.list !== true) return mutants;
  for (const { name, fault, caughtBy } of mutants) {
    say(`${name}: ${fault} (${caughtBy.join(', ')})`);
  }
  return [];
}

/**
 * A mutant that does not apply, or that no compiler lets through, would show nothing: that is told before any is run.
 * @throws MutantError with what is wrong
 */
function fit(workshop: Workshop, mutant: Mutant): void {
  const undo = workshop.plant(mutant);
  const complaints = workshop.compile();
  undo();
  if (complaints !== '') throw new MutantError(`${mutant.name} does not compile:\n${complaints}`);
}

/** Whether the product as it is passes the checks that the mutants are held against. */
async function isSound(workshop: Workshop, names: readonly CheckName[]): Promise<boolean> {
  say('the product as it is');
  let sound = true;
  for (const name of names) {
    const verdict = await runCheck(workshop, CHECKS[name]);
    if (!verdict.ran) say(`  NOT RUN: ${called(name)}: ${verdict.why}`);
    else if (verdict.finding !== null) say(`  BROKEN, says ${called(name)}: ${verdict.finding}`);
    else {
      say(`  sound, says ${called(name)} (${verdict.seconds.toFixed(0)} s)`);
      continue;
    }
    sound = false;
  }
  return sound;
}

/** Whether every check that should notice a mutant does. */
async function isCaught(workshop: Workshop, mutant: Mutant): Promise<boolean> {
  say(`${mutant.name}: ${mutant.fault}`);
  const undo = workshop.plant(mutant);
  let caught = true;
  try {
    for (const name of mutant.caughtBy) {
      const verdict = await runCheck(workshop, CHECKS[name]);
      if (!verdict.ran) say(`  NOT RUN: ${called(name)}: ${verdict.why}`);
      else if (verdict.finding === null) say(`  SURVIVED ${called(name)}, which found nothing`);
      else {
        say(`  caught by ${called(name)}: ${verdict.finding}`);
        continue;
      }
      caught = false;
    }
  } finally {
    undo();
  }
  return caught;
}

/** A check with the rules that its tests show. */
function called(name: CheckName): string {
  const rules = /^(?:\[\w+\] ?)+/.exec(CHECKS[name].tests)?.[0].trim() ?? '';
  return `${name} ${rules}`;
}

async function main(): Promise<boolean> {
  const mutants = chosen();
  if (mutants.length === 0) return true;
  const workshop = new Workshop();
  const clear = (): void => workshop.remove();
  process.once('exit', clear);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => process.exit(130));
  const complaints = workshop.compile();
  if (complaints !== '') throw new MutantError(`The product does not compile:\n${complaints}`);
  for (const mutant of mutants) fit(workshop, mutant);
  if (!(await isSound(workshop, [...new Set(mutants.flatMap(({ caughtBy }) => caughtBy))]))) {
    return false;
  }
  const uncaught: string[] = [];
  for (const mutant of mutants) {
    if (!(await isCaught(workshop, mutant))) uncaught.push(mutant.name);
  }
  const caught = mutants.length - uncaught.length;
  const rest = uncaught.length === 0 ? '' : `; not caught: ${uncaught.join(', ')}`;
  say(`\n${caught} of ${mutants.length} mutants caught${rest}`);
  return uncaught.length === 0;
}

try {
  if (!(await main())) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof MutantError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
