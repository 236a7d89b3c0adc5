import type { TFunction } from 'i18next';
import type { Order } from '../../shared/order.ts';
import { factsOf } from './card-metrics.ts';

/** Who an order is for and when it is wished for, in the words of the screen. */
export function factsText(order: Order, t: TFunction<'kds'>): string {
  const { name, wishedTime } = factsOf(order);
  const texts = [name, wishedTime === null ? null : t('wished', { time: wishedTime })];
  return texts.filter((text) => text !== null).join(' · ');
}
