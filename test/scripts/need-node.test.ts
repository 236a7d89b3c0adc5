import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

/** Runs a word of script behind the check, in a Node that takes itself for this version. */
function runAs(version: string) {
  const disguise = `Object.defineProperty(process,"versions",{value:{node:"${version}"}})`;
  return spawnSync(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${disguise}`,
      '--import',
      resolve(import.meta.dirname, '../../scripts/need-node.mjs'),
      '--eval',
      'console.log("ran")',
    ],
    { encoding: 'utf8' },
  );
}

it.each(['18.20.0', '20.19.0', '22.17.1'])(
  '[START6] Node %s is told in one line what is needed',
  (version) => {
    const { status, stdout, stderr } = runAs(version);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(
      new RegExp(`^Comanda needs Node 22\\.18 or later; this is ${version}\\..*\\n$`),
    );
  },
);

it.each(['22.18.0', '24.0.0', '26.1.0'])('[START6] Node %s runs', (version) => {
  expect(runAs(version)).toMatchObject({ status: 0, stdout: 'ran\n' });
});
