import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import { useCounter, useDraft } from './counter-context.tsx';
import { usePercent } from './discount-text.ts';
import { useDraftPrice } from './draft-price.ts';
import styles from './panel-totals.module.css';

/** What the order being taken comes to, and how: the parts only where there is more than one. */
export function PanelTotals() {
  const { t } = useTranslation('pos');
  const { money, amount } = useFormat();
  const percent = usePercent();
  const { drafts } = useCounter();
  const draft = useDraft();
  const { subtotalCents, discountCents, serviceCents, totalCents, basisPoints } = useDraftPrice();
  const units = draft.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const inParts = discountCents > 0 || basisPoints > 0;
  return (
    <dl className={styles['totals']}>
      {inParts ? (
        <div className={styles['part']}>
          <dt>{t('entry.subtotal')}</dt>
          <dd>{amount(subtotalCents)}</dd>
        </div>
      ) : null}
      {discountCents > 0 ? (
        <div className={styles['part']}>
          <dt>{t('entry.discount')}</dt>
          <dd>−{amount(discountCents)}</dd>
        </div>
      ) : null}
      {basisPoints > 0 ? (
        <div className={styles['part']}>
          <dt>
            <label className={styles['service']}>
              <input
                type="checkbox"
                checked={draft.serviceCharge}
                disabled={draft.sending !== null}
                onChange={({ target }) =>
                  drafts.getState().edit((old) => ({ ...old, serviceCharge: target.checked }))
                }
                className={styles['switch']}
              />
              {t('entry.service', { percent: percent(basisPoints) })}
            </label>
          </dt>
          <dd>{amount(serviceCents)}</dd>
        </div>
      ) : null}
      <div className={styles['total']}>
        <dt>
          {t('total')}{' '}
          {units > 0 ? (
            <small className={styles['units']}>{t('units', { count: units })}</small>
          ) : null}
        </dt>
        <dd>
          <strong>{money(totalCents)}</strong>
        </dd>
      </div>
    </dl>
  );
}
