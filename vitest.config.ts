import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumPath } from './test/support/chromium.ts';
import ClosingLine from './test/support/closing-line.ts';

const chromium = chromiumPath();

/**
 * Three projects: `node` (pure and server-side), `browser` (components in a real Chromium, with axe) and `e2e`
 * (the built product, driven as a person would).
 */
export default defineConfig({
  test: {
    reporters: ['default', new ClosingLine()],
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/renderer/**'],
          testTimeout: 30_000,
        },
      },
      {
        plugins: [react()],
        // All that the tests import is bundled before the first of them runs: found later, it reloads the page under them.
        optimizeDeps: { entries: ['src/renderer/*/main.tsx', 'test/renderer/**/*.{ts,tsx}'] },
        test: {
          name: 'browser',
          // With no Chromium there is nothing to run these in: the closing line counts their files as skipped.
          include: chromium ? ['test/renderer/**/*.test.{ts,tsx}'] : [],
          testTimeout: 30_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(chromium ? { executablePath: chromium } : {}),
                args: ['--no-sandbox', '--disable-background-networking'],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
