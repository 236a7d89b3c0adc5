import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../src/main/core/lan/clock.ts';
import { type App, createApp } from '../../src/main/core/lan/http/app.ts';
import { laterApp } from '../../src/main/core/lan/http/later-app.ts';
import { addLastWords } from '../../src/main/core/lan/http/request-checks.ts';

let stopping: boolean;

function newApp(): App {
  const log = pino({ enabled: false });
  const made = createApp({ log, clock: systemClock, headersWithinMs: 5000 });
  addLastWords(made, { stopping: () => stopping });
  return made;
}

let app: App;
let url: string;
/** How often the later app was set up. */
let setUps: number;
/** What a set-up waits for, or fails with. */
let condition: () => Promise<void>;

beforeEach(async () => {
  stopping = false;
  app = newApp();
  setUps = 0;
  condition = () => Promise.resolve();
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({ 'x-outer': 'kept', 'cache-control': 'no-store' });
  });
  app.get(
    '/later/*',
    laterApp(newApp, async (later) => {
      setUps += 1;
      await condition();
      later.get('/later/here', (_request, reply) => {
        reply.header('cache-control', 'no-cache');
        return reply.send('here');
      });
    }),
  );
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});

afterEach(async () => {
  await app.close();
});

test('it is set up once, by the first request, and answers all of them', async () => {
  expect(setUps).toBe(0);
  const answers = await Promise.all([1, 2, 3].map(() => fetch(`${url}/later/here`)));
  for (const answer of answers) expect([answer.status, await answer.text()]).toEqual([200, 'here']);
  expect(setUps).toBe(1);
  expect((await fetch(`${url}/later/here`, { method: 'HEAD' })).status).toBe(200);
});

test('headers that go with every answer are in its answers too, unless it says otherwise', async () => {
  const found = await fetch(`${url}/later/here`);
  expect(found.headers.get('x-outer')).toBe('kept');
  expect(found.headers.get('cache-control')).toBe('no-cache');
  const missing = await fetch(`${url}/later/nowhere`);
  expect(missing.headers.get('x-outer')).toBe('kept');
  expect(missing.headers.get('cache-control')).toBe('no-store');
  expect([missing.status, await missing.json()]).toEqual([
    404,
    expect.objectContaining({ code: 'not_found' }),
  ]);
});

test('[HTTP23] an answer that is on its way when the server stops says that it is the last', async () => {
  const met = Promise.withResolvers<void>();
  condition = () => met.promise;
  const answer = fetch(`${url}/later/here`);
  await expect.poll(() => setUps).toBe(1);
  stopping = true;
  met.resolve();
  expect((await answer).headers.get('connection')).toBe('close');
});

test('one that cannot be set up is an error of that request; the next one tries again', async () => {
  condition = () => Promise.reject(new Error('not now'));
  const failed = await fetch(`${url}/later/here`);
  expect([failed.status, await failed.json()]).toEqual([
    500,
    expect.objectContaining({ code: 'internal' }),
  ]);
  condition = () => Promise.resolve();
  expect((await fetch(`${url}/later/here`)).status).toBe(200);
  expect(setUps).toBe(2);
});
