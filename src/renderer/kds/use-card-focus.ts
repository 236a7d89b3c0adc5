import { useCallback, useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { neighbour } from './keys.ts';

/** The keyboard's place among the cards. The selected card is the one that holds the focus: there is no second truth. */
export interface CardFocus {
  /** Where the focus is, by position on the page; null when it is on no card. */
  position(): number | null;
  /** Focuses the step button of the card at a position, or the card itself while it has none. */
  select(position: number): void;
  /** Goes one card further, by where the cards stand. */
  move(by: { readonly columns: number; readonly rows: number }): void;
  /** Presses what has the focus on the cards: a step, or a line; false when nothing has. */
  press(): boolean;
  /** Lets go of the card. */
  release(): void;
}

/**
 * Keeps the keyboard's place over changes: it goes with the chosen card. When that leaves by what was pressed here, the
 * next one takes its position and the focus; when somebody else takes it away, no card is chosen, since nobody chose
 * another. A finger has no place to keep.
 * @param area holds the cards, in the order of their positions, as `article` elements
 * @param layout anything that changes when the cards do
 * @param isOwnDeed true for an order that may have left by what was pressed here
 * @param onSlide hears of the order whose step button got the focus in place of another's
 */
export function useCardFocus(
  area: RefObject<HTMLElement | null>,
  layout: unknown,
  isOwnDeed: (orderId: string) => boolean,
  onSlide: (orderId: string) => void,
): CardFocus {
  const place = useRef<{ readonly at: number; readonly ticket: string | undefined } | null>(null);

  const cards = useCallback(() => [...(area.current?.querySelectorAll('article') ?? [])], [area]);
  const position = useCallback(() => {
    const index = cards().findIndex((card) => card.contains(document.activeElement));
    return index < 0 ? null : index;
  }, [cards]);
  /** The step of the ticket at a position: a card that continues has it on a later card. Null when there is none. */
  const stepAt = useCallback((all: readonly HTMLElement[], wanted: number): HTMLElement | null => {
    const parts = all
      .slice(wanted)
      .filter((each) => each.dataset['ticket'] === all[wanted]?.dataset['ticket']);
    const step = parts.map((each) => each.querySelector<HTMLElement>('[data-step]')).find(Boolean);
    return step ?? null;
  }, []);
  const select = useCallback(
    (wanted: number): string | null => {
      const all = cards();
      const card = all[wanted];
      const step = stepAt(all, wanted);
      // Without a step the card itself is chosen: what else can be pressed on it is not what the key is for.
      if (card && !step) card.tabIndex = -1;
      (step ?? card)?.focus();
      return step?.dataset['step'] ?? null;
    },
    [cards, stepAt],
  );
  const move = useCallback(
    (by: { readonly columns: number; readonly rows: number }) => {
      const all = cards();
      const from = position();
      const here = from === null ? undefined : all[from];
      // The other cards of a torn ticket lead to the same button.
      const stops = all.filter(
        (card) => card === here || card.dataset['ticket'] !== here?.dataset['ticket'],
      );
      const places = stops.map((card) => card.getBoundingClientRect());
      const to = neighbour(here ? stops.indexOf(here) : null, by, places);
      const next = to === null ? undefined : stops[to];
      if (next && next !== here) select(all.indexOf(next));
    },
    [cards, position, select],
  );
  const press = useCallback(() => {
    const active = document.activeElement;
    if (!(active instanceof HTMLButtonElement) || !area.current?.contains(active)) return false;
    active.click();
    return true;
  }, [area]);
  const release = useCallback(() => {
    place.current = null;
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }, []);

  const remember = useCallback(() => {
    const now = position();
    if (now !== null) place.current = { at: now, ticket: cards()[now]?.dataset['ticket'] };
  }, [cards, position]);

  useEffect(() => {
    const forget = (): void => {
      place.current = null;
    };
    const element = area.current;
    element?.addEventListener('focusin', remember);
    document.addEventListener('pointerdown', forget, true);
    return () => {
      element?.removeEventListener('focusin', remember);
      document.removeEventListener('pointerdown', forget, true);
    };
  }, [area, remember]);

  useLayoutEffect(() => {
    void layout;
    const active = document.activeElement;
    const chosen = cards().findIndex((card) => card === active);
    // The step that a chosen card has been waiting for.
    if (chosen >= 0) select(chosen);
    const lost = active === null || active === document.body;
    // It may have slid with all that stand before it.
    if (!lost) remember();
    if (place.current === null || !lost) return;
    const { at, ticket } = place.current;
    const all = cards();
    // A card that was drawn anew in another column is still the chosen one.
    const same = all.findIndex((card) => card.dataset['ticket'] === ticket);
    if (same >= 0) {
      select(same);
      return;
    }
    place.current = null;
    if (ticket === undefined || !isOwnDeed(ticket)) return;
    const arrived = select(Math.min(at, all.length - 1));
    if (arrived !== null) onSlide(arrived);
  }, [layout, cards, remember, select, isOwnDeed, onSlide]);

  return { position, select, move, press, release };
}
