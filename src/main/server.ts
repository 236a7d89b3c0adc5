/** Entry of the headless product, for plain Node. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CodeCache } from './code-cache.ts';
import type { serve } from './serve.ts';
import { holdYoungGeneration, underOwnFlags } from './young-generation.ts';

const major = Number(process.versions.node.split('.')[0]);

// Everything else is loaded after this check: better-sqlite3 on an older Node ends in a silent crash.
if (major < 22) {
  console.error(
    `Comanda needs Node 22 or later and this is ${process.version}. "npm run serve" brings its own.`,
  );
  process.exitCode = 1;
} else {
  const cache = new CodeCache();
  const built: unknown = cache.load(join(import.meta.dirname, 'serve.js'));
  if (!isServe(built)) throw new Error('serve.js is not as it was built');
  holdYoungGeneration();
  void built.serve(pathToFileURL(import.meta.filename), () => {
    underOwnFlags(() => cache.save());
  });
}

function isServe(built: unknown): built is { readonly serve: typeof serve } {
  return typeof built === 'object' && built !== null && 'serve' in built;
}
