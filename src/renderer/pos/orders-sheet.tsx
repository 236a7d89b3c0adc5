import History from 'lucide-react/icons/history';
import Inbox from 'lucide-react/icons/inbox';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import { moveByArrows } from '../ui/arrow-keys.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/overlay.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { useActions, useCounter } from './counter-context.tsx';
import { useAttentiveOrders, useOtherDrafts } from './open-orders.ts';
import type { ListView } from './order-actions.ts';
import { DraftChip, OrderChip } from './order-chip.tsx';
import styles from './orders-sheet.module.css';

export interface OrdersSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onOpen: (orderId: string) => void;
  readonly onOpenDraft: () => void;
}

/** More chips than that are drawn when somebody asks for them. */
const PAGE = 40;

/** As many as the sheet has in view: it stands open with these, and the rest of the page follows. */
const AT_ONCE = 12;

const VIEWS: { readonly [V in ListView]: (order: Order) => boolean } = {
  all: () => true,
  parked: ({ status }) => status === 'held',
  unpaid: ({ totals }) => totals.dueCents > 0,
};

/** All open orders at once, or those that are parked here, or those that somebody still has to pay. */
export function OrdersSheet(props: OrdersSheetProps) {
  const show = useActions((state) => state.showList);
  if (!props.open) return null;
  const leave = (then: () => void) => (): void => {
    show('all');
    then();
  };
  return (
    <Content
      {...props}
      onClose={leave(props.onClose)}
      onOpen={(orderId) => leave(() => props.onOpen(orderId))()}
      onOpenDraft={leave(props.onOpenDraft)}
    />
  );
}

function Content({ onClose, onOpen, onOpenDraft }: OrdersSheetProps) {
  const { t } = useTranslation('pos');
  const { drafts, actions, flows } = useCounter();
  const { orders: all } = useAttentiveOrders(false);
  const others = useOtherDrafts();
  const view = useActions((state) => state.listView);
  const [most, setMost] = useState(PAGE);
  const drawn = useDeferredValue(most, AT_ONCE);
  const orders = useMemo(() => all.filter(VIEWS[view]), [all, view]);
  // What was begun here and not placed is parked too, in its way.
  const local = view === 'unpaid' ? [] : others;
  const count = (each: ListView): number =>
    all.filter(VIEWS[each]).length + (each === 'unpaid' ? 0 : others.length);
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('openOrders')}
      footer={
        <Button
          wide
          icon={<History aria-hidden size={20} />}
          onPress={() => {
            onClose();
            flows.getState().open({ kind: 'history' });
          }}
        >
          {t('orders.history.open')}
        </Button>
      }
    >
      <Segmented
        label={t('orders.list.label')}
        value={view}
        onChange={(next) => {
          setMost(PAGE);
          actions.getState().showList(next);
        }}
        segments={(['all', 'parked', 'unpaid'] as const).map((id) => ({
          id,
          label: `${t(`orders.list.${id}`)} (${count(id)})`,
        }))}
      />
      {orders.length + local.length === 0 ? (
        <EmptyState
          icon={<Inbox aria-hidden />}
          title={view === 'all' ? t('noOpenOrders') : t(`orders.list.none.${view}`)}
        >
          {view === 'all' ? t('noOpenOrdersText') : null}
        </EmptyState>
      ) : (
        <ul className={styles['list']} onKeyDown={(event) => moveByArrows(event, 'button')}>
          {local.map((draft) => (
            <li key={draft.id}>
              <DraftChip
                draft={draft}
                onOpen={() => {
                  drafts.getState().open(draft.id);
                  onOpenDraft();
                }}
              />
            </li>
          ))}
          {orders.slice(0, drawn).map((order) => (
            <li key={order.id}>
              <OrderChip order={order} onOpen={onOpen} />
            </li>
          ))}
        </ul>
      )}
      {/* Not before what it would go on from stands there: it would move away under the finger. */}
      {orders.length > most && drawn === most ? (
        <Button wide onPress={() => setMost(most + PAGE)}>
          {t('moreOrders', { count: orders.length - most })}
        </Button>
      ) : null}
    </Sheet>
  );
}
