import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../shared/limits.ts';
import type { Order } from '../../shared/order.ts';
import { useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { useKeypadNumber } from '../ui/keypad-number.ts';
import { MoneyField } from '../ui/money-field.tsx';
import { MoneyButton } from './money-button.tsx';
import { AmountHint } from './payment-card.tsx';
import type { PaymentFormProps } from './payment-cash.tsx';
import { PaymentFoot } from './payment-foot.tsx';
import styles from './payment.module.css';
import { pixFor, PixToPay } from './pix-code.tsx';

/** PIX: a code to scan or to paste; the cashier says when the money is there, because a static code tells nobody. */
export function PixForm({
  due,
  sender,
  onTake,
  order,
}: PaymentFormProps & { readonly order: Order }) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const shop = useMirror((state) => state.shop);
  const [isTyping, setTyping] = useState(false);
  const asked = useKeypadNumber(due, LIMITS.cashCents);
  const code = shop && asked.value > 0 ? pixFor(order, shop, asked.value) : null;
  const isWrong = asked.value > due || asked.value === 0;
  const isDisabled = isWrong || isTyping || !code?.ok;
  const take = (): void => void onTake('pix', { amountCents: asked.value });
  return (
    <>
      {isTyping ? (
        <MoneyField
          label={t('till.amount')}
          number={asked}
          onEnter={() => {
            if (!isWrong) setTyping(false);
          }}
          hint={<AmountHint value={asked.value} due={due} />}
          autoFocus
        />
      ) : (
        <>
          <p className={styles['pixAmount']}>
            <span>PIX</span> <strong>{money(asked.value)}</strong>
          </p>
          {code?.ok ? <PixToPay key={code.text} text={code.text} cents={asked.value} /> : null}
          {code && !code.ok ? (
            <p role="alert" className={styles['warning']}>
              {t(`till.pixWrong.${code.fault}`)}
            </p>
          ) : null}
          <p className={styles['muted']}>{t('till.pixHint')}</p>
        </>
      )}
      <PaymentFoot sender={sender}>
        <div className={styles['pair']}>
          <Button
            isDisabled={sender.isUnderWay || (isTyping && isWrong)}
            onPress={() => setTyping(!isTyping)}
          >
            {t(isTyping ? 'till.showCode' : 'till.otherAmount')}
          </Button>
          <MoneyButton
            variant="primary"
            isDisabled={isDisabled}
            isUnderWay={sender.isUnderWay}
            onPress={take}
            className={styles['grow']}
          >
            {t('till.pixReceived')}
          </MoneyButton>
        </div>
      </PaymentFoot>
    </>
  );
}
