import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../shared/limits.ts';
import type { Order } from '../../shared/order.ts';
import type { Split } from '../../shared/payment.ts';
import { useFormat } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { MoneyButton } from './money-button.tsx';
import type { MoneySender } from './money-sender.ts';
import { PaymentFoot } from './payment-foot.tsx';
import { SplitAmounts } from './split-amounts.tsx';
import { SplitItems } from './split-items.tsx';
import styles from './split.module.css';

export interface SplitProps {
  readonly order: Order;
  readonly sender: MoneySender;
}

const KINDS = ['people', 'items', 'amounts'] as const;

/** How the bill is shared out; the broker says what each part comes to. */
export function SplitPanel({ order, sender }: SplitProps) {
  const { t } = useTranslation('pos');
  const [by, setBy] = useState<Split['by']>('people');
  return (
    <>
      <Segmented
        label={t('till.splitBy')}
        segments={KINDS.map((id) => ({ id, label: t(`till.splitKinds.${id}`) }))}
        value={by}
        onChange={setBy}
        isDisabled={sender.isUnderWay}
      />
      {by === 'people' ? <SplitPeople order={order} sender={sender} /> : null}
      {by === 'items' ? <SplitItems order={order} sender={sender} /> : null}
      {by === 'amounts' ? <SplitAmounts order={order} sender={sender} /> : null}
      {order.split ? (
        <Button
          isDisabled={sender.isUnderWay}
          onPress={() => void sender.send('order.split', { orderId: order.id, by: 'none' })}
        >
          {t('till.undoSplit')}
        </Button>
      ) : null}
    </>
  );
}

/** Equal shares of what is due, the first ones a cent more where it does not come out even. */
function SplitPeople({ order, sender }: SplitProps) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const [people, setPeople] = useState(2);
  const due = Math.max(0, order.totals.dueCents);
  const share = Math.floor(due / people);
  const more = due % people;
  return (
    <>
      <div className={styles['people']}>
        <Stepper
          name={t('till.people')}
          value={people}
          min={2}
          max={LIMITS.parts}
          size="counter"
          isDisabled={sender.isUnderWay}
          onChange={setPeople}
        />
        <p className={styles['shares']} aria-live="polite">
          {more > 0 ? (
            <span>{t('till.each', { count: more, amount: money(share + 1) })}</span>
          ) : null}
          <span>{t('till.each', { count: people - more, amount: money(share) })}</span>
        </p>
      </div>
      <PaymentFoot sender={sender}>
        <MoneyButton
          variant="primary"
          wide
          isUnderWay={sender.isUnderWay}
          onPress={() =>
            void sender.send('order.split', { orderId: order.id, by: 'people', people })
          }
        >
          {t('till.splitIn', { count: people })}
        </MoneyButton>
      </PaymentFoot>
    </>
  );
}
