import { useEffectEvent, useLayoutEffect } from 'react';
import { isAt, lastPress } from '../ui/last-press.ts';
import { BOUNCE_MS, SERIES_MS } from './tap-series.ts';
import { useTime } from './time-context.ts';

/** Who counts by tapping has tapped again by then; who wants to leave the sheet has not yet read it. Milliseconds. */
export const MORE_MS = 700;

const REST_OF_A_PRESS = ['mousedown', 'pointerup', 'mouseup', 'click'] as const;

/**
 * In a sheet that a tap on a tile opened: a press on the backdrop within 700 ms of that, or of the last such press, was
 * meant for the tile and is one more of it. So is one where the tile was, within 400 ms, also when the sheet lies over it.
 */
export function useMoreTaps(isFromTile: boolean, onMore: () => void): void {
  const { clock } = useTime();
  const more = useEffectEvent(onMore);
  // In place before the sheet can be seen: on a busy machine the next tap comes before an effect.
  useLayoutEffect(() => {
    if (!isFromTile) return undefined;
    let last = clock();
    const tile = lastPress();
    let isSwallowing = false;
    const onPointer = (event: PointerEvent): void => {
      const now = clock();
      const isOnTile = tile !== null && isAt(tile, event.clientX, event.clientY);
      const isMore = isBeside(event)
        ? now - last < MORE_MS
        : isOnTile && now - last < SERIES_MS && isSheetInFront();
      isSwallowing = isMore;
      if (!isMore) return;
      swallow(event);
      // A worn touch screen's second report of one touch.
      if (event.pointerType === 'touch' && now - last < BOUNCE_MS) return;
      last = now;
      more();
    };
    const onRest = (event: Event): void => {
      if (!isSwallowing) return;
      swallow(event);
      if (event.type === 'click') isSwallowing = false;
    };
    window.addEventListener('pointerdown', onPointer, true);
    for (const name of REST_OF_A_PRESS) window.addEventListener(name, onRest, true);
    return () => {
      window.removeEventListener('pointerdown', onPointer, true);
      for (const name of REST_OF_A_PRESS) window.removeEventListener(name, onRest, true);
    };
  }, [isFromTile, clock]);
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Nothing else has been opened over the sheet: a question about it has its own presses. */
function isSheetInFront(): boolean {
  return document.querySelector('[role=alertdialog]') === null;
}

/** On the backdrop. */
function isBeside({ clientX, clientY }: PointerEvent): boolean {
  const sheet = [...document.querySelectorAll('[role=dialog]')].at(-1);
  return isSheetInFront() && !!sheet && !isAt(sheet.getBoundingClientRect(), clientX, clientY);
}
