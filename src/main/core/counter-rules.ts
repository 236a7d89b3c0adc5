import type { CounterRules, PixPayee, VoidReason } from '../../shared/counter-rules.ts';
import type { Language } from '../../shared/languages.ts';
import type { Settings } from './settings.ts';

/** Why things leave an order in most shops. What was never made goes back to the stock. */
const VOID_REASONS: { readonly [L in Language]: readonly VoidReason[] } = {
  'pt-BR': [
    { id: 'changed_mind', name: 'Cliente desistiu', restock: true },
    { id: 'mistyped', name: 'Erro de digitação', restock: true },
    { id: 'sent_back', name: 'Devolvido pelo cliente', restock: false },
    { id: 'spoiled', name: 'Preparo perdido', restock: false },
  ],
  en: [
    { id: 'changed_mind', name: 'Customer changed their mind', restock: true },
    { id: 'mistyped', name: 'Entered by mistake', restock: true },
    { id: 'sent_back', name: 'Sent back by the customer', restock: false },
    { id: 'spoiled', name: 'Spoiled in the kitchen', restock: false },
  ],
  es: [
    { id: 'changed_mind', name: 'El cliente desistió', restock: true },
    { id: 'mistyped', name: 'Error al digitar', restock: true },
    { id: 'sent_back', name: 'Devuelto por el cliente', restock: false },
    { id: 'spoiled', name: 'Preparación perdida', restock: false },
  ],
};

/** The owner's settings as the rules that orders are decided by. */
export function counterRulesOf({ shop, counter }: Settings): CounterRules {
  return {
    serviceChargeBasisPoints: Math.round(counter.serviceChargePercent * 100),
    fireOn: counter.fireOn,
    managerFor: counter.managerFor,
    lockAfterSeconds: counter.lockAfterSeconds,
    voidReasons: counter.voidReasons ?? [...VOID_REASONS[shop.language]],
  };
}

/** Where PIX payments go; null until all three are set. */
export function pixPayeeOf({ pix: { key, name, city } }: Settings): PixPayee | null {
  return key && name && city ? { key, name, city } : null;
}
