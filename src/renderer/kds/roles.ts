import type { Role } from '../../shared/roles.ts';

/**
 * True when this page's device may say that a cook has an order in view (docs/PROTOCOL.md, section ROL). A counter
 * that looks at the kitchen's page is not a kitchen: its view must not count.
 */
export function mayReportShown(role: Role | null): boolean {
  return role === 'kitchen' || role === 'admin';
}
