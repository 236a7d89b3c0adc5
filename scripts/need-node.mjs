/// <reference types="node" />
import process from 'node:process';

/**
 * Loaded before a script (`node --import ./scripts/need-node.mjs …`), and plain JavaScript, so that an old Node can
 * still read it: below 22 better-sqlite3 ends the process without a word, and below 22.18 TypeScript is not read at all.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `Comanda needs Node 22.18 or later; this is ${process.versions.node}. \`npm ci\` installs a fitting one for the ` +
      'npm scripts, unless install scripts are switched off: run `npm ci` again, or install Node 24.\n',
  );
  process.exit(1);
}
