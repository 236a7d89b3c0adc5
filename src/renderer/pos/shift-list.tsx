import ChevronRight from 'lucide-react/icons/chevron-right';
import { useCallback, useEffect, useState } from 'react';
import { Button as RowButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import type { Shift } from '../../shared/shift.ts';
import { useClient } from '../client/client-context.tsx';
import type { Outcome } from '../client/contract.ts';
import { useFormat } from '../i18n/format.ts';
import { useRefusalText } from '../i18n/use-refusal-text.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { useDifference } from './drawer-difference.ts';
import styles from './drawer.module.css';

interface ShiftPage {
  readonly shifts: readonly Shift[];
  readonly nextCursor: string | null;
}

export interface ShiftListProps {
  readonly onOpen: (shift: Shift) => void;
  readonly onBack: () => void;
}

/** The closed drawers of the shop, the newest first, as many as are asked for. */
export function ShiftList({ onOpen, onBack }: ShiftListProps) {
  const { t } = useTranslation('pos');
  const { dateTime, money } = useFormat();
  const differ = useDifference();
  const say = useRefusalText();
  const client = useClient();
  const [shifts, setShifts] = useState<readonly Shift[]>([]);
  const [last, setLast] = useState<Outcome<ShiftPage> | null>(null);

  const take = useCallback((page: Outcome<ShiftPage>) => {
    setLast(page);
    if (page.ok) setShifts((known) => [...known, ...page.value.shifts]);
  }, []);
  const ask = (cursor: string): void => {
    setLast(null);
    const path = `/api/v1/shifts?limit=20&cursor=${encodeURIComponent(cursor)}`;
    void client.read<ShiftPage>(path).then(take);
  };
  useEffect(() => {
    let isThere = true;
    void client.read<ShiftPage>('/api/v1/shifts?limit=20').then((page) => {
      if (isThere) take(page);
    });
    return () => {
      isThere = false;
    };
  }, [client, take]);

  const closed = shifts.filter(({ status }) => status === 'closed');
  const cursor = last?.ok === true ? last.value.nextCursor : null;
  return (
    <div className={styles['list']}>
      {last?.ok === true && closed.length === 0 ? (
        <EmptyState title={t('drawer.noReports')}>{t('drawer.noReportsText')}</EmptyState>
      ) : (
        <ul aria-label={t('drawer.earlier')} className={styles['rows']}>
          {closed.map((shift) => {
            const difference = differ(shift.differenceCents ?? 0);
            return (
              <li key={shift.id}>
                <RowButton onPress={() => onOpen(shift)} className={styles['row'] ?? ''}>
                  <span className={styles['rowTitle']}>
                    {t('drawer.report.closed', { number: shift.number })}
                  </span>
                  <span className={styles['rowText']}>
                    {shift.deviceName} · {dateTime(shift.closedAt ?? shift.openedAt)}
                  </span>
                  <span className={styles['rowMoney']}>{money(shift.sales.totalCents)}</span>
                  <Badge
                    tone={
                      difference.kind === 'even'
                        ? 'ready'
                        : difference.kind === 'over'
                          ? 'attention'
                          : 'late'
                    }
                  >
                    {difference.kind === 'even'
                      ? difference.word
                      : `${difference.word} ${difference.amount}`}
                  </Badge>
                  <ChevronRight aria-hidden size={20} />
                </RowButton>
              </li>
            );
          })}
        </ul>
      )}
      {last === null ? (
        <p role="status" className={styles['waiting']}>
          <Spinner size={18} /> {t('drawer.loading')}
        </p>
      ) : null}
      {last?.ok === false ? (
        <p role="alert" className={styles['refused']}>
          {say(last.refusal).what} {say(last.refusal).now}
        </p>
      ) : null}
      <div className={styles['actions']}>
        <Button onPress={onBack}>{t('drawer.back')}</Button>
        {cursor === null ? null : <Button onPress={() => ask(cursor)}>{t('drawer.more')}</Button>}
      </div>
    </div>
  );
}
