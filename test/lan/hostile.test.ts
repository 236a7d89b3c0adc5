import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLan, type TestLan } from '../support/lan.ts';

let t: TestLan;

beforeAll(async () => {
  t = await startLan();
});

afterAll(async () => {
  await t.stop();
});

/** Sends bytes as they are, and reads until the server ends the connection. */
async function raw(text: string): Promise<string> {
  const socket: Socket = connect(t.port, '127.0.0.1');
  let answer = '';
  socket.on('data', (data) => (answer += data.toString('utf8')));
  socket.on('error', () => undefined);
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

const problem = (answer: string): unknown => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')));

test('[HTTP24] what is no HTTP gets a problem and the end of its connection', async () => {
  for (const text of [
    'GARBAGE\r\n\r\n',
    'GET / HTTP/9.9\r\nHost: x\r\n\r\n',
    'GET /healthz HTTP/1.1\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\nabcd',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n',
    '\u0016\u0003\u0001\u0002\r\n\r\n',
  ]) {
    const answer = await raw(text);
    expect(answer.split('\r\n', 1)[0], text).toBe('HTTP/1.1 400 Bad Request');
    if (answer.includes('{')) expect(problem(answer)).toMatchObject({ code: 'invalid_request' });
  }
});

test('[HTTP24] headers beyond 16 KiB are 431', async () => {
  const answer = await raw(`GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`);
  expect(answer.split('\r\n', 1)[0]).toBe('HTTP/1.1 431 Request Header Fields Too Large');
  expect(problem(answer)).toMatchObject({ code: 'too_large', status: 431 });
});

test('[HTTP15] addresses that are no addresses are refused as problems', async () => {
  for (const [path, status] of [
    ['/%', 400],
    ['/%ff', 400],
    ['/api/v1/orders/%E0%A4%A', 400],
    ['/%00', 404],
    [`/${'a'.repeat(10_000)}`, 404],
    [`/api/v1/orders/${'a'.repeat(1000)}`, 404],
    ['//api/v1/menu', 404],
    ['/api/v1/orders?limit=1&limit=2', 401],
    ['/__proto__', 404],
    ['/constructor/prototype', 404],
  ] as const) {
    const answer = await t.call('GET', path);
    expect(answer.status, path.slice(0, 40)).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json).toMatchObject({ code: expect.any(String), status });
  }
});

const WELL_REFUSED = new Set([
  'invalid_request',
  'idempotency_key_required',
  'unsupported_media_type',
  'too_large',
]);

test('[HTTP14] [HTTP1] whatever JSON is sent, it is placed or well refused', async () => {
  const token = await t.token('integration');
  const value = fc.oneof(
    fc.jsonValue(),
    fc.record(
      {
        lines: fc.oneof(
          fc.jsonValue(),
          fc.array(
            fc.record(
              {
                itemId: fc.oneof(fc.constant('guarana'), fc.string()),
                quantity: fc.oneof(fc.integer(), fc.double()),
                modifiers: fc.array(fc.string()),
                note: fc.string({ unit: 'binary' }),
                __proto__: fc.jsonValue(),
              },
              { requiredKeys: ['itemId', 'quantity'] },
            ),
          ),
        ),
        customer: fc.oneof(fc.jsonValue(), fc.record({ name: fc.string({ unit: 'binary' }) })),
        table: fc.jsonValue(),
        toString: fc.jsonValue(),
      },
      { requiredKeys: ['lines'] },
    ),
  );
  await fc.assert(
    fc.asyncProperty(value, fc.uuid(), async (body, key) => {
      const answer = await t.call('POST', '/api/v1/orders', { token, key, body });
      expect([201, 400, 409, 413, 422]).toContain(answer.status);
      if (answer.status === 400) {
        expect(WELL_REFUSED).toContain(Object(answer.json).code);
      }
    }),
    { numRuns: 200 },
  );
});

test('[WS7] [WS6] whatever frame is sent, it is answered or the socket is closed for it', async () => {
  const frame = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record(
        {
          t: fc.constantFrom('hello', 'command', 'ack', '__proto__'),
          id: fc.oneof(fc.string(), fc.jsonValue()),
          type: fc.oneof(fc.constantFrom('order.place', 'order.start', 'toString'), fc.string()),
          data: fc.jsonValue(),
          since: fc.jsonValue(),
        },
        { requiredKeys: ['t'] },
      )
      .map((value) => JSON.stringify(value)),
  );
  await fc.assert(
    fc.asyncProperty(frame, async (text) => {
      const socket = await t.session('integration');
      await socket.ofKind('welcome');
      socket.send(text);
      const ended = await Promise.race([
        socket.closed,
        socket.frame(({ t: kind }) => kind === 'ack' || kind === 'reject'),
      ]);
      if ('code' in ended && !('t' in ended)) expect([1007, 1008]).toContain(ended.code);
      await socket.close();
    }),
    { numRuns: 60 },
  );
  expect(t.log.filter((line) => line.includes('"level":50'))).toEqual([]);
});
