import { useTranslation } from 'react-i18next';
import type { Cents } from '../../shared/money.ts';
import type { Discount } from '../../shared/payment.ts';
import { useFormat } from '../i18n/format.ts';

/** Basis points as people say them: `10%`, `12,5%`. */
export function usePercent(): (basisPoints: number) => string {
  const { number } = useFormat();
  return (basisPoints) => `${number(basisPoints / 100)}%`;
}

/** A discount in words, with what it comes to: `Desconto de 10%: −3,99`. */
export function useDiscountText(): (discount: Discount, cents: Cents) => string {
  const { t } = useTranslation('pos');
  const { amount } = useFormat();
  const percent = usePercent();
  return (discount, cents) =>
    discount.kind === 'percent'
      ? t('entry.discountPercent', {
          percent: percent(discount.basisPoints),
          amount: `−${amount(cents)}`,
        })
      : t('entry.discountAmount', { amount: `−${amount(cents)}` });
}
