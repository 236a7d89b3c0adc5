import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasOutputs } from './build.ts';
import { pack, TARGETS } from './package/pack.ts';

// `npm run check:package`: packs the app for each system and looks into what would be shipped. The installers themselves
// (NSIS, dmg, AppImage, deb) need tools that electron-builder downloads, and are not made here.

const root = join(import.meta.dirname, '..');
if (!hasOutputs(root)) {
  console.error('There is no build: run `npm run build` first.');
  process.exit(1);
}
const work = mkdtempSync(join(tmpdir(), 'comanda-package-'));
try {
  for (const target of TARGETS) {
    const { problems, size, files } = await pack(target, root, work);
    const name = `${target.system}-${target.arch}`;
    console.log(
      `${name}: ${files} files, ${(size / 1e6).toFixed(1)} MB, ${problems.length} problems`,
    );
    for (const problem of problems) console.error(`  ${problem}`);
    if (problems.length > 0) process.exitCode = 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
