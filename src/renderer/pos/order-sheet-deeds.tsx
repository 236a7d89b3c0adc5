import Banknote from 'lucide-react/icons/banknote';
import Zap from 'lucide-react/icons/zap';
import Pencil from 'lucide-react/icons/pencil';
import Percent from 'lucide-react/icons/percent';
import Receipt from 'lucide-react/icons/receipt';
import Repeat from 'lucide-react/icons/repeat';
import Split from 'lucide-react/icons/split';
import Undo2 from 'lucide-react/icons/undo-2';
import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import { ORDER_ACTIONS, type OrderAction } from '../../shared/order-states.ts';
import { useClient, useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { REPLACED_MS, usePressShield } from '../ui/press-shield.ts';
import { Spinner } from '../ui/spinner.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { useActions, useCounter } from './counter-context.tsx';
import { nextCourse } from './courses.ts';
import type { Flow } from './flows.ts';
import { repeatOrder } from './history-repeat.ts';
import { actOn, fireCourse, rushOrder, type UnderWay } from './order-actions.ts';
import styles from './order-sheet-deeds.module.css';
import { HandOverDialog } from './order-sheet-hand-over.tsx';
import { useCancelling } from './use-cancelling.ts';

export interface OrderDeedsProps {
  readonly order: Order;
  readonly onClose: () => void;
  /** What is asked before it is done. */
  readonly question: 'cancel' | 'unpaid' | null;
  readonly onQuestion: (question: 'cancel' | 'unpaid' | null) => void;
}

/** What may be done with an order now, as the order itself says; what comes next in its life stands out. */
export function OrderDeeds({ order, onClose, question, onQuestion }: OrderDeedsProps) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const client = useClient();
  const { drafts, actions, flows } = useCounter();
  const menu = useMirror((state) => state.menu);
  const stock = useMirror((state) => state.stock);
  const underWay = useActions((state) => state.underWay[order.id]);
  const begun = useActions((state) => state.edits[order.id]?.sending === false);
  const cancel = useCancelling(order, flows);
  const can = new Set<string>([...order.allowedActions, ...order.allowedChanges]);
  const course = nextCourse(order);
  // What the next tap would do: another course is fired, the haste is over.
  useShieldAgainstReplaced([...can, course, order.rush].join());

  const open = (flow: Flow): void => {
    onClose();
    flows.getState().open(flow);
  };
  const act = (action: OrderAction): void => {
    if (action === 'cancel') onQuestion('cancel');
    else if (action === 'complete' && can.has('pay')) onQuestion('unpaid');
    else void actOn(client, actions, order, action);
  };
  const next = nextOf(order);
  const primary = (id: string) => (id === next ? 'primary' : 'secondary');
  const placeOf = (id: string) =>
    id === next || id === 'cancel' ? styles[id === next ? 'next' : 'cancel'] : undefined;
  /** One that is done here and now, and shows that it is under way. */
  const deedButton = (
    id: UnderWay,
    label: string,
    icon: ReactNode,
    onPress: () => void,
  ): ReactNode => (
    <Button
      key={id}
      variant={id === 'cancel' ? 'danger' : primary(id)}
      className={placeOf(id)}
      isDisabled={underWay !== undefined && underWay !== id}
      isPending={underWay === id}
      icon={underWay === id ? <Spinner /> : icon}
      onPress={onPress}
    >
      {label}
    </Button>
  );
  const actionButton = (action: OrderAction): ReactNode =>
    deedButton(action, t(`actions.${action}`), null, () => act(action));
  const flowButton = (
    id: string,
    label: string,
    icon: ReactNode,
    flow: Flow,
    during: 'any' | 'idle' = 'idle',
  ): ReactNode => (
    <Button
      key={id}
      variant={primary(id)}
      className={placeOf(id)}
      isDisabled={during === 'idle' && underWay !== undefined}
      icon={icon}
      onPress={() => open(flow)}
    >
      {label}
    </Button>
  );

  const { id: orderId } = order;
  const deeds: { readonly id: string; readonly button: ReactNode }[] = [];
  const put = (id: string, button: ReactNode): void => void deeds.push({ id, button });
  const allowed = ORDER_ACTIONS.filter((action) => can.has(action) && action !== 'cancel');
  for (const action of allowed) put(action, actionButton(action));
  if (can.has('fire') && course !== null) {
    const fire = (): void => void fireCourse(client, actions, order, course);
    put('fire', deedButton('fire', t('kitchen.fire', { course }), null, fire));
  }
  if (can.has('rush')) {
    const icon = <Zap aria-hidden size={20} />;
    const label = t(order.rush ? 'kitchen.calm' : 'kitchen.rush');
    const rush = (): void => void rushOrder(client, actions, order, !order.rush);
    put('rush', deedButton('rush', label, icon, rush));
  }
  if (can.has('pay')) {
    const label = t('orders.deeds.receive', { amount: money(order.totals.dueCents) });
    put('pay', flowButton('pay', label, <Banknote aria-hidden />, { kind: 'payment', orderId }));
  }
  if (can.has('edit')) {
    const label = t(
      begun
        ? 'orders.deeds.goOn'
        : order.status === 'held'
          ? 'orders.deeds.recover'
          : 'orders.deeds.edit',
    );
    const icon = underWay === 'change' ? <Spinner /> : <Pencil aria-hidden size={20} />;
    put('edit', flowButton('edit', label, icon, { kind: 'edit', orderId }, 'any'));
  }
  if (can.has('discount')) {
    const flow: Flow = { kind: 'discount', orderId, lineId: null };
    const icon = <Percent aria-hidden size={20} />;
    put('discount', flowButton('discount', t('orders.deeds.discount'), icon, flow));
  }
  if (can.has('split')) {
    const icon = <Split aria-hidden size={20} />;
    put('split', flowButton('split', t('orders.deeds.split'), icon, { kind: 'payment', orderId }));
  }
  if (can.has('refund')) {
    const icon = <Undo2 aria-hidden size={20} />;
    put(
      'refund',
      flowButton('refund', t('orders.deeds.refund'), icon, { kind: 'refund', orderId }),
    );
  }
  if (order.status !== 'held' && order.status !== 'cancelled') {
    const icon = <Receipt aria-hidden size={20} />;
    const flow: Flow = { kind: 'receipt', orderId };
    put('receipt', flowButton('receipt', t('orders.deeds.receipt'), icon, flow, 'any'));
  }
  if (menu && order.status !== 'held') {
    put(
      'repeat',
      <Button
        key="repeat"
        icon={<Repeat aria-hidden size={20} />}
        onPress={() => {
          repeatOrder(drafts, actions, order, menu, stock);
          onClose();
          flows.getState().close();
        }}
      >
        {t('orders.deeds.repeat')}
      </Button>,
    );
  }
  if (can.has('cancel')) put('cancel', actionButton('cancel'));

  return (
    <div className={styles['deeds']}>
      {deeds
        .toSorted((a, b) => Number(b.id === next) - Number(a.id === next))
        .map(({ button }) => button)}
      <CancelDialog
        order={order}
        open={question === 'cancel'}
        onClose={() => onQuestion(null)}
        onCancel={(why) => {
          onQuestion(null);
          // The sheet stays, and shows what becomes of it.
          void cancel(why, () => undefined, onClose);
        }}
      />
      <HandOverDialog
        order={order}
        open={question === 'unpaid'}
        onClose={() => onQuestion(null)}
        onReceive={() => open({ kind: 'payment', orderId })}
        onHandOver={() => {
          onQuestion(null);
          void actOn(client, actions, order, 'complete');
        }}
      />
    </div>
  );
}

/** The one thing that comes next: give back what is too much, send what waits here, take the money, hand it over. */
function nextOf({ status, totals, awaitsPayment, allowedActions, allowedChanges }: Order): string {
  if (totals.dueCents < 0 && allowedChanges.includes('refund')) return 'refund';
  if (status === 'held' && !awaitsPayment && allowedActions.includes('send')) return 'send';
  if (allowedChanges.includes('pay')) return 'pay';
  return allowedActions.includes('send') ? 'send' : 'complete';
}

/** Another action stands where the finger still is: a second tap was meant for the one before. */
function useShieldAgainstReplaced(offered: string): void {
  const shield = usePressShield();
  const offeredBefore = useRef(offered);
  useLayoutEffect(() => {
    if (offeredBefore.current === offered) return;
    offeredBefore.current = offered;
    shield.raise(REPLACED_MS);
  }, [offered, shield]);
}
