import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import type { Order } from '../../src/shared/order.ts';
import { LANGUAGES } from '../../src/shared/languages.ts';
import { messageComposer } from '../../src/main/core/mail/message.ts';
import { receiptFacts } from '../../src/main/core/mail/receipt-facts.ts';
import { loadMailTemplates } from '../../src/main/core/mail/templates.ts';
import type { Settings } from '../../src/main/core/settings.ts';
import { settingsSchema } from '../../src/main/core/settings.ts';
import { fakeBroker, mailJob, QUEUED_AT, receiptJob } from './support/fake-broker.ts';
import { mailRig, RESOURCES } from './support/rig.ts';

const templates = loadMailTemplates(RESOURCES);
const shop = {
  name: 'Cantina do Largo',
  receiptLines: ['Rua das Flores, 12', 'CNPJ 12.345.678/0001-95'],
};
const pix = { key: 'pix@cantina.example', name: 'Cantina do Largo', city: 'Sao Paulo' };
const settings = (over: object = {}): Settings => settingsSchema.parse({ shop, pix, ...over });
const compose = messageComposer(settings(), templates);

test.each(LANGUAGES)('[MAIL13] a receipt says the order in %s', (language) => {
  const { subject, text } = compose(receiptJob(1, { language }));
  expect(`${subject}\n\n${text}`).toMatchSnapshot();
});

test.each(LANGUAGES)('[MAIL13] both bodies of a receipt say the same in %s', (language) => {
  const { text, html } = compose(receiptJob(1, { language }));
  const shown = html
    .replace(/^[^]*<\/head>/, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&times;', '×')
    .replaceAll(/\s+/g, ' ');
  const said = text.split(/\n|: /).map((part) => part.replaceAll(/\s+/g, ' ').trim());
  expect(said.filter((part) => part !== '--' && !shown.includes(part))).toEqual([]);
});

test('[MAIL13] it goes out at once, as a file or message of its own beside the ready e-mail', async () => {
  const ready = mailJob(1);
  const receipt = receiptJob(2, { orderId: ready.orderId });
  const second = receiptJob(3, { orderId: ready.orderId, readiness: 2, orderNumber: 42 });
  const { broker, clock, runner, mailDir } = mailRig({
    broker: fakeBroker([ready, receipt, second]),
    mail: { graceSeconds: 600 },
  });
  runner.start();
  await runner.drain();
  expect(readdirSync(mailDir).toSorted()).toEqual([
    `receipt-${ready.orderId}-1.eml`,
    `receipt-${ready.orderId}-2.eml`,
  ]);
  const mail = await PostalMime.parse(
    readFileSync(join(mailDir, `receipt-${ready.orderId}-2.eml`), 'utf8'),
  );
  expect({
    to: mail.to,
    subject: mail.subject,
    messageId: mail.messageId,
    date: mail.date,
  }).toEqual({
    to: [{ name: 'Ana Souza', address: 'ana@example.com' }],
    subject: 'Recibo do pedido #042 — Cantina do Largo',
    messageId: `<receipt-${ready.orderId}-2@comanda.local>`,
    date: new Date(QUEUED_AT).toISOString(),
  });
  expect(new Set(broker.outcomes.map(({ jobId }) => jobId))).toEqual(new Set([2, 3]));
  clock.advance(600_000);
  await runner.drain();
  expect(broker.outcomes.at(-1)?.jobId).toBe(1);
});

test('[MAIL13] a receipt says how the order stands: paid, still to pay, or to be given back', () => {
  const textOf = (dueCents: number) => compose(receiptJob(1, { receipt: { dueCents } })).text;
  expect(textOf(0)).toContain('\nPago\n');
  expect(textOf(1500)).toMatch(/\nFalta pagar: R\$\s15,00\n/);
  expect(textOf(-250)).toMatch(/\nA devolver: R\$\s2,50\n/);
  expect(compose(receiptJob(1, { receipt: { payments: [] } })).text).not.toContain('Pagamento\n');
});

test('[MAIL13] a PIX code is there while something is due and the shop takes PIX, for just that amount', () => {
  const codeIn = (over: object, dueCents: number, language = 'en' as const) =>
    /^000201.*6304[0-9A-F]{4}$/m.exec(
      messageComposer(settings(over), templates)(receiptJob(1, { language, receipt: { dueCents } }))
        .text,
    )?.[0];
  expect(codeIn({}, 2682)).toContain('540526.82');
  expect(codeIn({}, 2682)).toContain('pix@cantina.example');
  expect(codeIn({}, 2682)).toContain('C20260314N042');
  expect(codeIn({}, 0)).toBeUndefined();
  expect(codeIn({}, -100)).toBeUndefined();
  expect(codeIn({ pix: {} }, 2682)).toBeUndefined();
  expect(codeIn({ shop: { ...shop, currency: 'EUR' } }, 2682)).toBeUndefined();
});

test('[MAIL13] what has no discount and no charge for service needs no subtotal', () => {
  const receipt = { discountCents: 0, serviceCents: 0, serviceBasisPoints: null };
  const { text } = compose(receiptJob(1, { receipt: { ...receipt, totalCents: 9780 } }));
  expect(text).not.toContain('Subtotal');
  expect(text).toMatch(/\nTotal: R\$\s97,80\n/);
});

test('[MAIL12] markup and line breaks in names of a receipt are shown, not obeyed', () => {
  const hostile = '<img src=x onerror="alert(1)">\r\nBcc: mallory@evil.example {number} <%= 1 %>';
  const [line] = receiptJob(1).receipt.lines;
  if (!line) throw new Error('no line');
  const { html, text, subject } = messageComposer(
    settings({ shop: { ...shop, name: `Cantina ${hostile}`.slice(0, 80), receiptLines: [] } }),
    templates,
  )(
    receiptJob(1, {
      customerName: hostile,
      receipt: {
        table: hostile,
        lines: [{ ...line, name: hostile, modifiers: [{ name: hostile, priceCents: 0 }] }],
      },
    }),
  );
  expect(html).not.toContain('<img');
  expect(html).toContain('&lt;%= 1 %&gt;');
  for (const part of [subject, html, text]) expect(part).not.toMatch(/^\s*Bcc:/m);
  expect(text).toContain('{number} <%= 1 %>');
});

test('[MAIL13] a receipt is the order as it stands, without what was taken off', () => {
  const facts = receiptFacts(ORDER);
  expect(facts).toEqual({
    businessDate: '2026-03-14',
    service: 'dine_in',
    table: '7',
    placedAt: '2026-03-14T22:10:00.000Z',
    lines: [
      {
        name: 'Pizza Margherita',
        quantity: 2,
        unitPriceCents: 3990,
        modifiers: [{ name: 'Borda', priceCents: 800 }],
        totalCents: 9580,
        discountCents: 500,
      },
    ],
    subtotalCents: 9580,
    discountCents: 908,
    serviceCents: 0,
    serviceBasisPoints: null,
    totalCents: 8172,
    dueCents: 8172 - 5000 + 1000,
    payments: [
      {
        method: 'cash',
        amountCents: 5000,
        tenderedCents: 6000,
        changeCents: 1000,
        refunds: [{ method: 'pix', amountCents: 1000 }],
      },
    ],
  });
});

test('[MAIL14] a receipt keeps no note, phone number, name or authorisation of the order', () => {
  const kept = JSON.stringify(receiptFacts(ORDER));
  for (const hidden of ['alergia', 'fones', '99999', 'Ana', 'ana@', 'Bia', 'AUT-77', 'fria']) {
    expect(kept).not.toContain(hidden);
  }
});

const id = (n: number): string => `0198f0c2-7a11-7000-8000-${String(n).padStart(12, '0')}`;

/** Table 7's order: a pizza was taken off after it was sent, the charge for service waived, and part of it paid. */
const ORDER: Order = {
  id: id(1),
  number: 42,
  businessDate: '2026-03-14',
  status: 'preparing',
  service: 'dine_in',
  channel: 'counter',
  customer: { name: 'Ana', email: 'ana@example.com', phone: '11 99999-0000', language: null },
  table: '7',
  note: 'com os fones',
  wishedTime: null,
  dueAt: null,
  rush: false,
  lines: [
    {
      id: id(2),
      itemId: 'pizza-margherita',
      name: 'Pizza Margherita',
      quantity: 2,
      unitPriceCents: 3990,
      modifiers: [{ id: 'borda', name: 'Borda', priceCents: 800 }],
      note: 'alergia a nozes',
      allergy: true,
      station: 'forno',
      tasks: [{ station: 'forno', shownAt: null, doneAt: null, confirmed: 1 }],
      course: 1,
      firedAt: '2026-03-14T22:10:00.000Z',
      status: 'preparing',
      totalCents: 9580,
      discount: { kind: 'amount', cents: 500 },
      discountCents: 500,
      ledger: [{ at: '2026-03-14T22:10:00.000Z', sent: 2 }],
      stockTaken: 0,
    },
    {
      id: id(3),
      itemId: 'pizza-calabresa',
      name: 'Pizza Calabresa',
      quantity: 0,
      unitPriceCents: 4290,
      modifiers: [],
      note: null,
      allergy: false,
      station: 'forno',
      tasks: [{ station: 'forno', shownAt: null, doneAt: null, confirmed: 1 }],
      course: 1,
      firedAt: '2026-03-14T22:10:00.000Z',
      status: 'cancelled',
      totalCents: 0,
      discount: null,
      discountCents: 0,
      ledger: [
        { at: '2026-03-14T22:10:00.000Z', sent: 1 },
        {
          at: '2026-03-14T22:12:00.000Z',
          sent: -1,
          reason: 'desistiu',
          by: { id: id(9), name: 'Bia' },
        },
      ],
      stockTaken: 0,
    },
  ],
  discount: { kind: 'percent', basisPoints: 1000 },
  serviceCharge: { basisPoints: 1000, waived: true },
  totals: {
    subtotalCents: 9580,
    discountCents: 1408,
    serviceCents: 0,
    totalCents: 8172,
    paidCents: 4000,
    dueCents: 4172,
  },
  split: null,
  payments: [
    {
      id: id(4),
      method: 'cash',
      amountCents: 5000,
      tenderedCents: 6000,
      changeCents: 1000,
      authorisation: 'AUT-77',
      partId: null,
      at: '2026-03-14T22:20:00.000Z',
      shiftId: id(5),
      by: { id: id(9), name: 'Bia' },
      refunds: [
        {
          id: id(6),
          method: 'pix',
          amountCents: 1000,
          reason: 'pizza fria',
          at: '2026-03-14T22:25:00.000Z',
          shiftId: id(5),
          by: { id: id(9), name: 'Bia' },
        },
      ],
    },
  ],
  awaitsPayment: false,
  shiftId: id(5),
  takenBy: { id: id(9), name: 'Bia' },
  placedAt: '2026-03-14T22:10:00.000Z',
  sentAt: '2026-03-14T22:10:00.000Z',
  startedAt: '2026-03-14T22:11:00.000Z',
  readyAt: null,
  completedAt: null,
  cancelledAt: null,
  cancelReason: null,
  shownAt: '2026-03-14T22:10:02.000Z',
  changeShownAt: null,
  readiness: 0,
  recalled: false,
  allowedActions: ['ready', 'cancel'],
  allowedChanges: ['edit', 'discount', 'pay', 'refund'],
  version: 5,
};
