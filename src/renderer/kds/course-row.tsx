import Flame from 'lucide-react/icons/flame';
import Hourglass from 'lucide-react/icons/hourglass';
import { useTranslation } from 'react-i18next';
import { formatOrderNumber } from '../i18n/format.ts';
import { cx } from '../ui/cx.ts';
import { Spinner } from '../ui/spinner.tsx';
import type { CourseHead } from './card-pieces.ts';
import styles from './course-row.module.css';
import { useKitchen, useKitchenState, useUnsettled } from './kitchen-context.tsx';
import type { Ticket } from './tickets.ts';

/** The head of a course: which it is, whether it waits, and the button that has the kitchen begin with it. */
export function CourseRow({
  head,
  ticket,
}: {
  readonly head: CourseHead;
  readonly ticket: Ticket;
}) {
  const { t } = useTranslation('kds');
  return (
    <div className={cx(styles['course'], head.fires && styles['fires'])}>
      <p className={styles['words']}>
        <span className={styles['name']}>{t('cards.course', { course: head.course })}</span>
        {head.waits ? (
          <span className={styles['waits']}>
            <Hourglass aria-hidden size={20} strokeWidth={2.5} />
            {t('cards.courseWaits')}
          </span>
        ) : null}
      </p>
      {head.fires ? <FireButton course={head.course} ticket={ticket} /> : null}
    </div>
  );
}

function FireButton({ course, ticket }: { readonly course: number; readonly ticket: Ticket }) {
  const { t } = useTranslation('kds');
  const kitchen = useKitchen();
  const { id, number } = ticket.order;
  const waiting = useKitchenState((state) => state.waiting.has(id));
  const unsettled = useUnsettled(id) !== null;
  const press = (): void => {
    if (waiting || !kitchen.guard.mayPress(id)) return;
    kitchen.fire(ticket);
    // What is fired closes up: a second tap of the same finger must not strike a line that has slid under it.
    kitchen.guard.hold(id, 'changed');
  };
  return (
    <button
      type="button"
      className={styles['fire']}
      aria-disabled={waiting || unsettled}
      aria-label={t('stepOf', {
        step: t('cards.fireCourse', { course }),
        number: formatOrderNumber(number),
      })}
      onClick={press}
    >
      {waiting ? <Spinner size={24} /> : <Flame aria-hidden size={24} strokeWidth={2.5} />}
      {t('cards.fire')}
    </button>
  );
}
