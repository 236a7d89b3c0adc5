import type { DoorCommand, Final, SeenOrder } from '../../../scripts/simulate/door.ts';

/** One command as its sender remembers it. */
export interface SentCommand {
  readonly id: string;
  readonly type: DoorCommand;
  readonly data: Readonly<Record<string, unknown>>;
  /** The note that marks the order to be placed; null for actions. */
  readonly note: string | null;
  /** The order acted on; null for placing. */
  readonly orderId: string | null;
  /** The broker's last word; null while there is none. */
  final: Final | null;
}

/** What the clients of a storm sent and were told. */
export class Book {
  readonly commands: SentCommand[] = [];

  enter(command: Omit<SentCommand, 'final'>): SentCommand {
    const entry: SentCommand = { ...command, final: null };
    this.commands.push(entry);
    return entry;
  }

  placings(): SentCommand[] {
    return this.commands.filter(({ note }) => note !== null);
  }

  /** Acknowledged orders, as they were when they were acknowledged. */
  acknowledged(): SeenOrder[] {
    return this.placings().flatMap(({ final }) =>
      final?.state === 'accepted' && final.order ? [final.order] : [],
    );
  }

  /** Actions on an order: those that were accepted, and those whose answer is still out. */
  actionsOn(): Map<string, { accepted: SeenOrder[]; open: number }> {
    const byOrder = new Map<string, { accepted: SeenOrder[]; open: number }>();
    for (const { orderId, final } of this.commands) {
      if (orderId === null) continue;
      const entry = byOrder.get(orderId) ?? { accepted: [], open: 0 };
      byOrder.set(orderId, entry);
      if (final === null) entry.open += 1;
      else if (final.state === 'accepted' && final.order) entry.accepted.push(final.order);
    }
    return byOrder;
  }
}
