import type { display as Display, figures as Figures, keys as Keys } from '../pt-br/kds-display.ts';
import type { Words } from '../words.ts';

/** The settings of a kitchen's display. */
export const display: Words<typeof Display> = {
  title: 'Display settings',
  purpose: {
    label: 'This display is for',
    stations: 'Stations',
    expediter: 'Expediter',
    text: 'The expediter sees whole orders, and hands them over once every station is done.',
  },
  layout: { label: 'Cards', flow: 'In columns', grid: 'In a grid' },
  sound: { label: 'Sound', on: 'On', off: 'Off' },
  volume: { label: 'Volume', louder: 'Louder', quieter: 'Quieter', level: '{{level}} of 10' },
  bump: {
    label: 'The key of a card',
    select: 'Selects it',
    direct: 'Bumps at once',
    text: 'Selecting first avoids mistakes; bumping at once saves a key.',
  },
  totals: { label: 'Totals beside the cards', on: 'Show', off: 'Hide' },
  keys: 'Change the keys',
  help: 'See the keys',
  unreached:
    'This part of the display did not arrive. Out of touch with the counter, try again soon.',
  retry: 'Try again',
};

/** What each key does, and the screen on which that is changed. */
export const keys: Words<typeof Keys> = {
  title: 'Keys',
  text: 'Touch a row and press the key, on a keyboard or a bump bar.',
  change: 'Change:',
  none: 'no key',
  press: 'Press the key…',
  pressText: 'Esc cancels; ⌫ or Del leaves it without a key.',
  reserved: '{{key}} belongs to the browser: choose another.',
  taken: '{{key}} already does “{{action}}”. Press it again to swap.',
  swap: 'Swap',
  now: '{{action}}: {{key}}',
  reset: 'Back to the standard keys',
  select: 'Card {{position}}',
  actions: {
    bump: 'Advance the selected card',
    left: 'Card to the left',
    right: 'Card to the right',
    up: 'Card above',
    down: 'Card below',
    'page-back': 'Previous page',
    'page-on': 'Next page',
    undo: 'Undo',
    recall: 'Call back the last ready order',
    'ready-list': 'List of ready orders',
    totals: 'All-day counts',
    figures: 'Figures of the day',
    rush: 'Rush, or no more',
    fire: 'Fire the next course',
    sound: 'Sound',
    display: 'Display settings',
    help: 'This list of keys',
  },
};

/** How the kitchen did today. */
export const figures: Words<typeof Figures> = {
  title: 'Figures of the day',
  measure: 'Measure',
  measures: { seen: 'Until seen', preparation: 'Preparation', lateness: 'Lateness' },
  about: {
    seen: 'From sending an item until it appears on its station’s display.',
    preparation: 'From firing an item until its station is done.',
    lateness: 'By how much what was late was late.',
  },
  orders_one: '{{count}} order',
  orders_other: '{{count}} orders',
  half: 'Half within',
  most: '9 of 10 within',
  counted: 'Items',
  late: 'Late',
  lateOf: '{{late}} of {{of}}',
  chart: 'Chart by hour; the table below says the same.',
  minutes: 'min',
  hours: 'By hour',
  hour: 'Hour',
  stations: 'By station',
  station: 'Station',
  items: 'By item',
  item: 'Item',
  nothing: '–',
  loading: 'Counting…',
  empty: 'No orders today so far.',
  emptyText: 'Figures appear with the first order that is sent to the kitchen.',
  countedAt: 'Counted at {{time}}',
  old: 'Out of touch: figures of {{time}}.',
  failed: 'The figures could not be fetched.',
  retry: 'Try again',
};
