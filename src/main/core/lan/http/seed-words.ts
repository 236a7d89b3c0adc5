import type { OrderStatus } from '../../../../shared/order-states.ts';
import { wordsOf } from '../../../domain/find-dish.ts';

/** Status words of the `/pedidos` door. */
export const SEED_STATUSES = [
  'Em espera',
  'Em processo',
  'Pronto',
  'Concluído',
  'Cancelado',
] as const;

export type SeedStatus = (typeof SEED_STATUSES)[number];

export const SEED_STATUS_OF: { readonly [S in OrderStatus]: SeedStatus } = {
  held: 'Em espera',
  pending: 'Em processo',
  preparing: 'Em processo',
  ready: 'Pronto',
  completed: 'Concluído',
  cancelled: 'Cancelado',
};

/** What an order is asked to become; whoever asks for "Em processo" asks for no more than that it be in the kitchen. */
export const ADVANCE_TO = {
  'Em processo': 'preparing',
  Pronto: 'ready',
  Concluído: 'completed',
  Cancelado: 'cancelled',
} as const satisfies { readonly [S in Exclude<SeedStatus, 'Em espera'>]: OrderStatus };

/** The status that was meant, whatever its case and accents; null when it is none. */
export function seedStatusOf(text: string): SeedStatus | null {
  const meant = wordsOf(text).join(' ');
  return SEED_STATUSES.find((status) => wordsOf(status).join(' ') === meant) ?? null;
}
