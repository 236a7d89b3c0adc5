import type { Place } from './press-shield.ts';

/** How far beside the first tap of a finger its second may land. CSS pixels. */
const AROUND = 24;

let last: Place | null = null;

/** What can be pressed, as opposed to a backdrop, of which only the point counts. */
const CONTROL = 'button, a[href], input, textarea, [role=button], [role=radio], [role=option]';

function onPress({ target, clientX, clientY }: PointerEvent): void {
  const control = target instanceof Element ? target.closest(CONTROL) : null;
  const { x, y, width, height } =
    control?.getBoundingClientRect() ?? new DOMRect(clientX, clientY, 0, 0);
  last = { x: x - AROUND, y: y - AROUND, width: width + 2 * AROUND, height: height + 2 * AROUND };
}

// From the beginning: who asks wants to know of a press that is over.
if (typeof window !== 'undefined') window.addEventListener('pointerdown', onPress, true);

/** Where the last press of a pointer was, and a little around it: null before the first. */
export function lastPress(): Place | null {
  return last;
}

/** True of a point at this place. */
export function isAt({ x, y, width, height }: Place, left: number, top: number): boolean {
  return left >= x && left <= x + width && top >= y && top <= y + height;
}
