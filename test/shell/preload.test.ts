import { afterEach, expect, it, vi } from 'vitest';

const exposed = vi.hoisted(() => vi.fn());
vi.mock('electron', () => ({ contextBridge: { exposeInMainWorld: exposed } }));

const argv = process.argv;
afterEach(() => {
  process.argv = argv;
});

it('[DESK2] a page is given the platform and the version, and nothing that acts', async () => {
  process.argv = ['electron', '--comanda-version=1.2.3'];
  await import('../../src/preload/index.ts');
  expect(exposed.mock.calls).toEqual([
    ['desktop', { platform: process.platform, version: '1.2.3' }],
  ]);
});
