import { afterAll, beforeAll, expect, test } from 'vitest';
import { chromium } from 'playwright-core';
import { REFUSALS } from '../../src/shared/errors.ts';
import { chromiumPath } from '../support/chromium.ts';
import { startLan, type TestLan } from '../support/lan.ts';

interface Operation {
  readonly summary?: string;
  readonly security?: readonly unknown[];
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: unknown;
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Record<string, unknown> }>
  >;
}

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Record<string, unknown>>>;
    readonly securitySchemes: unknown;
  };
}

let t: TestLan;
let text: string;
let document: Document;

beforeAll(async () => {
  t = await startLan();
  ({ text } = await t.call('GET', '/openapi.json'));
  document = JSON.parse(text);
});

afterAll(async () => {
  await t.stop();
});

const ROUTES = `
  get /healthz
  get /metrics
  get /api/v1/orders
  post /api/v1/orders
  get /api/v1/orders/{id}
  post /api/v1/orders/{id}/send
  post /api/v1/orders/{id}/start
  post /api/v1/orders/{id}/ready
  post /api/v1/orders/{id}/complete
  post /api/v1/orders/{id}/recall
  post /api/v1/orders/{id}/cancel
  post /api/v1/orders/{id}/change
  post /api/v1/orders/{id}/discount
  post /api/v1/orders/{id}/service-charge
  post /api/v1/orders/{id}/split
  post /api/v1/orders/{id}/receipt
  post /api/v1/orders/{id}/payments
  post /api/v1/orders/{id}/payments/{payment}/refunds
  get /api/v1/shifts
  post /api/v1/shifts
  post /api/v1/shifts/current/cash-in
  post /api/v1/shifts/current/cash-out
  post /api/v1/shifts/current/close
  get /api/v1/shifts.csv
  get /api/v1/shifts/{id}
  post /api/v1/shifts/{id}/close
  get /api/v1/shifts/{id}/report.csv
  get /api/v1/kitchen-figures
  get /api/v1/customers
  get /api/v1/people
  post /api/v1/people
  put /api/v1/people/{id}
  post /api/v1/sessions
  post /api/v1/approvals
  get /api/v1/menu
  put /api/v1/menu/items/{item}/on-sale
  get /api/v1/stock
  put /api/v1/stock/{item}
  get /api/v1/events
  get /api/v1/me
  get /api/v1/devices
  post /api/v1/pairing-codes
  post /api/v1/pairing
  get /pedidos
  post /pedidos
  get /pedidos/{id}
  patch /pedidos/{id}
`
  .trim()
  .split(/\n\s*/);

test('[HTTP21] the description lists every route of the API and nothing else', () => {
  expect(document.openapi).toBe('3.1.0');
  const listed = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method} ${path}`),
  );
  expect(listed.toSorted()).toEqual(ROUTES.toSorted());
});

test('[HTTP21] each operation says what it is, what it answers and what it refuses', () => {
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const name = `${method} ${path}`;
      const { summary, responses, security } = operation;
      expect(summary, name).toBeTruthy();
      expect(
        Object.keys(responses).some((status) => status.startsWith('2')),
        name,
      ).toBe(true);
      expect(responses['403'], name).toBeDefined();
      const open = name === 'get /healthz' || name === 'post /api/v1/pairing';
      expect(security, name).toEqual(open ? [] : [{ token: [] }]);
      expect(responses['401'] !== undefined, name).toBe(!open);
      for (const [status, { description, content }] of Object.entries(responses)) {
        // An unhealthy server is an answer, not a refusal.
        if (status.startsWith('2') || name === 'get /healthz') continue;
        expect(content, name).toEqual({
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        });
        for (const code of description.split(', ')) {
          expect(Object.entries(REFUSALS).find(([known]) => known === code)?.[1][0], code).toBe(
            Number(status),
          );
        }
      }
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      const declared = operation.parameters?.filter((parameter) => parameter.in === 'path') ?? [];
      expect(
        declared.map((parameter) => parameter.name),
        name,
      ).toEqual(named);
    }
  }
});

test('[HTTP21] [PPL6] reading customers and drawers describes the session that a counter needs', () => {
  for (const path of ['/api/v1/customers', '/api/v1/shifts', '/api/v1/shifts/{id}/report.csv']) {
    const read = document.paths[path]?.['get'];
    const headers = read?.parameters?.filter((parameter) => parameter.in === 'header');
    expect(headers, path).toMatchObject([{ name: 'Comanda-Session', required: false }]);
    expect(read?.responses['401']?.description).toBe('sign_in_required, unauthorized');
  }
  const free = document.paths['/api/v1/orders']?.['get'];
  expect(free?.responses['401']?.description).toBe('unauthorized');
});

test('[HTTP21] placing an order describes its key, its body and its refusals', () => {
  const place = document.paths['/api/v1/orders']?.['post'];
  expect(place?.parameters).toMatchObject([
    { in: 'header', name: 'Idempotency-Key', required: true },
    { in: 'header', name: 'Comanda-Session', required: false },
    { in: 'header', name: 'Comanda-Approval', required: false },
  ]);
  expect(place?.requestBody).toMatchObject({
    required: true,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/PlaceOrderInput' } } },
  });
  expect(place?.responses['409']?.description).toBe(
    'amount_too_high, item_unavailable, no_open_shift, out_of_stock',
  );
  expect(place?.responses['401']?.description).toBe('sign_in_required, unauthorized');
  const action = document.paths['/api/v1/orders/{id}/start']?.['post'];
  expect(action?.requestBody).toBeUndefined();
});

test('[HTTP21] every reference leads somewhere, every schema is used, and fields are explained', () => {
  const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
  expect(new Set(names)).toEqual(new Set(Object.keys(document.components.schemas)));
  expect(document.components.schemas['Order']).toMatchObject({
    type: 'object',
    properties: { id: { description: expect.stringContaining('UUID') } },
  });
  expect(document.components.securitySchemes).toEqual({
    token: { type: 'http', scheme: 'bearer' },
  });
});

test.runIf(chromiumPath())(
  '[HTTP21] [HTTP20] the page that shows it works under its content security policy',
  async () => {
    const browser = await chromium.launch({
      executablePath: chromiumPath() ?? '',
      args: ['--no-sandbox'],
    });
    try {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(`${t.url}/docs`);
      await page.getByText('Place an order', { exact: true }).click();
      await page.getByText('Idempotency-Key').first().waitFor();
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  },
);
