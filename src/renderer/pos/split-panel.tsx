import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SplitOrder } from '../../shared/commands.ts';
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
  /** Sends how it is shared out. */
  readonly onShare: (how: HowToShare) => void;
}

/** The ways to share a bill out, as a command takes them. */
export type HowToShare = DistributiveOmit<SplitOrder, 'orderId'>;

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

export interface SplitPanelProps {
  readonly order: Order;
  readonly sender: MoneySender;
  /** It is shared out: the first part is to be paid. */
  readonly onSplit: () => void;
}

const KINDS = ['people', 'items', 'amounts'] as const;

/** How the bill is shared out; the broker says what each part comes to. */
export function SplitPanel({ order, sender, onSplit }: SplitPanelProps) {
  const { t } = useTranslation('pos');
  const [by, setBy] = useState<Split['by']>('people');
  const share = async (how: HowToShare): Promise<void> => {
    const done = await sender.send('order.split', { orderId: order.id, ...how });
    if (done && how.by !== 'none') onSplit();
  };
  const form: SplitProps = { order, sender, onShare: (how) => void share(how) };
  return (
    <>
      <Segmented
        label={t('till.splitBy')}
        segments={KINDS.map((id) => ({ id, label: t(`till.splitKinds.${id}`) }))}
        value={by}
        onChange={setBy}
        isDisabled={sender.isUnderWay}
      />
      {by === 'people' ? <SplitPeople {...form} /> : null}
      {by === 'items' ? <SplitItems {...form} /> : null}
      {by === 'amounts' ? <SplitAmounts {...form} /> : null}
      {order.split ? (
        <Button isDisabled={sender.isUnderWay} onPress={() => void share({ by: 'none' })}>
          {t('till.undoSplit')}
        </Button>
      ) : null}
    </>
  );
}

/** Equal shares of what is due, the first ones a cent more where it does not come out even. */
function SplitPeople({ order, sender, onShare }: SplitProps) {
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
          onPress={() => onShare({ by: 'people', people })}
        >
          {t('till.splitIn', { count: people })}
        </MoneyButton>
      </PaymentFoot>
    </>
  );
}
