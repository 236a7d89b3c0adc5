/** Entry of the headless product, for plain Node. */
const major = Number(process.versions.node.split('.')[0]);

// Everything else is imported after this check: better-sqlite3 on an older Node ends in a silent crash.
if (major < 22) {
  console.error(
    `Comanda needs Node 22 or later and this is ${process.version}. "npm run serve" brings its own.`,
  );
  process.exitCode = 1;
} else {
  const { serve } = await import('./serve.ts');
  await serve(new URL(import.meta.url));
}
