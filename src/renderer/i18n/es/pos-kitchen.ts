import type { kitchen as ptBr } from '../pt-br/pos-kitchen.ts';
import type { Words } from '../words.ts';

export const kitchen: Words<typeof ptBr> = {
  course: 'Tiempo',
  nth: '{{course}}.º',
  nthCourse: '{{course}}.º tiempo',
  waits: 'Espera',
  fire: 'Marchar {{course}}.º tiempo',
  rush: 'Urgente',
  calm: 'Quitar urgencia',
  due: {
    title: 'Para cuándo',
    asap: 'Lo antes posible',
    for: 'Para {{time}}',
    tomorrow: 'mañana, {{time}}',
    passed: 'ya pasó la hora',
    other: 'Otra hora',
    otherHint: 'Si ya pasó hoy, vale para mañana.',
  },
};
