import { useEffect, type RefObject } from 'react';
import type { Page } from './paging.ts';
import type { CardInView, ShownReporter } from './shown-reporter.ts';

/** How much of a card must be in view to count as seen. */
const ENOUGH = 0.5;

/** Names a card of a page, as its element does with `data-card`. */
const nameOf = ({ ticket, index, of }: CardInView): string => `${ticket.order.id} ${index}/${of}`;

/**
 * Tells the reporter which cards of a page (elements with `data-card`) can really be seen, each with the ticket that
 * was drawn on it.
 * @param page undefined while there is none, or something lies over it
 */
export function useInView(
  area: RefObject<HTMLElement | null>,
  page: Page | undefined,
  reporter: ShownReporter,
): void {
  useEffect(() => {
    if (!page || page.length === 0) {
      reporter.setInView([]);
      return undefined;
    }
    const cards = new Map(page.flat().map((card) => [nameOf(card), card]));
    const seen = new Map<Element, CardInView>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting, intersectionRatio } of entries) {
          const name = target instanceof HTMLElement ? target.dataset['card'] : undefined;
          const card = cards.get(name ?? '');
          if (card && isIntersecting && intersectionRatio >= ENOUGH) seen.set(target, card);
          else seen.delete(target);
        }
        reporter.setInView(seen.values());
      },
      { threshold: ENOUGH },
    );
    for (const element of area.current?.querySelectorAll('[data-card]') ?? []) {
      observer.observe(element);
    }
    return () => observer.disconnect();
  }, [area, page, reporter]);
}
