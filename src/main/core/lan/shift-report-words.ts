import type { Language } from '../../../shared/languages.ts';
import type { PaymentMethod } from '../../../shared/payment-methods.ts';

/** What the report of a shift says in a language. */
export interface ReportWords {
  /** Of the downloaded file, before kind, number and day. ASCII. */
  readonly fileName: string;
  /** Part, item, count, amount, time, person, note. */
  readonly columns: readonly string[];
  readonly parts: Readonly<
    Record<'shift' | 'sales' | 'payments' | 'refunds' | 'drawer' | 'counting', string>
  >;
  readonly items: Readonly<
    Record<
      | 'xReport'
      | 'zReport'
      | 'number'
      | 'counter'
      | 'opened'
      | 'closed'
      | 'note'
      | 'orders'
      | 'gross'
      | 'discounts'
      | 'service'
      | 'total'
      | 'cancelled'
      | 'voided'
      | 'unpaid'
      | 'float'
      | 'cashIn'
      | 'cashOut'
      | 'cashPayments'
      | 'cashRefunds'
      | 'expected'
      | 'counted'
      | 'difference',
      string
    >
  >;
  readonly methods: Readonly<Record<PaymentMethod, string>>;
  /** A note or coin by its value. */
  readonly amount: (cents: number) => string;
}

export const REPORT_WORDS: { readonly [L in Language]: ReportWords } = {
  'pt-BR': {
    fileName: 'caixa',
    columns: ['Parte', 'Item', 'Quantidade', 'Valor', 'Data e hora', 'Pessoa', 'Observação'],
    parts: {
      shift: 'Turno',
      sales: 'Vendas',
      payments: 'Pagamentos',
      refunds: 'Estornos',
      drawer: 'Gaveta',
      counting: 'Contagem',
    },
    items: {
      xReport: 'Relatório X (turno aberto)',
      zReport: 'Relatório Z (turno fechado)',
      number: 'Número do turno',
      counter: 'Caixa',
      opened: 'Abertura',
      closed: 'Fechamento',
      note: 'Observação',
      orders: 'Pedidos',
      gross: 'Vendas brutas',
      discounts: 'Descontos',
      service: 'Taxa de serviço',
      total: 'Total vendido',
      cancelled: 'Pedidos cancelados',
      voided: 'Itens retirados depois do envio',
      unpaid: 'Pedidos não pagos',
      float: 'Fundo de troco',
      cashIn: 'Suprimento',
      cashOut: 'Sangria',
      cashPayments: 'Pagamentos em dinheiro',
      cashRefunds: 'Estornos em dinheiro',
      expected: 'Dinheiro esperado',
      counted: 'Dinheiro contado',
      difference: 'Diferença',
    },
    methods: { cash: 'Dinheiro', card: 'Cartão', pix: 'PIX' },
    amount: (cents) => money('pt-BR', cents),
  },
  en: {
    fileName: 'drawer',
    columns: ['Part', 'Item', 'Count', 'Amount', 'Date and time', 'Person', 'Note'],
    parts: {
      shift: 'Shift',
      sales: 'Sales',
      payments: 'Payments',
      refunds: 'Refunds',
      drawer: 'Drawer',
      counting: 'Counting',
    },
    items: {
      xReport: 'X report (open shift)',
      zReport: 'Z report (closed shift)',
      number: 'Number of the shift',
      counter: 'Counter',
      opened: 'Opened',
      closed: 'Closed',
      note: 'Note',
      orders: 'Orders',
      gross: 'Gross sales',
      discounts: 'Discounts',
      service: 'Service charge',
      total: 'Total sales',
      cancelled: 'Cancelled orders',
      voided: 'Items taken off after sending',
      unpaid: 'Orders not paid',
      float: 'Float',
      cashIn: 'Cash in',
      cashOut: 'Cash out',
      cashPayments: 'Cash payments',
      cashRefunds: 'Cash refunds',
      expected: 'Cash expected',
      counted: 'Cash counted',
      difference: 'Difference',
    },
    methods: { cash: 'Cash', card: 'Card', pix: 'PIX' },
    amount: (cents) => money('en', cents),
  },
  es: {
    fileName: 'caja',
    columns: ['Parte', 'Concepto', 'Cantidad', 'Importe', 'Fecha y hora', 'Persona', 'Nota'],
    parts: {
      shift: 'Turno',
      sales: 'Ventas',
      payments: 'Pagos',
      refunds: 'Reembolsos',
      drawer: 'Cajón',
      counting: 'Recuento',
    },
    items: {
      xReport: 'Informe X (turno abierto)',
      zReport: 'Informe Z (turno cerrado)',
      number: 'Número del turno',
      counter: 'Caja',
      opened: 'Apertura',
      closed: 'Cierre',
      note: 'Nota',
      orders: 'Pedidos',
      gross: 'Ventas brutas',
      discounts: 'Descuentos',
      service: 'Cargo por servicio',
      total: 'Total vendido',
      cancelled: 'Pedidos cancelados',
      voided: 'Artículos retirados después del envío',
      unpaid: 'Pedidos sin pagar',
      float: 'Fondo de caja',
      cashIn: 'Entrada de efectivo',
      cashOut: 'Retirada de efectivo',
      cashPayments: 'Pagos en efectivo',
      cashRefunds: 'Reembolsos en efectivo',
      expected: 'Efectivo esperado',
      counted: 'Efectivo contado',
      difference: 'Diferencia',
    },
    methods: { cash: 'Efectivo', card: 'Tarjeta', pix: 'PIX' },
    amount: (cents) => money('es', cents),
  },
};

/** A text, not a number: it names a note or a coin. */
function money(language: Language, cents: number): string {
  return (cents / 100).toLocaleString(language, { minimumFractionDigits: 2, useGrouping: false });
}
