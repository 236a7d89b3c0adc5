import type { orders as ptBr } from '../pt-br/pos-orders.ts';
import type { Words } from '../words.ts';

export const orders: Words<typeof ptBr> = {
  trust: {
    onDisk: 'En disco',
    parked: 'Estacionado',
    awaitsPayment: 'Espera el pago',
    unconfirmed: 'Aún sin confirmar',
  },
};
