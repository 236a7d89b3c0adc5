import type { TFunction } from 'i18next';
import type { Order } from '../../shared/order.ts';

/** Who an order is for and when it is wished for, in the words of the screen. */
export function factsText({ customer, wishedTime }: Order, t: TFunction<'kds'>): string {
  const wish = wishedTime ? t('wished', { time: wishedTime }) : null;
  return [customer?.name, wish].filter(Boolean).join(' · ');
}
