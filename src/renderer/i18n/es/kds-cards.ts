import type { cards as source } from '../pt-br/kds-cards.ts';
import type { Words } from '../words.ts';

export const cards: Words<typeof source> = {
  strips: {
    rush: 'Urgente',
    changed: 'Pedido modificado',
    recalled: 'Llamado de vuelta',
    cancelled: 'Cancelado: no preparar',
  },
  due: 'Para {{time}}',
  dueIn: 'en {{time}}',
  duePast: 'pasó {{time}}',
  course: '{{course}}.º tiempo',
  courseWaits: 'en espera',
  fire: 'Marchar',
  fireCourse: 'Marchar {{course}}.º tiempo',
  also: 'también en: {{station}}',
  stationDone: 'listo',
  missing: 'Falta: {{stations}}',
  unconfirmed: 'La cocina aún no ha confirmado',
  leaving: 'Entregando… {{seconds}} s',
};
