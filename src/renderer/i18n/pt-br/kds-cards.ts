/** Words of the kitchen's cards beside those that every part of the display shares. */
export const cards = {
  strips: {
    rush: 'Urgente',
    changed: 'Pedido alterado',
    recalled: 'Chamado de volta',
    cancelled: 'Cancelado: não preparar',
  },
  due: 'Para {{time}}',
  dueIn: 'em {{time}}',
  duePast: 'passou {{time}}',
  course: '{{course}}º tempo',
  courseWaits: 'em espera',
  fire: 'Disparar',
  fireCourse: 'Disparar {{course}}º tempo',
  also: 'também em: {{station}}',
  stationDone: 'pronto',
  missing: 'Falta: {{stations}}',
  unconfirmed: 'A cozinha ainda não confirmou',
  leaving: 'Entregando… {{seconds}} s',
} as const;
