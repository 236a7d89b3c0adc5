import type { board as source } from '../pt-br/board.ts';
import type { Words } from '../words.ts';

export const board: Words<typeof source> = {
  title: 'Order board',
  preparing: 'Preparing',
  ready: 'Ready',
  noPreparing: 'Nothing is being prepared',
  noReady: 'When yours is ready, its number appears here',
  page: '{{page}} of {{pages}}',
  called_one: 'Ready: {{numbers}}',
  called_other: 'Ready: {{numbers}}',
  stale: 'Numbers may be behind',
  sound: {
    off: 'Turn sound on',
    locked: 'Touch to turn sound on',
    on: 'Turn sound off',
  },
};
