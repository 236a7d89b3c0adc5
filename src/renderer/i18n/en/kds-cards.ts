import type { cards as source } from '../pt-br/kds-cards.ts';
import type { Words } from '../words.ts';

export const cards: Words<typeof source> = {
  strips: {
    rush: 'Rush',
    allergy: 'Allergy: see the items',
    changed: 'Order changed',
    recalled: 'Called back',
    cancelled: 'Cancelled: do not cook',
  },
  cancelledWhole: 'Cancelled: do not hand over',
  ready: 'Ready',
  changed: 'Changed: {{details}}',
  details: { service: 'service', table: 'table', note: 'note', due: 'time' },
  detailsGone: { table: 'no table', note: 'no note', due: 'no time' },
  due: 'For {{time}}',
  dueIn: 'in {{time}}',
  duePast: '{{time}} over',
  course: 'Course {{course}}',
  courseWaits: 'waiting',
  fire: 'Fire',
  fireCourse: 'Fire course {{course}}',
  also: 'also at: {{station}}',
  toMake: 'to make at {{station}}',
  made: 'already made',
  elsewhere: '+{{count}} at {{stations}}',
  stationDone: 'ready',
  missing: 'Waiting for: {{stations}}',
  leaving: 'Handing over… {{seconds}} s',
};
