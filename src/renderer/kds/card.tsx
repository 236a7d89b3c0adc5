import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatOrderNumber } from '../i18n/format.ts';
import { cx } from '../ui/cx.ts';
import { CardHeader, useAge } from './card-header.tsx';
import { CardLines } from './card-lines.tsx';
import { hasDue, stripsOf } from './card-metrics.ts';
import { OrderNote } from './card-notes.tsx';
import { DueRow, Facts, StripRow, useStripWords } from './card-strips.tsx';
import styles from './card.module.css';
import { useKitchenState } from './kitchen-context.tsx';
import type { Part } from './paging.ts';
import { useServiceName } from './service-badge.tsx';
import { ElsewhereRow } from './station-rows.tsx';
import { StepRow } from './step-button.tsx';

export interface CardProps {
  readonly part: Part;
  /** The key that selects the card, or null past the tenth and on a later card of a torn ticket. */
  readonly positionKey: string | null;
  /** The page on which the ticket continues; null when that is this one. */
  readonly goesOnAt: number | null;
}

/** One ticket, or the part of a long one that fits. */
export const Card = memo(function Card({ part, positionKey, goesOnAt }: CardProps) {
  const { t } = useTranslation('kds');
  const { ticket, index, of } = part;
  const { order, notice } = ticket;
  const age = useAge(ticket);
  const leaving = useKitchenState((state) => state.leaving.has(order.id));
  const service = useServiceName(order);
  const stripWords = useStripWords();
  // Where orders are handed over, what is ready is not late any more: it is to be fetched.
  const isReady = notice === null && ticket.whole && order.status === 'ready';
  const isLast = index === of - 1;
  const strips = stripsOf(ticket, index === 0, isLast);
  // Above all else; under a torn edge it would be cut.
  const loud = strips[0] === 'rush' && index === 0;
  const name = [
    t('orderName', { number: formatOrderNumber(order.number) }),
    index > 0 ? t('continued') : null,
    service,
    notice === null && order.rush ? t('cards.strips.rush') : null,
    notice ? stripWords(notice, ticket) : isReady ? t('cards.ready') : t(`ages.${age}`),
  ];
  const last = part.pieces.at(-1);

  return (
    <article
      aria-label={name.filter(Boolean).join(', ')}
      data-ticket={order.id}
      data-card={`${order.id} ${index}/${of}`}
      className={cx(
        styles['card'],
        styles[notice ? 'departed' : isReady ? 'ready' : age],
        notice === null && order.rush && styles['rushed'],
        leaving && styles['leaving'],
        index > 0 && styles['tornTop'],
        !isLast && styles['tornBottom'],
      )}
    >
      {loud ? <StripRow kind="rush" ticket={ticket} /> : null}
      <CardHeader {...{ part, positionKey, age, isReady }} />
      {strips.map((kind) =>
        loud && kind === 'rush' ? null : <StripRow key={kind} {...{ kind, ticket }} />,
      )}
      {index === 0 && hasDue(ticket) && order.dueAt !== null ? (
        <DueRow dueAt={order.dueAt} isNew={ticket.changedDetails.includes('due')} />
      ) : null}
      <div className={styles['body']} data-body>
        {part.pieces.map((piece) =>
          piece.kind === 'facts' ? (
            <Facts key="facts" order={piece.order} />
          ) : piece.kind === 'order-note' ? (
            <OrderNote
              key="note"
              text={piece.text}
              isNew={ticket.changedDetails.includes('note')}
              isOff={notice !== null}
            />
          ) : null,
        )}
        <CardLines part={part} />
        {last?.kind === 'more' ? (
          <p className={styles['more']}>{t('more', { count: last.count })}</p>
        ) : last?.kind === 'elsewhere-more' ? (
          <ElsewhereRow of={last} />
        ) : null}
      </div>
      {isLast ? (
        <StepRow ticket={ticket} />
      ) : (
        <p className={styles['continues']}>
          {goesOnAt === null ? t('continues') : t('continuesOn', { page: goesOnAt })}
        </p>
      )}
    </article>
  );
});
