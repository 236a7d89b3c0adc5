import { useEffect, useState, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/overlay.tsx';

interface Closable {
  readonly onClose: () => void;
}

/** The code of a sheet, or that it did not arrive. */
type Arrival<P> = { readonly Part: ComponentType<P> } | 'missing' | null;

/**
 * A sheet whose code is fetched when it is first opened: what is seldom needed shall not keep the first card waiting. A
 * display that is out of touch says that it could not be had, and tries again when asked to.
 * @param fetchPart resolves with the sheet; called again after a failure
 */
export function fetchedSheet<P extends Closable>(
  fetchPart: () => Promise<ComponentType<P>>,
): ComponentType<P> {
  let kept: Arrival<P> = null;
  return function Fetched(props: P) {
    const { t } = useTranslation('kds');
    const [arrival, setArrival] = useState<Arrival<P>>(kept);
    useEffect(() => {
      if (arrival !== null) return undefined;
      let current = true;
      void fetchPart().then(
        (Part) => {
          kept = { Part };
          if (current) setArrival(kept);
        },
        () => {
          if (current) setArrival('missing');
        },
      );
      return () => {
        current = false;
      };
    }, [arrival]);
    if (arrival === null) return null;
    if (arrival !== 'missing') return <arrival.Part {...props} />;
    return (
      <Sheet open onClose={props.onClose} title={t('title')}>
        <EmptyState
          title={t('display.unreached')}
          action={
            <Button size="kitchen" onPress={() => setArrival(null)}>
              {t('display.retry')}
            </Button>
          }
        />
      </Sheet>
    );
  };
}
