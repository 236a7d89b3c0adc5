import { globSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';
import { chromiumPath } from './chromium.ts';

/** Ends a run with one plain line of counts, so that a log's reader finds it whatever the runner prints. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    let failed = errors.length;
    let skipped = 0;
    for (const module of modules) {
      if (module.state() === 'failed' && module.errors().length > 0) failed += 1;
      for (const test of module.children.allTests()) {
        const state = test.result().state;
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failed += 1;
        else skipped += 1;
      }
    }
    if (chromiumPath() === null) {
      const files = globSync('test/renderer/**/*.test.{ts,tsx}').length;
      skipped += files;
      console.log(
        `\n!!! NO CHROMIUM FOUND: ${files} files of component tests and all end-to-end tests were SKIPPED.` +
          '\n!!! Install Debian\'s "chromium" or set COMANDA_CHROMIUM to a Chrome or Chromium binary.',
      );
    }
    const failedChecks = process.env['COMANDA_FAILED_CHECKS'];
    if (failedChecks) console.log(`\nFailed before the tests: ${failedChecks}. See above.`);
    console.log(`\nTests: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  }
}
