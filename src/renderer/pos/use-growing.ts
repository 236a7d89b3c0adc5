import { startTransition, useEffect, useState } from 'react';

/** The first `atOnce` of a list, and soon after, when the page has nothing better to do, all of it. */
export function useGrowing<T>(all: readonly T[], atOnce: number): readonly T[] {
  const [whole, setWhole] = useState<readonly T[] | null>(null);
  useEffect(() => {
    if (all.length > atOnce) startTransition(() => setWhole(all));
  }, [all, atOnce]);
  return whole === all || all.length <= atOnce ? all : all.slice(0, atOnce);
}
