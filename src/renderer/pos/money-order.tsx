import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import { useClient, useMirror } from '../client/client-context.tsx';
import type { Outcome } from '../client/contract.ts';

/** An order to take money for: as the mirror has it, or, closed long ago, as the broker tells it when asked. */
export function useOrderOf(orderId: string): Order | Outcome<never> | null {
  const client = useClient();
  const mirrored = useMirror((state) => state.orders[orderId]);
  const [read, setRead] = useState<Outcome<{ readonly order: Order }> | null>(null);
  const isMissing = mirrored === undefined;
  useEffect(() => {
    if (!isMissing) return undefined;
    let isWanted = true;
    void client.read<{ readonly order: Order }>(`/api/v1/orders/${orderId}`).then((outcome) => {
      if (isWanted) setRead(outcome);
    });
    return () => {
      isWanted = false;
    };
  }, [client, orderId, isMissing]);
  if (mirrored) return mirrored;
  if (read === null) return null;
  return read.ok ? read.value.order : read;
}

/** What stands in the place of an order that is not there yet, or not at all. */
export function NoOrder({ outcome }: { readonly outcome: Outcome<never> | null }) {
  const { t } = useTranslation('pos');
  if (outcome === null || outcome.ok) return <p role="status">{t('till.reading')}</p>;
  const gone = outcome.refusal.code === 'not_found';
  return <p role="alert">{t(gone ? 'till.notFound' : 'till.nobodyAnswers')}</p>;
}

/** True for an order, false for what came of asking for one. */
export function isOrder(found: Order | Outcome<never> | null): found is Order {
  return found !== null && 'lines' in found;
}
