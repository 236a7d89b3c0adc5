import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import {
  alsoLicensed,
  commonJsFolder,
  filesBeside,
  nativeInPackage,
  withoutModules,
} from './scripts/bundle/main-plugins.ts';

const at = (path: string): string => resolve(import.meta.dirname, path);

/** Of all that is bundled into the main process, beside it. */
const LICENCES = 'licenses.md';

/**
 * Three bundles from one source tree: the main process (with the headless entry and the SQLite writer
 * thread as entries of their own), the sandboxed preload, and one page per screen.
 */
export default defineConfig({
  main: {
    plugins: [
      commonJsFolder(),
      filesBeside('@fastify/swagger-ui', 'static'),
      alsoLicensed(LICENCES, '@fastify/swagger-ui', {
        name: 'swagger-ui',
        builtFrom: 'swagger-ui-dist',
        copyright: 'Copyright 2020-2021 SmartBear Software Inc.',
      }),
      nativeInPackage('better-sqlite3', 'lib/binding.js'),
      // It speaks plain HTTP/1.1.
      withoutModules('fastify/lib/server.js', ['node:https', 'node:http2']),
      // It finds files by patterns only where each gets a route of its own (`wildcard: false`), which nobody asks for.
      withoutModules('@fastify/static/index.js', ['glob']),
    ],
    build: {
      outDir: at('out/main'),
      target: 'node24',
      sourcemap: true,
      // Few files are read faster than a thousand.
      externalizeDeps: false,
      license: { fileName: LICENCES },
      rolldownOptions: {
        external: [
          /^node:/,
          'electron',
          // What fastify would load for JSON Schema and for tests: see http/app.ts.
          '@fastify/ajv-compiler',
          '@fastify/fast-json-stringify-compiler',
          'light-my-request',
        ],
        input: {
          index: at('src/main/index.ts'),
          server: at('src/main/server.ts'),
          serve: at('src/main/serve.ts'),
          writer: at('src/main/core/db/writer-thread.ts'),
        },
        output: {
          format: 'cjs',
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          // What both threads need. Named so that the bundler's own helpers stand apart from it: server.js loads those before it
          // has looked at Node's version.
          codeSplitting: {
            groups: [
              { name: 'writing', test: /src.main.core.db.(?:open|write-batch|inline-writer)/ },
            ],
          },
        },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      // A sandboxed preload can require nothing but electron: everything else is bundled.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    base: '/',
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      minify: true,
      // Fonts, sounds and pictures stay files: the content security policy allows no data: URLs for them.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: {
          pos: at('src/renderer/pos/index.html'),
          kds: at('src/renderer/kds/index.html'),
          board: at('src/renderer/board/index.html'),
        },
      },
    },
  },
});
