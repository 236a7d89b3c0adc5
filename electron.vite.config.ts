import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string): string => resolve(import.meta.dirname, path);

/**
 * Three bundles from one source tree: the main process (with the headless entry and the SQLite writer
 * thread as entries of their own), the sandboxed preload, and one page per screen.
 */
export default defineConfig({
  main: {
    build: {
      outDir: at('out/main'),
      target: 'node24',
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: at('src/main/index.ts'),
          server: at('src/main/server.ts'),
          writer: at('src/main/core/db/writer-thread.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
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
