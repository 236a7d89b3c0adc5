import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../client/client-context.tsx';
import { cx } from '../ui/cx.ts';
import styles from './void-reasons.module.css';

export interface VoidReasonsProps {
  readonly question: string;
  /** The question with what comes off, for those who do not see what the list stands under. */
  readonly label: string;
  readonly chosen: string | null;
  readonly onChoose: (reasonId: string) => void;
  /** Points at the list when it was passed over. */
  readonly isMissing: boolean;
  readonly isDisabled?: boolean;
  /** False where nothing was made, and all goes back to the stock whatever the reason. */
  readonly tellsStock?: boolean;
}

/** Why something comes off, or an order ends: the shop's reasons, and whether each gives the stock its units back. */
export function VoidReasons({
  question,
  label,
  chosen,
  onChoose,
  isMissing,
  isDisabled = false,
  tellsStock = true,
}: VoidReasonsProps) {
  const { t } = useTranslation('pos');
  const reasons = useMirror((state) => state.shop?.counter.voidReasons) ?? [];
  return (
    <div className={cx(styles['reasons'], isMissing && styles['missing'])}>
      <p aria-hidden className={styles['question']}>
        {question}
      </p>
      {isMissing ? (
        <p role="alert" className={styles['error']}>
          {t('orders.void.missing')}
        </p>
      ) : null}
      <ToggleButtonGroup
        aria-label={label}
        selectionMode="single"
        isDisabled={isDisabled}
        selectedKeys={chosen === null ? [] : [chosen]}
        onSelectionChange={(keys) => {
          // A second tap on the chosen one unselects it: it stays, a reason is needed.
          const [next = chosen] = keys;
          if (typeof next === 'string') onChoose(next);
        }}
        className={styles['list'] ?? ''}
      >
        {reasons.map((reason) => (
          <ToggleButton key={reason.id} id={reason.id} className={styles['reason'] ?? ''}>
            <span className={styles['mark']} aria-hidden />
            <span className={styles['words']}>
              <span>{reason.name}</span>
              {tellsStock ? (
                <span className={styles['stock']}>
                  {t(reason.restock ? 'orders.void.restocks' : 'orders.void.wastes')}
                </span>
              ) : null}
            </span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
