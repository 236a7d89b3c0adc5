import { useCallback, useEffect, useState } from 'react';
import type { Refusal } from '../../shared/errors.ts';
import type { KitchenFigures } from '../../shared/kitchen-figures.ts';
import { useClient, useMirror } from '../client/client-context.tsx';
import { useKitchenState } from './kitchen-context.tsx';

/** The figures are asked for anew with each of these parts of an hour while they are open, in milliseconds. */
export const FIGURES_EVERY_MS = 30_000;

/** Of the business day that it is now. */
const PATH = '/api/v1/kitchen-figures';

/** What is known of the kitchen's day. */
export interface KnownFigures {
  /** The last that came; null before the first. */
  readonly figures: KitchenFigures | null;
  /** Why there are no newer ones; null while there is nothing to complain of. */
  readonly refusal: Refusal | null;
  readonly retry: () => void;
}

/** Today's figures: asked for at once, at each half minute of the broker's clock, and when it is back in touch. */
export function useFigures(): KnownFigures {
  const client = useClient();
  const round = useKitchenState(({ now }) => Math.floor(now / FIGURES_EVERY_MS));
  const live = useMirror(({ connection }) => connection.state === 'live');
  const [attempt, setAttempt] = useState(0);
  const [known, setKnown] = useState<Omit<KnownFigures, 'retry'>>({ figures: null, refusal: null });

  useEffect(() => {
    // What they depend on are the moments to ask at.
    void [round, live, attempt];
    let current = true;
    void client.read<KitchenFigures>(PATH).then((outcome) => {
      if (!current) return;
      setKnown((before) =>
        outcome.ok
          ? { figures: outcome.value, refusal: null }
          : { ...before, refusal: outcome.refusal },
      );
    });
    return () => {
      current = false;
    };
  }, [client, round, live, attempt]);

  const retry = useCallback(() => {
    setKnown((before) => ({ ...before, refusal: null }));
    setAttempt((before) => before + 1);
  }, []);
  return { ...known, retry };
}
