import type { Command, CommandType } from './commands.ts';
import type { Role } from './roles.ts';

/** Who may send what. Reading is decided at each door; see docs/PROTOCOL.md, section ROL. */
export const COMMAND_ROLES: { readonly [T in CommandType]: readonly Role[] } = {
  'order.place': ['admin', 'counter', 'integration'],
  'order.place_dish': ['admin', 'counter', 'integration'],
  'order.send': ['admin', 'counter', 'integration'],
  'order.start': ['admin', 'counter', 'kitchen', 'integration'],
  'order.ready': ['admin', 'counter', 'kitchen', 'integration'],
  'order.complete': ['admin', 'counter', 'kitchen', 'integration'],
  'order.recall': ['admin', 'counter', 'kitchen', 'integration'],
  'order.cancel': ['admin', 'counter', 'integration'],
  // To `cancelled` only who may cancel: see mayDo.
  'order.advance': ['admin', 'counter', 'kitchen', 'integration'],
  'order.change': ['admin', 'counter', 'integration'],
  'order.discount': ['admin', 'counter'],
  'order.service_charge': ['admin', 'counter'],
  'order.split': ['admin', 'counter'],
  'order.receipt': ['admin', 'counter'],
  'payment.take': ['admin', 'counter'],
  'payment.refund': ['admin', 'counter'],
  'shift.open': ['admin', 'counter'],
  'shift.cash_in': ['admin', 'counter'],
  'shift.cash_out': ['admin', 'counter'],
  'shift.close': ['admin', 'counter'],
  'order.shown': ['admin', 'kitchen'],
  'order.rush': ['admin', 'counter', 'kitchen'],
  'order.fire': ['admin', 'counter', 'kitchen'],
  'line.bump': ['admin', 'counter', 'kitchen'],
  'line.recall': ['admin', 'counter', 'kitchen'],
  'ticket.start': ['admin', 'counter', 'kitchen'],
  'ticket.bump': ['admin', 'counter', 'kitchen'],
  'ticket.recall': ['admin', 'counter', 'kitchen'],
  'ticket.confirm': ['admin', 'counter', 'kitchen'],
  'stock.set': ['admin'],
  'menu.set_on_sale': ['admin', 'counter', 'kitchen'],
};

/**
 * True when a counter sends it in somebody's name, once people are registered. What any kitchen display may do asks
 * nobody who they are, wherever the display's page is open; `order.advance` may come to a cancellation.
 */
export function asksForPerson(type: string): boolean {
  return (
    type === 'order.advance' ||
    !Object.entries(COMMAND_ROLES).some(
      ([each, roles]) => each === type && roles.includes('kitchen'),
    )
  );
}

/** True when a device of this role may send commands of this type. */
export function mayCommand(role: Role, type: CommandType): boolean {
  return COMMAND_ROLES[type].includes(role);
}

/** True when a device of this role may send this very command: what it comes to counts, not only its type. */
export function mayDo(role: Role, command: Command): boolean {
  if (!mayCommand(role, command.type)) return false;
  const cancels = command.type === 'order.advance' && command.data.status === 'cancelled';
  return !cancels || mayCommand(role, 'order.cancel');
}
