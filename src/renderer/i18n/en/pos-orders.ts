import type { orders as ptBr } from '../pt-br/pos-orders.ts';
import type { Words } from '../words.ts';

export const orders: Words<typeof ptBr> = {
  trust: {
    onDisk: 'On disk',
    parked: 'Parked',
    awaitsPayment: 'Awaits payment',
    unconfirmed: 'Not yet confirmed',
  },
};
