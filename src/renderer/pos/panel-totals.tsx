import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import { useDraft } from './counter-context.tsx';
import { useDraftPrice } from './draft-price.ts';
import styles from './panel-totals.module.css';

/**
 * What the order being taken comes to, and how: the parts only where there is more than one, in a line that is kept for
 * them, so that a discount moves nothing.
 */
export function PanelTotals() {
  const { t } = useTranslation('pos');
  const { money, amount } = useFormat();
  const draft = useDraft();
  const { subtotalCents, discountCents, serviceCents, totalCents } = useDraftPrice();
  const units = draft.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const inParts = discountCents > 0 || serviceCents > 0;
  return (
    <div className={styles['totals']}>
      <dl className={styles['parts']}>
        {inParts ? (
          <div>
            <dt>{t('entry.subtotal')}</dt>
            <dd>{amount(subtotalCents)}</dd>
          </div>
        ) : null}
        {discountCents > 0 ? (
          <div>
            <dt>{t('entry.discount')}</dt>
            <dd>−{amount(discountCents)}</dd>
          </div>
        ) : null}
        {serviceCents > 0 ? (
          <div>
            <dt>{t('entry.serviceWord')}</dt>
            <dd>{amount(serviceCents)}</dd>
          </div>
        ) : null}
      </dl>
      <dl className={styles['total']}>
        <dt>
          {t('total')}{' '}
          {units > 0 ? (
            <small className={styles['units']}>{t('units', { count: units })}</small>
          ) : null}
        </dt>
        <dd>
          <strong>{money(totalCents)}</strong>
        </dd>
      </dl>
    </div>
  );
}
