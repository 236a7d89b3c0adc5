import type { Role } from './roles.ts';

/** Where each screen lives, by the role that its page pairs with. */
export const SCREEN_PATHS = {
  counter: '/pos',
  kitchen: '/kds',
  board: '/board',
} as const satisfies { readonly [R in Role]?: string };
