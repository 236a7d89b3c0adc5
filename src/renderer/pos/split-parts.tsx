import Check from 'lucide-react/icons/check';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import type { Part } from '../../shared/payment.ts';
import { useFormat } from '../i18n/format.ts';
import { owes } from './payment-parts.ts';
import styles from './split.module.css';

export interface SplitPartsProps {
  readonly order: Order;
  /** The part that is being paid. */
  readonly part: Part | null;
  readonly isDisabled: boolean;
  readonly onPart: (partId: string) => void;
}

/** Who owes what of an order that is shared out; touching one takes money for it. */
export function SplitParts({ order, part, isDisabled, onPart }: SplitPartsProps) {
  const { t } = useTranslation('pos');
  const { money, amount, list } = useFormat();
  const nameOf = ({ lineId, quantity }: Part['lines'][number]): string => {
    const name = order.lines.find(({ id }) => id === lineId)?.name ?? '';
    return `${quantity} ${name}`;
  };
  return (
    <ul aria-label={t('till.parts')} className={styles['parts']}>
      {order.split?.parts.map((each, index) => {
        const left = owes(each);
        return (
          <li key={each.id}>
            <ToggleButton
              isSelected={each.id === part?.id}
              isDisabled={isDisabled || left === 0}
              onChange={() => onPart(each.id)}
              className={styles['part'] ?? ''}
            >
              <span className={styles['what']}>
                <strong>{t('till.part', { number: index + 1 })}</strong>
                {each.lines.length > 0 ? (
                  <span className={styles['small']}>{list(each.lines.map(nameOf))}</span>
                ) : null}
              </span>
              <span className={styles['sum']}>
                <span>{money(each.amountCents)}</span>
                {left === 0 ? (
                  <span className={styles['paid']}>
                    <Check aria-hidden size={16} /> {t('till.partPaid')}
                  </span>
                ) : left < each.amountCents ? (
                  <span className={styles['small']}>
                    {t('till.partOwes', { amount: amount(left) })}
                  </span>
                ) : null}
              </span>
            </ToggleButton>
          </li>
        );
      })}
    </ul>
  );
}
