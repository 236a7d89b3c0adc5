import type { KeyboardEvent } from 'react';

const STEPS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Moves the focus with the arrow keys to the nearest of the elements that `selector` finds within the listener's
 * element, by where they stand on the page: the same for rows, columns and a grid that wraps.
 */
export function moveByArrows(event: KeyboardEvent<HTMLElement>, selector: string): void {
  const step = STEPS[event.key];
  const from = document.activeElement;
  if (!step || !(from instanceof HTMLElement) || !from.matches(selector)) return;
  const [dx, dy] = step;
  const origin = centre(from);
  let best: HTMLElement | null = null;
  let bestCost = Infinity;
  for (const element of event.currentTarget.querySelectorAll<HTMLElement>(selector)) {
    const { x, y } = centre(element);
    const along = (x - origin.x) * dx + (y - origin.y) * dy;
    const across = Math.abs((x - origin.x) * dy) + Math.abs((y - origin.y) * dx);
    const cost = along + across * 4;
    if (element !== from && along > 1 && across <= along * 8 && cost < bestCost) {
      best = element;
      bestCost = cost;
    }
  }
  if (!best) return;
  event.preventDefault();
  best.focus();
}

function centre(element: HTMLElement): { readonly x: number; readonly y: number } {
  const box = element.getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
