import type { board as source } from '../pt-br/board.ts';
import type { Words } from '../words.ts';

export const board: Words<typeof source> = {
  title: 'Panel de pedidos',
  preparing: 'Preparando',
  ready: 'Listo',
  noPreparing: 'Ningún pedido en preparación',
  noReady: 'Cuando el suyo esté listo, el número aparece aquí',
  page: '{{page}} de {{pages}}',
  called_one: 'Listo: {{numbers}}',
  called_other: 'Listos: {{numbers}}',
  stale: 'Los números pueden estar atrasados',
  sound: {
    off: 'Activar el sonido',
    locked: 'Toque para activar el sonido',
    on: 'Silenciar',
  },
};
