/** What a counter tells the kitchen beside the items: courses, promised times, haste. */
export const kitchen = {
  course: 'Tempo',
  nth: '{{course}}º',
  nthCourse: '{{course}}º tempo',
  waits: 'Aguarda',
  fire: 'Disparar {{course}}º tempo',
  rush: 'Urgente',
  calm: 'Tirar urgência',
  due: {
    title: 'Para quando',
    asap: 'O quanto antes',
    for: 'Para {{time}}',
    tomorrow: 'amanhã, {{time}}',
    passed: 'passou da hora',
    other: 'Outra hora',
    otherHint: 'Se já passou hoje, vale para amanhã.',
  },
} as const;
