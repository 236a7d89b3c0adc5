import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const SCRIPT = readFileSync(resolve(import.meta.dirname, '../../.ci/run'), 'utf8');

/** The tools of a machine: each writes down how it was called. `$ROOT` is the stand-in machine's root. */
const TOOLS = {
  'apt-get': `echo "apt-get $*" >> "$ROOT/log"
    [ -z "$APT_FAILS" ] || exit 1
    case "$*" in
      *install*chromium*) echo > "$ROOT/usr/bin/chromium"; chmod +x "$ROOT/usr/bin/chromium" ;;
    esac`,
  npm: `case "$1" in
      --version) echo 11 ;;
      *) echo "npm $* CI=$CI" >> "$ROOT/log"; [ "$1" != "$NPM_FAILS_AT" ] ;;
    esac`,
  node: `case "$1" in
      --version) echo "v$NODE_IS.0.0" ;;
      *) [ "$NODE_IS" -ge 20 ] ;;
    esac`,
  id: 'echo 0',
};

// The script is for Debian; what it does elsewhere is to say so.
describe.skipIf(process.platform === 'win32')('.ci/run', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'comanda-ci-'));
    mkdirSync(join(root, 'usr/bin'), { recursive: true });
    mkdirSync(join(root, 'bin'));
    mkdirSync(join(root, '.ci'));
    writeFileSync(join(root, '.ci/run'), SCRIPT.replaceAll('/usr/bin/', `${root}/usr/bin/`));
    for (const [name, body] of Object.entries(TOOLS)) give(name, body);
    for (const name of ['bash', 'cat', 'chmod', 'dirname']) {
      const real = execFileSync('which', [name], { encoding: 'utf8' }).trim();
      symlinkSync(real, join(root, 'bin', name));
    }
  });

  afterEach(() => rmSync(root, { recursive: true }));

  function give(name: string, body: string): void {
    writeFileSync(join(root, 'bin', name), `#!${join(root, 'bin/bash')}\n${body}\n`, {
      mode: 0o755,
    });
  }

  function run(env: Readonly<Record<string, string>> = {}) {
    const { status, stderr } = spawnSync(join(root, 'bin/bash'), [join(root, '.ci/run')], {
      encoding: 'utf8',
      env: { PATH: join(root, 'bin'), ROOT: root, NODE_IS: '24', ...env },
    });
    const log = existsSync(join(root, 'log')) ? readFileSync(join(root, 'log'), 'utf8') : '';
    return { status, stderr, calls: log.trim().split('\n') };
  }

  const TESTED = ['npm ci CI=true', 'npm test CI=true'];

  test('installs Chromium where there is none, then runs the tests', () => {
    const { status, calls } = run();
    expect(status).toBe(0);
    expect(calls).toEqual([
      expect.stringMatching(/^apt-get .*update$/),
      expect.stringMatching(/^apt-get .*--no-install-recommends install chromium/),
      ...TESTED,
    ]);
  });

  test('installs nothing where all is there', () => {
    writeFileSync(join(root, 'usr/bin/chromium'), '', { mode: 0o755 });
    expect(run()).toMatchObject({ status: 0, calls: TESTED });
  });

  test('uses the Chromium it is told of', () => {
    const chrome = join(root, 'chrome');
    writeFileSync(chrome, '', { mode: 0o755 });
    const { status, calls, stderr } = run({ COMANDA_CHROMIUM: chrome });
    expect({ status, calls }).toEqual({ status: 0, calls: TESTED });
    expect(stderr).toContain(`chromium ${chrome}`);
  });

  test('says loudly that Chromium cannot be had, and runs the rest', () => {
    const { status, stderr, calls } = run({ APT_FAILS: 'yes' });
    expect(status).toBe(0);
    expect(stderr).toContain('CHROMIUM COULD NOT BE INSTALLED');
    expect(calls.slice(-2)).toEqual(TESTED);
  });

  test.for(['ci', 'test'])('fails when npm %s fails', (step) => {
    expect(run({ NPM_FAILS_AT: step }).status).not.toBe(0);
  });

  test('an old Node is one clear line and the end', () => {
    const { status, stderr, calls } = run({ NODE_IS: '18' });
    expect(status).toBe(1);
    expect(stderr).toContain('Node 20.19 or later with npm is needed; found: v18.0.0');
    expect(calls).toEqual(['']);
  });
});
