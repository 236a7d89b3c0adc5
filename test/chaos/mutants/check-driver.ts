/**
 * Runs the tests of one check where it lies, and tells on one line of JSON what came of each:
 * `check-driver.ts FILE PATTERN`. For a workshop, whose product is spoilt.
 */
import { resolve } from 'node:path';
import { startVitest } from 'vitest/node';

const [file = '', pattern = ''] = process.argv.slice(2);

const vitest = await startVitest([file], {
  root: resolve(import.meta.dirname, '../../..'),
  config: false,
  watch: false,
  environment: 'node',
  include: [file],
  testNamePattern: new RegExp(pattern),
  testTimeout: 30_000,
  reporters: [{}],
  // What was seen is told whole: it is all that is known of the fault.
  chaiConfig: { truncateThreshold: 0 },
});
const modules = vitest.state.getTestModules();
const told = {
  tests: modules.flatMap((module) =>
    [...module.children.allTests()].map((test) => {
      const { state, errors = [] } = test.result();
      return {
        state,
        errors: errors.map(({ message, cause }) => ({ message, cause })),
      };
    }),
  ),
  /** What kept a file from being run at all. */
  errors: modules.flatMap((module) => module.errors().map(({ message }) => message)),
};
await vitest.close();
process.stdout.write(`\n${JSON.stringify(told)}\n`);
