import type { cards as source } from '../pt-br/kds-cards.ts';
import type { Words } from '../words.ts';

export const cards: Words<typeof source> = {
  strips: {
    rush: 'Rush',
    changed: 'Order changed',
    recalled: 'Called back',
    cancelled: 'Cancelled: do not cook',
  },
  due: 'For {{time}}',
  dueIn: 'in {{time}}',
  duePast: '{{time}} over',
  course: 'Course {{course}}',
  courseWaits: 'waiting',
  fire: 'Fire',
  fireCourse: 'Fire course {{course}}',
  also: 'also at: {{station}}',
  stationDone: 'ready',
  missing: 'Waiting for: {{stations}}',
  unconfirmed: 'The kitchen has yet to confirm',
  leaving: 'Handing over… {{seconds}} s',
};
