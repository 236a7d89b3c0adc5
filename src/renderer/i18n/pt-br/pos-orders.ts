/** Orders that were sent: changing, taking off, finding and repeating them. */
export const orders = {
  trust: {
    onDisk: 'Em disco',
    parked: 'Estacionado',
    awaitsPayment: 'Aguarda pagamento',
    unconfirmed: 'Ainda não confirmado',
  },
} as const;
