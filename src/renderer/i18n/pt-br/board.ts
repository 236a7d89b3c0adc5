/** Words of the status board. */
export const board = {
  title: 'Painel de pedidos',
  preparing: 'Preparando',
  ready: 'Pronto',
  noPreparing: 'Nenhum pedido em preparo',
  noReady: 'Quando o seu ficar pronto, o número aparece aqui',
  page: '{{page}} de {{pages}}',
  called_one: 'Pronto: {{numbers}}',
  called_other: 'Prontos: {{numbers}}',
  stale: 'Os números podem estar atrasados',
  sound: {
    off: 'Ligar o som',
    locked: 'Toque para ligar o som',
    on: 'Desligar o som',
  },
} as const;
