import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { simulateCommand } from '../../scripts/simulate/command.ts';
import type { Report } from '../../scripts/simulate/report.ts';
import type { Answer, Broker } from '../../src/main/core/broker/ports.ts';
import { refuse } from '../../src/shared/errors.ts';
import { startLan, type TestLan } from '../support/lan.ts';

const SIMULATE = resolve(import.meta.dirname, '../../scripts/simulate.ts');

let lan: TestLan | null = null;

afterEach(async () => {
  await lan?.stop();
  lan = null;
});

/** Runs the command in a process of its own. `interruptAt` is what it says when Ctrl+C is pressed. */
async function spawned(args: readonly string[], interruptAt?: string) {
  const child = spawn(process.execPath, [SIMULATE, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined },
  });
  let seen = '';
  let interrupted = false;
  child.stdout.on('data', (chunk: Buffer) => {
    seen += chunk.toString('utf8');
    if (interruptAt === undefined || interrupted || !seen.includes(interruptAt)) return;
    interrupted = child.kill('SIGINT');
  });
  const [stderr] = await Promise.all([text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, stdout: seen, stderr };
}

/** Options as the command line has them. */
function flags(options: Readonly<Record<string, string | number>>): string[] {
  return Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
}

/** Runs the command in this process. */
async function simulate(args: readonly string[]) {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const code = await simulateCommand(args, {
    stdout: { write: (piece) => stdout.push(piece) },
    stderr: { write: (piece) => stderr.push(piece) },
    colours: false,
    interrupted: new AbortController().signal,
  });
  return { code, stdout: stdout.join(''), stderr: stderr.join('') };
}

/** A small run on a server inside this test, whose broker may be a faulty one. */
async function simulateOn(
  role: 'admin' | 'integration' | 'kitchen',
  wrap: (broker: Broker) => Broker,
) {
  lan = await startLan({ wrap });
  const { code, stdout, stderr } = await simulate([
    '--json',
    ...flags({ url: lan.url, token: await lan.token(role) }),
    ...flags({ customers: 4, processors: 2, orders: 40, stock: 30 }),
  ]);
  const report = (stdout === '' ? null : JSON.parse(stdout)) as Report | null;
  return { code, stderr, report };
}

const sound = (broker: Broker): Broker => broker;

/** The real broker with another way to answer orders. */
function placing(
  answer: (nth: number, broker: Broker, ...given: Parameters<Broker['submit']>) => Promise<Answer>,
): (broker: Broker) => Broker {
  return (broker) => {
    let nth = 0;
    const submit = (target: Broker, ...given: Parameters<Broker['submit']>): Promise<Answer> => {
      if (given[2].type !== 'order.place') return target.submit(...given);
      nth += 1;
      return answer(nth, target, ...given);
    };
    return new Proxy(broker, {
      get: (target, name) => {
        if (name === 'submit') {
          return (...given: Parameters<Broker['submit']>) => submit(target, ...given);
        }
        if (name === 'ask') {
          const ask: Broker['ask'] = (caller, id, command, settle) => {
            void submit(target, caller, id, command).then(settle);
          };
          return ask;
        }
        return Reflect.get(target, name, target);
      },
    });
  };
}

/** Moves the level of the first item of the first order, behind everyone's back. */
function meddling(by: number): (broker: Broker) => Broker {
  return placing(async (nth, broker, ...given) => {
    const answer = await broker.submit(...given);
    if (nth !== 1 || !answer.ok) return answer;
    const itemId = answer.data.order?.lines[0]?.itemId ?? '';
    const level = broker.view.stock().find((each) => each.itemId === itemId)?.available ?? 0;
    const data = { itemId, available: Math.max(0, level + by) };
    const ghost = { deviceId: 'ghost', role: 'admin' } as const;
    await broker.submit(ghost, 'meddling', { type: 'stock.set', data });
    return answer;
  });
}

test('[SIM1] without --url it starts a product of its own, passes every check and leaves nothing behind', async () => {
  const before = leftovers();
  const { code, stdout, stderr } = await spawned([
    '--json',
    ...flags({ customers: 6, orders: 60, processors: 2, stock: 8 }),
  ]);
  const report = JSON.parse(stdout) as Report;
  expect(stderr).toBe('');
  expect(report).toMatchObject({
    passed: true,
    interrupted: false,
    simulation: { customers: 6, orders: 60, processors: 2, stock: 8, seed: 1 },
    checks: { lost: 0, duplicated: 0, oversold: 0, vanished: 0 },
    failures: [],
    orders: { sent: 60, unanswered: 0 },
  });
  const { accepted, refused, processed } = report.orders;
  expect(accepted + refused).toBe(60);
  expect(processed).toBe(accepted);
  // So little stock that some is refused and none is left over of what was liked best.
  expect(refused).toBeGreaterThan(0);
  for (const { supplied, sold, left } of report.stock) expect(sold + (left ?? 0)).toBe(supplied);
  expect(code).toBe(0);
  expect(leftovers()).toEqual(before);
});

test('[SIM2] for people: a line for each thing that happens, then stock, orders and checks, without colours in a pipe', async () => {
  lan = await startLan();
  const { code, stdout } = await simulate([
    ...flags({ url: lan.url, token: await lan.token('admin') }),
    ...flags({ customers: 2, processors: 2, orders: 6 }),
  ]);
  expect(code).toBe(0);
  expect(stdout).not.toContain('\u001B');
  const orders = [...stdout.matchAll(/^customer \d+ orders (\{.*\})$/gm)].map(
    ([, json]) => JSON.parse(json ?? '') as unknown,
  );
  expect(orders).toHaveLength(6);
  expect(orders).toContainEqual({
    order: 1,
    customer: 1,
    items: expect.arrayContaining([{ item: expect.any(String), quantity: expect.any(Number) }]),
  });
  expect(stdout.match(/^customer \d+, order \d+: accepted as #\d+$/gm)).toHaveLength(6);
  expect(stdout.match(/^processor \d completed #\d+$/gm)).toHaveLength(6);
  expect(stdout).toMatch(/Remaining stock\n(?: {2}\S+ +\d+ left of 500, \d+ sold\n)+/);
  expect(stdout).toContain('processed   6 of 6 accepted');
  expect(stdout).toMatch(/lost 0\n.*duplicated 0\n.*oversold 0\n/);
});

test('[SIM3] a program without the right to set the stock uses it as it is', async () => {
  const { code, report } = await simulateOn('integration', sound);
  expect(code).toBe(0);
  expect(report?.simulation.stock).toBeNull();
  const counted = report?.stock.filter(({ supplied }) => supplied !== null);
  expect(counted).toEqual([{ itemId: 'guarana', supplied: 10, sold: 10, left: 0 }]);
});

test('[SIM4] an order acknowledged and not kept fails "lost"', async () => {
  let model: Answer | null = null;
  const { code, report } = await simulateOn(
    'admin',
    placing(async (nth, broker, ...given) => {
      if (nth === 7 && model?.ok && model.data.order) {
        const order = { ...model.data.order, id: '00000000-0000-7000-8000-000000000000' };
        return { ...model, data: { order }, dataJson: JSON.stringify({ order }) };
      }
      return (model = await broker.submit(...given));
    }),
  );
  expect(report?.checks).toEqual({ lost: 1, duplicated: 0, oversold: 0, vanished: 0 });
  expect(report?.failures[0]).toMatch(/was acknowledged and cannot be found/);
  expect(code).toBe(1);
});

test('[SIM5] an order carried out twice fails "duplicated"', async () => {
  const { code, report } = await simulateOn(
    'admin',
    placing(async (nth, broker, caller, id, command) => {
      const answer = await broker.submit(caller, id, command);
      if (nth === 3) await broker.submit(caller, `${id}-again`, command);
      return answer;
    }),
  );
  expect(report?.checks).toEqual({ lost: 0, duplicated: 1, oversold: 0, vanished: 0 });
  expect(code).toBe(1);
});

test('[SIM5] an order refused and carried out all the same fails "duplicated"', async () => {
  const { code, report } = await simulateOn(
    'admin',
    placing(async (nth, broker, ...given) => {
      const answer = await broker.submit(...given);
      if (nth !== 3) return answer;
      return { ok: false, replayed: false, refusal: refuse('not_found', 'No.', {}) };
    }),
  );
  expect(report?.checks).toMatchObject({ lost: 0, duplicated: 1, oversold: 0 });
  expect(code).toBe(1);
});

test('[SIM6] stock that an order did not take fails "oversold"', async () => {
  const { code, report } = await simulateOn('admin', meddling(5));
  expect(report?.checks).toMatchObject({ lost: 0, duplicated: 0, vanished: 0 });
  expect(report?.checks.oversold).toBeGreaterThanOrEqual(5);
  expect(code).toBe(1);
});

test('[SIM6] stock that no order took fails "vanished"', async () => {
  const { code, report } = await simulateOn('admin', meddling(-30));
  expect(report?.checks).toMatchObject({ lost: 0, duplicated: 0, oversold: 0 });
  expect(report?.checks.vanished).toBeGreaterThan(0);
  expect(code).toBe(1);
});

test('[SIM7] what is refused for want of room is sent again under the same id', async () => {
  const { code, report } = await simulateOn(
    'admin',
    placing((nth, broker, ...given) =>
      nth % 10 === 0
        ? Promise.resolve({
            ok: false,
            replayed: false,
            refusal: refuse('overloaded', 'Later.', { retryAfterSeconds: 0 }),
          })
        : broker.submit(...given),
    ),
  );
  expect(report?.retries['overloaded']).toBeGreaterThanOrEqual(4);
  expect(report?.orders.sent).toBe(40);
  expect(code).toBe(0);
});

test('[SIM8] Ctrl+C sends nothing new, finishes what was accepted and reports', async () => {
  lan = await startLan();
  const { code, stdout } = await spawned(
    [
      ...flags({ url: lan.url, token: await lan.token('admin') }),
      ...flags({ customers: 2, orders: 1500, stock: 10_000 }),
    ],
    'accepted as #20',
  );
  expect(stdout).toContain('Interrupted: not all orders were sent.');
  const [, processed, accepted] = /processed {3}(\d+) of (\d+) accepted/.exec(stdout) ?? [];
  expect(processed).toBe(accepted);
  expect(Number(accepted)).toBeLessThan(1500);
  expect(stdout).toContain('lost 0');
  expect(code).toBe(0);
});

test.for([
  [['--customers', '0'], /^--customers takes a whole number from 1 to 1000, not "0"\.$/],
  [['--orders', 'many'], /^--orders takes a whole number/],
  [['--cooks', '3'], /^Unknown option '--cooks'.*Usage: npm run simulate/],
  [['--url', 'elsewhere', '--token', 'x'], /^"elsewhere" is not an address/],
  [['--url', 'http://127.0.0.1:1'], /^A running product asks for a token/],
  [['--token', 'x'], /^--token belongs to a running product/],
  [['--url', 'http://127.0.0.1:1', '--token', 'x'], /^Comanda does not answer at/],
] as const)('[SIM9] %j is answered with one clear line and exit 1', async ([args, line]) => {
  const { code, stdout, stderr } = await simulate(args);
  expect(stderr.trimEnd()).toMatch(line);
  expect(stderr.trimEnd()).not.toContain('\n');
  expect(stdout).not.toMatch(/accepted/);
  expect(code).toBe(1);
});

test('[SIM9] the process itself ends with 1', async () => {
  const { code, stderr } = await spawned(['--cooks']);
  expect(stderr).toMatch(/^Unknown option '--cooks'.*\n$/);
  expect(code).toBe(1);
});

test('[SIM2] on a terminal: colours and a bar that ends full', async () => {
  lan = await startLan();
  let shown = '';
  const code = await simulateCommand(
    flags({ url: lan.url, token: await lan.token('admin'), customers: 2, orders: 10 }),
    {
      stdout: { isTTY: true, columns: 80, write: (piece) => (shown += piece) },
      stderr: { write: () => undefined },
      colours: true,
      interrupted: new AbortController().signal,
    },
  );
  expect(code).toBe(0);
  expect(shown).toContain('\u001B[32mcustomer 1, order 1: accepted as #');
  const bars = shown.match(/^[█░]+ \d+ answered, \d+ of 10 done/gm) ?? [];
  expect(bars.at(0)).toMatch(/^░+ 0 answered, 0 of 10 done$/);
  expect(bars.at(-1)).toMatch(/^█+ 10 answered, 10 of 10 done$/);
});

test('[SIM9] a role that cannot place orders is told so', async () => {
  const { code, stderr } = await simulateOn('kitchen', sound);
  expect(stderr).toBe('A token of role kitchen cannot simulate: integration or admin can.\n');
  expect(code).toBe(1);
});

/** Data directories of simulations on this machine. */
function leftovers(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('comanda-simulation-'));
}
