import { expect, test } from 'vitest';
import { shiftCsv, shiftsCsv } from '../../src/main/core/lan/shift-csv.ts';
import { LANGUAGES } from '../../src/shared/languages.ts';
import { type Shift, shiftSchema } from '../../src/shared/shift.ts';

const RUI = { id: '0190f2d4-0000-7000-8000-00000000000a', name: 'Rui; "o chefe"' };
const ANA = { id: '0190f2d4-0000-7000-8000-00000000000b', name: '=Ana' };

const CLOSED: Shift = shiftSchema.parse({
  id: '0190f2d4-0000-7000-8000-00000000000c',
  number: 12,
  status: 'closed',
  deviceId: 'caixa-1',
  deviceName: 'Balcão 1',
  openedAt: '2026-11-20T18:00:00.000Z',
  openedBy: RUI,
  floatCents: 10_000,
  movements: [
    {
      id: '0190f2d4-0000-7000-8000-00000000000d',
      kind: 'in',
      amountCents: 5_000,
      reason: 'Troco',
      at: '2026-11-20T19:00:00.000Z',
      by: RUI,
    },
    {
      id: '0190f2d4-0000-7000-8000-00000000000e',
      kind: 'out',
      amountCents: 123_456,
      reason: '=HYPERLINK("http://x")',
      at: '2026-11-20T20:30:05.000Z',
      by: ANA,
    },
  ],
  sales: {
    orders: 3,
    grossCents: 150_000,
    discountCents: 1_005,
    serviceCents: 0,
    totalCents: 148_995,
  },
  cancelled: { count: 1, cents: 3_990 },
  voided: { count: 2, cents: 1_400 },
  payments: {
    cash: { count: 2, cents: 130_000 },
    card: { count: 1, cents: 18_995 },
    pix: { count: 0, cents: 0 },
  },
  refunds: {
    cash: { count: 1, cents: 700 },
    card: { count: 0, cents: 0 },
    pix: { count: 0, cents: 0 },
  },
  expectedCashCents: 20_844,
  closedAt: '2026-11-21T02:30:00.000Z',
  closedBy: ANA,
  counts: [
    { valueCents: 10_000, count: 2 },
    { valueCents: 5, count: 160 },
  ],
  countedCents: 20_800,
  differenceCents: -44,
  unpaid: { count: 1, cents: 5_000 },
  note: '-5 do Rui',
  version: 9,
});

const OPEN: Shift = {
  ...CLOSED,
  status: 'open',
  closedAt: null,
  closedBy: null,
  counts: [],
  countedCents: null,
  differenceCents: null,
  unpaid: { count: 0, cents: 0 },
  note: null,
};

const IN_BRAZIL = { language: 'pt-BR', timeZone: 'America/Sao_Paulo' } as const;

test('[HTTP28] a closed shift in Portuguese, as a spreadsheet there opens it', () => {
  const { text, fileName } = shiftCsv(CLOSED, IN_BRAZIL);
  expect(fileName).toBe('caixa-Z-12-2026-11-20.csv');
  expect(text).toMatchInlineSnapshot(`
    "﻿Parte;Item;Quantidade;Valor;Data e hora;Pessoa;Observação
    Turno;Relatório Z (turno fechado);;;;;
    Turno;Número do turno;12;;;;
    Turno;Caixa;;;;;Balcão 1
    Turno;Abertura;;;2026-11-20 15:00:00;"Rui; ""o chefe""";
    Turno;Fechamento;;;2026-11-20 23:30:00;'=Ana;
    Turno;Observação;;;;;'-5 do Rui
    Vendas;Pedidos;3;;;;
    Vendas;Vendas brutas;;1500,00;;;
    Vendas;Descontos;;-10,05;;;
    Vendas;Taxa de serviço;;0,00;;;
    Vendas;Total vendido;;1489,95;;;
    Vendas;Pedidos cancelados;1;39,90;;;
    Vendas;Itens retirados depois do envio;2;14,00;;;
    Vendas;Pedidos não pagos;1;50,00;;;
    Pagamentos;Dinheiro;2;1300,00;;;
    Pagamentos;Cartão;1;189,95;;;
    Pagamentos;PIX;0;0,00;;;
    Estornos;Dinheiro;1;-7,00;;;
    Estornos;Cartão;0;0,00;;;
    Estornos;PIX;0;0,00;;;
    Gaveta;Fundo de troco;;100,00;;;
    Gaveta;Suprimento;;50,00;2026-11-20 16:00:00;"Rui; ""o chefe""";Troco
    Gaveta;Sangria;;-1234,56;2026-11-20 17:30:05;'=Ana;"'=HYPERLINK(""http://x"")"
    Gaveta;Pagamentos em dinheiro;2;1300,00;;;
    Gaveta;Estornos em dinheiro;1;-7,00;;;
    Gaveta;Dinheiro esperado;;208,44;;;
    Gaveta;Dinheiro contado;;208,00;;;
    Gaveta;Diferença;;-0,44;;;
    Contagem;100,00;2;200,00;;;
    Contagem;0,05;160;8,00;;;
    "
  `);
});

test('[HTTP28] an open shift is an X report in English, with commas, points and the shop’s time', () => {
  const { text, fileName } = shiftCsv(OPEN, { language: 'en', timeZone: 'America/Sao_Paulo' });
  expect(fileName).toBe('drawer-X-12-2026-11-20.csv');
  const lines = text.split('\r\n');
  expect(lines[0]).toBe('\uFEFFPart,Item,Count,Amount,Date and time,Person,Note');
  expect(lines[1]).toBe('Shift,X report (open shift),,,,,');
  expect(lines).toContain('Shift,Opened,,,2026-11-20 15:00:00,"Rui; ""o chefe""",');
  expect(lines).toContain('Sales,Total sales,,1489.95,,,');
  expect(text).not.toContain('Counted');
  expect(text).not.toContain('Counting');
});

test('[HTTP30] shifts of a span are one line each, under headings in each language', () => {
  for (const language of LANGUAGES) {
    const text = shiftsCsv([CLOSED, OPEN], { language, timeZone: 'UTC' });
    // The opener's name has a separator inside of quotes.
    const lines = text
      .trimEnd()
      .replaceAll(/"(?:[^"]|"")*"/g, 'Rui')
      .split('\r\n');
    const widths = lines.map((line) => line.split(language === 'en' ? ',' : ';').length);
    expect(new Set(widths), language).toEqual(new Set([27]));
    expect(text).not.toMatch(/undefined|object/);
  }
  const text = shiftsCsv([CLOSED], IN_BRAZIL).replaceAll(/"(?:[^"]|"")*"/g, 'Rui');
  const [headings = '', row = ''] = text.split('\r\n');
  const named = headings.split(';').map((heading, nth) => [heading, row.split(';')[nth]]);
  expect(named).toContainEqual(['Abertura', '2026-11-20 15:00:00']);
  expect(named).toContainEqual(['Abertura: Pessoa', 'Rui']);
  expect(named).toContainEqual(['Fechamento: Pessoa', "'=Ana"]);
  expect(named).toContainEqual(['Total vendido', '1489,95']);
  expect(named).toContainEqual(['Pagamentos: Cartão', '189,95']);
  expect(named).toContainEqual(['Estornos: Dinheiro', '-7,00']);
  expect(named).toContainEqual(['Sangria', '-1234,56']);
  expect(named).toContainEqual(['Dinheiro contado', '208,00']);
  expect(named).toContainEqual(['Diferença', '-0,44']);
  expect(named).toContainEqual(['Observação', "'-5 do Rui"]);
});

test('[HTTP28] what people typed is never a formula, and amounts below zero stay amounts', () => {
  const { text } = shiftCsv(CLOSED, IN_BRAZIL);
  const cells = text.split('\r\n').flatMap((line) => line.split(';'));
  expect(cells).toContain("'-5 do Rui");
  expect(cells).toContain("'=Ana");
  expect(cells).toContain('-1234,56');
  expect(text).not.toMatch(/(?:^|[;"\n])[=+@]/);
});

test('[HTTP28] each language has a word for everything, and as many columns', () => {
  const tables = LANGUAGES.map((language) => {
    const { text } = shiftCsv(CLOSED, { language, timeZone: 'UTC' });
    return text.trimEnd().split('\r\n');
  });
  expect(new Set(tables.map(({ length }) => length)).size).toBe(1);
  for (const [nth, table] of tables.entries()) {
    expect(table.join(), LANGUAGES[nth]).not.toContain('undefined');
    expect(table[1]).not.toBe(tables[(nth + 1) % tables.length]?.[1]);
  }
});
