import Equal from 'lucide-react/icons/equal';
import TrendingDown from 'lucide-react/icons/trending-down';
import TrendingUp from 'lucide-react/icons/trending-up';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../shared/limits.ts';
import type { CashCount, Shift } from '../../shared/shift.ts';
import { useMirror } from '../client/client-context.tsx';
import { formatOrderNumber, useFormat } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { TextField } from '../ui/text-field.tsx';
import { useFlows } from './counter-context.tsx';
import { useDifference } from './drawer-difference.ts';
import type { DrawerSender } from './drawer-sender.ts';
import { DrawerTrouble } from './drawer-trouble.tsx';
import styles from './drawer.module.css';
import { useApproval } from './use-approval.ts';

/** Unpaid orders that are named one by one; the others, and those this page never saw, are in the history. */
const NAMED = 6;

export interface DrawerReviewProps {
  readonly shift: Shift;
  /** It is another counter's: a manager closes it. */
  readonly isOther?: boolean;
  readonly counts: readonly CashCount[];
  readonly sender: DrawerSender;
  readonly onBack: () => void;
  readonly onClosed: (shift: Shift) => void;
}

/** After counting: what was expected, what was counted, what is over or missing; then the drawer is closed. */
export function DrawerReview(props: DrawerReviewProps) {
  const { shift, isOther = false, counts, sender, onBack, onClosed } = props;
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const differ = useDifference();
  const approve = useApproval();
  const [note, setNote] = useState('');
  const counted = counts.reduce((sum, { valueCents, count }) => sum + valueCents * count, 0);
  const difference = differ(counted - shift.expectedCashCents);
  const { refusal } = sender;

  const close = async (leaveUnpaid: boolean): Promise<void> => {
    // What is unpaid is said first, and for that nobody calls a manager: one word of theirs closes it.
    const isNext = isOther && (leaveUnpaid || shift.unpaid.count === 0);
    const approval = isNext ? await approve('drawer') : undefined;
    if (approval === null) return;
    const data = {
      ...(isOther ? { shiftId: shift.id } : {}),
      counts: [...counts],
      ...(note.trim() === '' ? {} : { note: note.trim() }),
      ...(leaveUnpaid ? { leaveUnpaid } : {}),
    };
    const answer = await sender.send('shift.close', data, approval);
    if (answer?.shift) onClosed(answer.shift);
  };
  const Icon = { even: Equal, over: TrendingUp, missing: TrendingDown }[difference.kind];
  return (
    <div className={styles['columns']}>
      <div className={styles['side']}>
        <dl className={styles['sums']}>
          <div>
            <dt>{t('drawer.expected')}</dt>
            <dd>{money(shift.expectedCashCents)}</dd>
          </div>
          <div>
            <dt>{t('drawer.counted')}</dt>
            <dd>{money(counted)}</dd>
          </div>
          <div className={cx(styles['difference'], styles[difference.kind])}>
            <dt>
              <Icon aria-hidden size={22} /> {difference.word}
            </dt>
            <dd>{difference.amount}</dd>
          </div>
        </dl>
        <TextField
          label={t('drawer.note')}
          description={t('drawer.noteHint')}
          value={note}
          onChange={setNote}
          maxLength={LIMITS.note}
          multiline
        />
      </div>
      <div className={styles['side']}>
        <p className={styles['lead']}>{t('drawer.closeText')}</p>
        {refusal?.code === 'unpaid_orders' && !sender.isUnderWay ? (
          <Unpaid
            shift={shift}
            count={refusal.data.count}
            dueCents={refusal.data.dueCents}
            onCloseAnyway={() => void close(true)}
          />
        ) : (
          <DrawerTrouble sender={sender} />
        )}
        <div className={styles['actions']}>
          <Button onPress={onBack} isDisabled={sender.isUnderWay}>
            {t('drawer.countAgain')}
          </Button>
          <Button
            variant="primary"
            className={styles['grow']}
            isDisabled={sender.isUnderWay}
            onPress={() => void close(false)}
          >
            {isOther ? t('drawer.closeOf', { name: shift.deviceName }) : t('drawer.closeNow')}
          </Button>
        </div>
      </div>
    </div>
  );
}

function Unpaid({
  shift,
  count,
  dueCents,
  onCloseAnyway,
}: {
  readonly shift: Shift;
  readonly count: number;
  readonly dueCents: number;
  readonly onCloseAnyway: () => void;
}) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const open = useFlows((state) => state.open);
  const orders = useMirror((state) => state.orders);
  const unpaid = useMemo(
    () =>
      Object.values(orders).filter(
        ({ shiftId, status, totals }) =>
          shiftId === shift.id && status !== 'cancelled' && totals.dueCents > 0,
      ),
    [orders, shift.id],
  );
  const named = unpaid.slice(0, NAMED);
  return (
    <div role="alert" className={styles['unpaid']}>
      <p>
        <strong>{t('drawer.unpaidTitle', { count, amount: money(dueCents) })}</strong>{' '}
        {t('drawer.unpaidText')}
      </p>
      <div className={styles['orders']}>
        {named.map(({ id, number, totals }) => (
          <Button key={id} size="touch" onPress={() => open({ kind: 'payment', orderId: id })}>
            {formatOrderNumber(number)} · {money(totals.dueCents)}
          </Button>
        ))}
      </div>
      {count > named.length ? (
        <Button size="touch" onPress={() => open({ kind: 'history' })}>
          {t('drawer.unpaidMore', { count: count - named.length })}
        </Button>
      ) : null}
      <Button variant="danger" onPress={onCloseAnyway}>
        {t('drawer.closeAnyway')}
      </Button>
    </div>
  );
}
