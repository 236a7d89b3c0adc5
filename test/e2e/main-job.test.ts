import { type Browser, chromium, type Page } from 'playwright-core';
import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cashierAt } from '../support/cashier.ts';
import { chromiumPath } from '../support/chromium.ts';
import { freePort, Product, temporaryDirectory } from '../support/product.ts';

const executablePath = chromiumPath();

/** Everything a person would see go wrong in the console: the pages must be silent. */
const complaints: string[] = [];

let browser: Browser;
let product: Product;

describe.skipIf(executablePath === null)('the main job, end to end', () => {
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: executablePath ?? '',
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--host-resolver-rules=MAP comanda.test 127.0.0.1',
      ],
    });
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    complaints.length = 0;
    product = await Product.start({ port: await freePort(), dataDir: temporaryDirectory() });
  });

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    await product.dispose();
  });

  /** A counter with its drawer open, without change in it. */
  async function openCounter(address: string): Promise<Page> {
    const counter = await screen(address);
    await cashierAt(counter).openDrawer('', 'R$ 0,00');
    return counter;
  }

  /** A screen on a machine of its own: nothing is shared with the others but the network. */
  async function screen(address: string): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'pt-BR',
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(address);
    return page;
  }

  async function order(counter: Page, customer: { name: string; email: string }): Promise<void> {
    await counter
      .getByRole('button', { name: /Pizza Margherita/ })
      .first()
      .click();
    await counter
      .getByRole('button', { name: /Cliente/ })
      .first()
      .click();
    const sheet = counter.getByRole('dialog');
    await sheet.getByLabel('Nome').fill(customer.name);
    await sheet.getByLabel('E-mail').fill(customer.email);
    await sheet.getByRole('button', { name: 'Feito' }).click();
    await counter.getByRole('button', { name: /^Enviar/ }).click();
  }

  test('[JOB1] counter → kitchen → board → inbox → concluded', async () => {
    const counter = await openCounter(product.links.counter);
    const kitchen = await screen(product.links.kitchen);
    const board = await screen(product.links.board);

    await order(counter, { name: 'Carlos', email: 'carlos@example.com' });
    await counter.getByText('Registrado #001').waitFor();
    // The screen says so only after it is on disk.
    const [pending] = await product.orders('pending');
    expect(pending).toMatchObject({ number: 1, status: 'pending' });

    const card = kitchen.getByRole('article', { name: /001/ });
    await card.getByText('Pizza Margherita').waitFor();
    await board.getByRole('listitem').getByText('001').waitFor();
    // The counter sees that the kitchen has seen it.
    await counter.getByRole('button', { name: /001/ }).click();
    await counter.getByRole('dialog').getByText('Visto pela cozinha').waitFor();
    await counter.keyboard.press('Escape');

    await card.getByRole('button', { name: /Iniciar/ }).click();
    await card.getByRole('button', { name: /Pronto/ }).click();
    await card.waitFor({ state: 'detached' });
    await board.getByRole('region', { name: 'Pronto' }).getByText('001').waitFor();

    await expect.poll(() => product.mails().length, { timeout: 15_000 }).toBe(1);
    const mail = await PostalMime.parse(product.mails()[0] ?? '');
    expect(mail.to).toEqual([{ name: 'Carlos', address: 'carlos@example.com' }]);
    expect(mail.subject).toContain('#001');
    expect(mail.text).toContain('001');
    expect(mail.html).toContain('001');
    expect(mail.messageId).toBe(`<order-${pending?.id}-1@comanda.local>`);

    await counter
      .getByRole('button', { name: /#?001.*[Pp]ronto/ })
      .first()
      .click();
    await counter.getByRole('button', { name: 'Entregar' }).click();
    // Nobody has paid it: the counter asks.
    await counter.getByRole('button', { name: 'Entregar sem receber' }).click();
    await board.getByRole('listitem').getByText('001').waitFor({ state: 'detached' });
    await expect.poll(() => product.orders('completed')).toHaveLength(1);
    expect(await product.orders('pending,preparing,ready')).toEqual([]);
    expect(await product.call('GET', '/pedidos')).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('[JOB2] a server restart in the middle changes nothing but the badge', async () => {
    const counter = await openCounter(product.links.counter);
    const kitchen = await screen(product.links.kitchen);
    await order(counter, { name: 'Ana', email: 'ana@example.com' });
    const card = kitchen.getByRole('article', { name: /001/ });
    await card.getByRole('button', { name: /Iniciar/ }).click();
    await card.getByRole('button', { name: /Pronto/ }).waitFor();

    const { port, dataDir } = product;
    await product.end('SIGKILL');
    // Taken while nobody answers: it waits on the screen and goes out by itself, once.
    await counter
      .getByText(/[Ss]em contato/)
      .first()
      .waitFor();
    await counter
      .getByRole('button', { name: /Pizza Margherita/ })
      .first()
      .click();
    await counter.getByRole('button', { name: /^Enviar/ }).click();

    product = await Product.start({ port, dataDir });
    await kitchen.getByRole('article', { name: /002/ }).waitFor();
    await card.getByRole('button', { name: /Pronto/ }).click();
    await card.waitFor({ state: 'detached' });
    await expect.poll(() => product.mails().length, { timeout: 15_000 }).toBe(1);
    expect(await product.orders('pending')).toMatchObject([{ number: 2 }]);
    expect(await product.orders('ready')).toMatchObject([{ number: 1 }]);
  });

  test('[JOB3] a page under a host name, without a secure context, does the same', async () => {
    await product.end();
    product = await Product.start({
      port: product.port,
      dataDir: product.dataDir,
      env: { COMANDA_ALLOWED_HOSTS: 'comanda.test' },
    });
    const there = (link: string): string => link.replace('127.0.0.1', 'comanda.test');
    const counter = await openCounter(there(product.links.counter));
    expect(await counter.evaluate('isSecureContext')).toBe(false);
    const kitchen = await screen(there(product.links.kitchen));
    await order(counter, { name: 'Bia', email: 'bia@example.com' });
    await counter.getByText('Registrado #001').waitFor();
    const card = kitchen.getByRole('article', { name: /001/ });
    await card.getByRole('button', { name: /Iniciar/ }).click();
    await card.getByRole('button', { name: /Pronto/ }).click();
    await expect.poll(() => product.orders('ready')).toHaveLength(1);
    expect(complaints).toEqual([]);
  });
});
