import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const MODULE = new URL('../src/main/young-generation.ts', import.meta.url).href;

/** Makes objects of which many live for a while, and says how much room V8 has taken for new ones: bytes. */
const BUSY = `
  const { getHeapSpaceStatistics } = process.getBuiltinModule('node:v8');
  const busy = () => {
    let kept = [];
    for (let i = 0; i < 400_000; i += 1) {
      kept.push({ i, text: 'x' + i });
      if (kept.length > 60_000) kept = kept.slice(30_000);
    }
    return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size;
  };`;

/** In a process of its own: V8's flags are those of all of it. */
function bytesOf(script: string): number {
  const arguments_ = ['--input-type=module', '--eval', `${BUSY}\n${script}`];
  return Number(execFileSync(process.execPath, arguments_, { encoding: 'utf8' }));
}

const MB = 2 ** 20;

test('the room for new objects stays small, where V8 would make it large', () => {
  const held = `const { holdYoungGeneration } = await import('${MODULE}'); holdYoungGeneration();`;
  expect(bytesOf('console.log(busy())')).toBeGreaterThanOrEqual(16 * MB);
  expect(bytesOf(`${held} console.log(busy())`)).toBeLessThanOrEqual(4 * MB);
});

test('it stays so after something was done under V8’s own flags, even if that failed', () => {
  const failed = `
    const { holdYoungGeneration, underOwnFlags } = await import('${MODULE}');
    holdYoungGeneration();
    try { underOwnFlags(() => { throw new Error('no'); }); } catch {}
    console.log(busy());`;
  expect(bytesOf(failed)).toBeLessThanOrEqual(4 * MB);
});
