import { useCallback, useEffect, useRef } from 'react';

/**
 * Gives an element that may overflow a place in the order of the Tab key while it does, so that arrows and Page keys
 * scroll it also where nothing in it takes the focus.
 */
export function useScrollableByKeys(): (element: HTMLElement | null) => void {
  const current = useRef<HTMLElement | null>(null);
  const observer = useRef<ResizeObserver | null>(null);
  // What is in it may have grown with this very drawing.
  useEffect(() => look(current.current));
  return useCallback((element) => {
    observer.current?.disconnect();
    current.current = element;
    if (!element) return;
    observer.current = new ResizeObserver(() => look(element));
    observer.current.observe(element);
  }, []);
}

function look(element: HTMLElement | null): void {
  if (!element) return;
  // Rounding makes up one pixel.
  if (element.scrollHeight > element.clientHeight + 1) element.tabIndex = 0;
  else element.removeAttribute('tabindex');
}
