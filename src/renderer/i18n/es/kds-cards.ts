import type { cards as source } from '../pt-br/kds-cards.ts';
import type { Words } from '../words.ts';

export const cards: Words<typeof source> = {
  strips: {
    rush: 'Urgente',
    allergy: 'Alergia: vea los productos',
    changed: 'Pedido modificado',
    recalled: 'Llamado de vuelta',
    cancelled: 'Cancelado: no preparar',
  },
  cancelledWhole: 'Cancelado: no entregar',
  ready: 'Listo',
  changed: 'Cambió: {{details}}',
  details: { service: 'servicio', table: 'mesa', note: 'nota', due: 'hora' },
  detailsGone: { table: 'sin mesa', note: 'sin nota', due: 'sin hora' },
  due: 'Para {{time}}',
  dueIn: 'en {{time}}',
  duePast: 'pasó {{time}}',
  course: '{{course}}.º tiempo',
  courseWaits: 'en espera',
  fire: 'Marchar',
  fireCourse: 'Marchar {{course}}.º tiempo',
  also: 'también en: {{station}}',
  toMake: 'por hacer en {{station}}',
  made: 'ya hecho',
  elsewhere: '+{{count}} en {{stations}}',
  stationDone: 'listo',
  missing: 'Falta: {{stations}}',
  leaving: 'Entregando… {{seconds}} s',
};
