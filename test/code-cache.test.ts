import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CodeCache } from '../src/main/code-cache.ts';

let folder: string;
let entry: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comanda-code-'));
  entry = write('entry.js', `exports.say = () => 'one';`);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** One run of a program: what the entry says, with its code kept for the next run. */
function run(): unknown {
  const cache = new CodeCache();
  const say: unknown = Reflect.get(Object(cache.load(entry)), 'say');
  if (typeof say !== 'function') throw new Error('the entry says nothing');
  const said: unknown = Reflect.apply(say, null, []);
  cache.save();
  return said;
}

/** Which file it is: one that was written anew is another. */
const identity = (path: string): bigint => statSync(path, { bigint: true }).ino;

test('[CLI7] what V8 made of a file is kept, and serves the next run', () => {
  expect(run()).toBe('one');
  const kept = identity(`${entry}.cache`);
  expect(run()).toBe('one');
  // It was taken as it was: what does not fit is made anew.
  expect(identity(`${entry}.cache`)).toBe(kept);
  expect(readdirSync(folder).toSorted()).toEqual(['entry.js', 'entry.js.cache']);
});

test('[CLI7] code of another build is not used, not even of a file that is as long', () => {
  run();
  const kept = identity(`${entry}.cache`);
  write('entry.js', `exports.say = () => 'two';`);
  expect(run()).toBe('two');
  expect(identity(`${entry}.cache`)).not.toBe(kept);
  expect(run()).toBe('two');
});

test('[CLI7] damaged code is not used, wherever it is damaged, and is made anew', () => {
  run();
  const sound = readFileSync(`${entry}.cache`);
  const damages = [
    Buffer.alloc(0),
    Buffer.alloc(sound.length),
    sound.subarray(0, 5),
    sound.subarray(0, sound.length - 1),
    ...[0, 4, 8, 20, 40, sound.length >> 1, sound.length - 1].map((at) => {
      const damaged = Buffer.from(sound);
      damaged.writeUInt8(damaged.readUInt8(at) ^ 0x10, at);
      return damaged;
    }),
  ];
  for (const damaged of damages) {
    writeFileSync(`${entry}.cache`, damaged);
    const kept = identity(`${entry}.cache`);
    expect(run()).toBe('one');
    expect(identity(`${entry}.cache`)).not.toBe(kept);
  }
});

test('[CLI7] where it cannot be kept, the program runs all the same and leaves nothing', () => {
  // Nobody, not even root, can put a file in the place of a folder.
  mkdirSync(join(`${entry}.cache`, 'in the way'), { recursive: true });
  expect(run()).toBe('one');
  expect(readdirSync(folder).toSorted()).toEqual(['entry.js', 'entry.js.cache']);
});

test('it is neither kept nor used where Node’s own cache is switched off', () => {
  vi.stubEnv('NODE_DISABLE_COMPILE_CACHE', '1');
  expect(run()).toBe('one');
  expect(existsSync(`${entry}.cache`)).toBe(false);
});

test('files load each other, Node’s modules and packages as CommonJS does', () => {
  write('even.js', `exports.even = (n) => n === 0 || require('./odd.js').odd(n - 1);`);
  write(
    'odd.js',
    `const { even } = require('./even.js'); exports.odd = (n) => n > 0 && even(n - 1);`,
  );
  entry = write(
    'entry.js',
    `const { even } = require('./even.js');
     module.exports = { say: () => [
       even(10), even(7), require('node:path').basename(__filename), __dirname, require('./even.js').even === even,
       typeof require.resolve, this === exports,
     ] };`,
  );
  const expected = [true, false, 'entry.js', folder, true, 'function', true];
  expect(run()).toEqual(expected);
  expect(run()).toEqual(expected);
  expect(readdirSync(folder).filter((name) => name.endsWith('.cache'))).toHaveLength(3);
});

test('an error names the file and the line', () => {
  entry = write('entry.js', `exports.say = () => { throw new Error('first'); };`);
  expect(() => run()).toThrow(
    expect.objectContaining({ stack: expect.stringContaining(`${entry}:1:`) }),
  );
  entry = write('other.js', `exports.say = () => {\n  throw new Error('second');\n};`);
  expect(() => run()).toThrow(
    expect.objectContaining({ stack: expect.stringContaining(`${entry}:2:`) }),
  );
});

test('a file that could not be read or run is loaded anew when it is asked for again', () => {
  const cache = new CodeCache();
  const late = join(folder, 'late.js');
  entry = write('entry.js', `exports.half = 1; require('./late.js'); exports.whole = 2;`);
  const missing = expect.objectContaining({ code: 'ENOENT' });
  expect(() => cache.load(entry)).toThrow(missing);
  expect(() => cache.load(entry)).toThrow(missing);
  write('late.js', `throw new Error('not yet');`);
  expect(() => cache.load(entry)).toThrow('not yet');
  expect(() => cache.load(late)).toThrow('not yet');
  write('late.js', `exports.here = true;`);
  expect(cache.load(entry)).toEqual({ half: 1, whole: 2 });
  expect(cache.load(late)).toEqual({ here: true });
});
