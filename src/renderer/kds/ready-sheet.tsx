import HandPlatter from 'lucide-react/icons/hand-platter';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import { formatOrderNumber, useFormat } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/overlay.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { useKitchen, useKitchenState, useTicketRules } from './kitchen-context.tsx';
import styles from './lists.module.css';
import { ServiceBadge } from './service-badge.tsx';
import { nextStep, toTicket, type Ticket } from './tickets.ts';
import type { ReadyOrder } from './use-ready.ts';

/** The last ready orders, to call one back; and what is done here but not at the other stations. */
export function ReadySheet({
  onClose,
  orders,
  doneHere,
}: {
  readonly onClose: () => void;
  /** The last one first. */
  readonly orders: readonly ReadyOrder[];
  readonly doneHere: readonly Ticket[];
}) {
  const { t } = useTranslation('kds');
  const kitchen = useKitchen();
  const rules = useTicketRules();
  /** Whole orders are the expediter's to hand over; a station has nothing to do with that. */
  const handOverOf = (order: Order): (() => void) | null => {
    const ticket = rules?.view.expediter ? toTicket(order, rules) : null;
    return ticket && nextStep(ticket)?.kind === 'hand-over' ? () => kitchen.advance(ticket) : null;
  };
  const empty = orders.length === 0 && doneHere.length === 0;
  return (
    <Sheet open onClose={onClose} title={t('readyList.title')}>
      <p className={styles['text']}>{t('readyList.text')}</p>
      {empty ? <EmptyState title={t('readyList.empty')} /> : null}
      {doneHere.length > 0 ? (
        <section>
          <h3 className={styles['heading']}>{t('readyList.here')}</h3>
          <ul className={styles['rows']}>
            {doneHere.map((ticket) => (
              <Row
                key={ticket.order.id}
                ticket={ticket}
                order={ticket.order}
                onRecall={() => kitchen.recallHere(ticket)}
                onHandOver={null}
              />
            ))}
          </ul>
        </section>
      ) : null}
      <ul className={styles['rows']}>
        {orders.map(({ order, ticket }) => (
          <Row
            key={order.id}
            {...{ order, ticket }}
            onRecall={() => kitchen.recall(order)}
            onHandOver={handOverOf(order)}
          />
        ))}
      </ul>
    </Sheet>
  );
}

function Row({
  order,
  ticket,
  onRecall,
  onHandOver,
}: {
  readonly order: Order;
  /** What this display had to do with it. */
  readonly ticket: Ticket;
  readonly onRecall: () => void;
  readonly onHandOver: (() => void) | null;
}) {
  const { t } = useTranslation('kds');
  const { time } = useFormat();
  const waiting = useKitchenState(
    (state) => state.waiting.has(order.id) || state.leaving.has(order.id),
  );
  const number = formatOrderNumber(order.number);
  return (
    <li className={styles['row']}>
      <div className={styles['rowText']}>
        <p className={styles['rowHead']}>
          <b className={styles['number']}>{number}</b>
          <ServiceBadge order={order} />
          {order.recalled ? (
            <span className={styles['badge']}>
              <RotateCcw aria-hidden size={18} strokeWidth={2.5} />
              {t('readyList.recalled')}
            </span>
          ) : null}
        </p>
        <p className={styles['rowLines']}>
          {ticket.lines
            .filter(({ elsewhere, line }) => !elsewhere && line.quantity > 0)
            .map(({ line: { quantity, name } }) => `${quantity}× ${name}`)
            .join(' · ')}
        </p>
        {order.readyAt === null ? null : (
          <p className={styles['rowTime']}>
            {t('readyList.readyAt', { time: time(order.readyAt) })}
          </p>
        )}
      </div>
      <div className={styles['deeds']}>
        <Button
          size="kitchen"
          icon={waiting ? <Spinner /> : <RotateCcw aria-hidden size={24} />}
          aria-label={t('readyList.recallOf', { number })}
          isDisabled={waiting}
          onPress={onRecall}
        >
          {t('readyList.recall')}
        </Button>
        {onHandOver ? (
          <Button
            size="kitchen"
            variant="ready"
            icon={<HandPlatter aria-hidden size={24} />}
            aria-label={t('readyList.handOverOf', { number })}
            isDisabled={waiting}
            onPress={onHandOver}
          >
            {t('readyList.handOver')}
          </Button>
        ) : null}
      </div>
    </li>
  );
}
