import type { board } from './pt-br/board.ts';
import type { common } from './pt-br/common.ts';
import type { kds } from './pt-br/kds.ts';
import type { pos } from './pt-br/pos.ts';

// A key that does not exist is a type error wherever `t` is called.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      common: typeof common;
      pos: typeof pos;
      kds: typeof kds;
      board: typeof board;
    };
  }
}
