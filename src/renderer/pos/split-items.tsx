import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../shared/limits.ts';
import { useFormat } from '../i18n/format.ts';
import { IconButton } from '../ui/button.tsx';
import { Hidden } from '../ui/hidden.tsx';
import { MoneyButton } from './money-button.tsx';
import { PaymentFoot } from './payment-foot.tsx';
import type { SplitProps } from './split-panel.tsx';
import { centsOf, moveUnit, partsOf, unitsLeft, type Shares } from './split-shares.ts';
import styles from './split.module.css';

/** Who had what: a payer is chosen, and each touch of an item gives them one unit of it. */
export function SplitItems({ order, sender, onShare }: SplitProps) {
  const { t } = useTranslation('pos');
  const { amount } = useFormat();
  const [shares, setShares] = useState<Shares>([{}, {}]);
  const [payer, setPayer] = useState(0);
  const lines = order.lines.filter(({ quantity }) => quantity > 0);
  const nameOf = (at: number): string => t('till.payer', { number: at + 1 });
  const parts = partsOf(shares);
  const { payers, restCents } = centsOf(shares, order);
  const { discount, totals } = order;
  const isRest = lines.some((line) => unitsLeft(shares, line) > 0);
  return (
    <>
      <p className={styles['small']}>
        {t(order.payments.length > 0 ? 'till.itemsPaid' : 'till.itemsHint')}
      </p>
      <div role="group" aria-label={t('till.payers')} className={styles['payers']}>
        {payers.map((cents, at) => (
          <ToggleButton
            // oxlint-disable-next-line react/no-array-index-key -- a payer is nothing but a place in the row
            key={at}
            isSelected={at === payer}
            onChange={() => setPayer(at)}
            className={styles['payer'] ?? ''}
          >
            <span>{nameOf(at)}</span>
            <span className={styles['small']}>{amount(cents)}</span>
          </ToggleButton>
        ))}
        <IconButton
          label={t('till.addPayer')}
          variant="secondary"
          size="counter"
          isDisabled={shares.length >= LIMITS.parts}
          onPress={() => {
            setShares([...shares, {}]);
            setPayer(shares.length);
          }}
        >
          <Plus aria-hidden />
        </IconButton>
      </div>
      <ul aria-label={t('till.items')} className={styles['lines']}>
        {lines.map((line) => {
          const left = unitsLeft(shares, line);
          return (
            <li key={line.id} className={styles['line']}>
              <AriaButton
                isDisabled={left === 0 || sender.isUnderWay}
                onPress={() => setShares(moveUnit(shares, payer, line, 1))}
                className={styles['give'] ?? ''}
              >
                <span className={styles['what']}>
                  <span>
                    <strong>{line.quantity}</strong> {line.name}
                  </span>
                  {line.modifiers.length > 0 ? (
                    <span className={styles['small']}>
                      + {line.modifiers.map(({ name }) => name).join(', ')}
                    </span>
                  ) : null}
                  {line.note === '' ? null : <span className={styles['small']}>{line.note}</span>}
                  <span className={styles['small']}>
                    {left === 0 ? t('till.allTaken') : t('till.unitsLeft', { count: left })}
                  </span>
                </span>
                <span className={styles['sum']}>
                  <span>{amount(line.totalCents)}</span>
                  {line.discountCents > 0 ? (
                    <span className={styles['small']}>
                      {t('till.lineDiscount')} −{amount(line.discountCents)}
                    </span>
                  ) : null}
                </span>
                <Hidden>, {t('till.giveUnit', { payer: nameOf(payer) })}</Hidden>
              </AriaButton>
              <span className={styles['owners']}>
                {shares.map((share, at) =>
                  (share[line.id] ?? 0) === 0 ? null : (
                    <AriaButton
                      // oxlint-disable-next-line react/no-array-index-key -- a payer is nothing but a place in the row
                      key={at}
                      isDisabled={sender.isUnderWay}
                      onPress={() => setShares(moveUnit(shares, at, line, -1))}
                      className={styles['owner'] ?? ''}
                    >
                      {nameOf(at)}: {share[line.id]}
                      <Hidden>, {t('till.takeUnit', { name: line.name })}</Hidden>
                      <X aria-hidden size={16} />
                    </AriaButton>
                  ),
                )}
              </span>
            </li>
          );
        })}
      </ul>
      <PaymentFoot sender={sender}>
        {discount !== null || totals.serviceCents > 0 ? (
          <p className={styles['small']}>{t('till.sharesHint')}</p>
        ) : null}
        <p className={styles['rest']}>
          <span>{t('till.rest')}</span> <span>{amount(restCents)}</span>
        </p>
        <MoneyButton
          variant="primary"
          wide
          isDisabled={parts.length === 0}
          isUnderWay={sender.isUnderWay}
          onPress={() => onShare({ by: 'items', parts })}
        >
          {parts.length === 0
            ? t('till.split')
            : t('till.splitIn', { count: parts.length + (isRest ? 1 : 0) })}
        </MoneyButton>
      </PaymentFoot>
    </>
  );
}
