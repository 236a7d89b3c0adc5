import type { kitchen as ptBr } from '../pt-br/pos-kitchen.ts';
import type { Words } from '../words.ts';

export const kitchen: Words<typeof ptBr> = {
  course: 'Course',
  nth: '{{course}}',
  nthCourse: 'Course {{course}}',
  waits: 'Waits',
  fire: 'Fire course {{course}}',
  rush: 'Rush',
  calm: 'No more rush',
  due: {
    title: 'When for',
    asap: 'As soon as possible',
    for: 'For {{time}}',
    tomorrow: 'tomorrow, {{time}}',
    passed: 'overdue',
    other: 'Another time',
    otherHint: 'If it has passed today, it is for tomorrow.',
  },
};
