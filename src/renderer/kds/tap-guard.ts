/** A card that moved under a finger takes no taps for this long, in milliseconds. */
export const SETTLE_MS = 400;

/**
 * Keeps a second tap of a finger from landing on the card that has just slid under it: when a bumped card leaves, the
 * next one takes its place faster than a hand can stop.
 */
export interface TapGuard {
  /** Tells which card stands at which position now. */
  laidOut(ids: readonly string[]): void;
  /** False while the card has only just come to where it is. */
  mayTap(id: string): boolean;
}

/** @param clock milliseconds, of any clock that does not jump */
export function createTapGuard(clock: () => number): TapGuard {
  let positions = new Map<string, number>();
  const movedAt = new Map<string, number>();
  return {
    laidOut(ids) {
      const next = new Map(ids.map((id, position) => [id, position]));
      for (const [id, position] of next) {
        // A card that is new at the end of the page has nothing slid from under a finger; one that replaces has.
        const before = positions.get(id);
        if (before === position || (before === undefined && position >= positions.size)) continue;
        movedAt.set(id, clock());
      }
      for (const id of movedAt.keys()) if (!next.has(id)) movedAt.delete(id);
      positions = next;
    },
    mayTap(id) {
      const moved = movedAt.get(id);
      return moved === undefined || clock() - moved >= SETTLE_MS;
    },
  };
}
