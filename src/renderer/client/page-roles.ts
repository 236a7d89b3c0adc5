import type { Role } from '../../shared/roles.ts';
import type { PageName } from '../ui/pairing-page.tsx';

/** Which roles a page is of use to. The broker decides what each may do; this only spares an empty screen. */
export const PAGE_ROLES: Readonly<Record<PageName, readonly Role[]>> = {
  pos: ['counter', 'admin'],
  kds: ['kitchen', 'counter', 'admin'],
  board: ['board', 'kitchen', 'counter', 'admin'],
};

/** The page that a role is meant for; null for programs, which have none. */
export function pageOf(role: Role): PageName | null {
  if (role === 'integration') return null;
  return role === 'kitchen' ? 'kds' : role === 'board' ? 'board' : 'pos';
}
