import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cents } from '../../shared/money.ts';
import type { Order } from '../../shared/order.ts';
import type { Discount } from '../../shared/payment.ts';
import { discountCents } from '../../shared/pricing.ts';
import { useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { useKeypadNumber } from '../ui/keypad-number.ts';
import { MoneyField } from '../ui/money-field.tsx';
import { Sheet } from '../ui/overlay.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { useDraft, useDrafts } from './counter-context.tsx';
import styles from './discount-sheet.module.css';
import { linePrice } from './draft-price.ts';
import { discountLine, discountOrder } from './draft.ts';
import { MoneyButton } from './money-button.tsx';
import { isOrder, NoOrder, useOrderOf } from './money-order.tsx';
import { useMoneySender } from './money-sender.ts';
import { MoneyTrouble } from './money-trouble.tsx';
import { useApproval } from './use-approval.ts';

export interface DiscountSheetProps {
  readonly orderId: string;
  /** Null: the whole order. */
  readonly lineId: string | null;
  readonly onClose: () => void;
}

/** A discount on an order or on one of its lines, whether the broker has it yet or not. */
export function DiscountSheet({ orderId, lineId, onClose }: DiscountSheetProps) {
  return orderId === 'draft' ? (
    <OnDraft lineId={lineId} onClose={onClose} />
  ) : (
    <OnOrder orderId={orderId} lineId={lineId} onClose={onClose} />
  );
}

/** The order being taken: it goes to the broker with the order, and whom it needs is asked for then. */
function OnDraft({ lineId, onClose }: Omit<DiscountSheetProps, 'orderId'>) {
  const { t } = useTranslation('pos');
  const menu = useMirror((state) => state.menu);
  const draft = useDraft();
  const edit = useDrafts((state) => state.edit);
  const line = draft.lines.find(({ id }) => id === lineId);
  if (!menu || (lineId !== null && !line)) return null;
  const base = line
    ? linePrice(menu, line).totalCents
    : draft.lines.reduce((sum, each) => {
        const { totalCents, discountCents: off } = linePrice(menu, each);
        return sum + totalCents - off;
      }, 0);
  const name = line ? menu.items.find(({ id }) => id === line.itemId)?.name : undefined;
  const give = (discount: Discount | null): void => {
    edit((old) => (line ? discountLine(old, line.id, discount) : discountOrder(old, discount)));
    onClose();
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={name === undefined ? t('till.discountOrder') : t('till.discountOn', { name })}
    >
      <DiscountForm base={base} given={line ? line.discount : draft.discount} onGive={give} />
    </Sheet>
  );
}

/** An order that the broker has: it decides, and a manager may have to agree. */
function OnOrder({ orderId, lineId, onClose }: DiscountSheetProps) {
  const { t } = useTranslation('pos');
  const found = useOrderOf(orderId);
  const order = isOrder(found) ? found : null;
  const sender = useMoneySender(order);
  const allow = useApproval();
  const line = order?.lines.find(({ id }) => id === lineId);
  const give = async (discount: Discount | null): Promise<void> => {
    // To take one off, nobody has to be asked.
    const approval = discount === null ? undefined : await allow('discount');
    if (approval === null) return;
    const done = await sender.send('order.discount', { orderId, lineId, discount }, approval);
    if (done) onClose();
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={line ? t('till.discountOn', { name: line.name }) : t('till.discountOrder')}
    >
      {order ? (
        <>
          <MoneyTrouble sender={sender} />
          {order.allowedChanges.includes('discount') ? (
            <DiscountForm
              base={line ? line.totalCents : baseOf(order)}
              given={line ? line.discount : order.discount}
              isUnderWay={sender.isUnderWay}
              onGive={(discount) => void give(discount)}
            />
          ) : (
            <p>{t('till.discountNot')}</p>
          )}
        </>
      ) : (
        <NoOrder outcome={isOrder(found) ? null : found} />
      )}
    </Sheet>
  );
}

/** What a discount on the whole order is on: its lines, less their own. */
function baseOf({ lines }: Order): Cents {
  return lines.reduce((sum, line) => sum + line.totalCents - line.discountCents, 0);
}

interface DiscountFormProps {
  readonly base: Cents;
  readonly given: Discount | null;
  readonly isUnderWay?: boolean;
  readonly onGive: (discount: Discount | null) => void;
}

const PERCENTS = [5, 10, 100] as const;

function DiscountForm({ base, given, isUnderWay = false, onGive }: DiscountFormProps) {
  const { t } = useTranslation('pos');
  const { money, number } = useFormat();
  const [kind, setKind] = useState<Discount['kind']>(given?.kind ?? 'percent');
  const percent = useKeypadNumber(
    given?.kind === 'percent' ? Math.round(given.basisPoints / 100) : 0,
    100,
  );
  const amount = useKeypadNumber(given?.kind === 'amount' ? given.cents : 0, base);
  const value = kind === 'percent' ? percent.value : amount.value;
  const discount: Discount =
    kind === 'percent' ? { kind, basisPoints: percent.value * 100 } : { kind, cents: amount.value };
  const off = discountCents(discount, base);
  const apply = (): void => {
    if (value > 0 && !isUnderWay) onGive(discount);
  };
  const showPercent = (points: number): string => t('till.percentOf', { percent: number(points) });
  return (
    <>
      <Segmented
        label={t('till.discountKind')}
        segments={(['percent', 'amount'] as const).map((id) => ({
          id,
          label: t(`till.discountKinds.${id}`),
        }))}
        value={kind}
        onChange={setKind}
        isDisabled={isUnderWay}
      />
      {kind === 'percent' ? (
        <MoneyField
          key="percent"
          label={t('till.percent')}
          number={percent}
          show={showPercent}
          quick={PERCENTS.map((each) => ({ value: each }))}
          quickLabel={t('till.quickPercents')}
          onEnter={apply}
          isDisabled={isUnderWay}
          autoFocus
        />
      ) : (
        <MoneyField
          key="amount"
          label={t('till.amount')}
          number={amount}
          onEnter={apply}
          isDisabled={isUnderWay}
          autoFocus
        />
      )}
      <dl className={styles['outcome']} aria-live="polite">
        <div className={styles['row']}>
          <dt>{t('till.before')}</dt>
          <dd>{money(base)}</dd>
        </div>
        <div className={styles['row']}>
          <dt>{t('till.discount')}</dt>
          <dd>−{money(off)}</dd>
        </div>
        <div className={styles['after']}>
          <dt>{t('till.after')}</dt>
          <dd>{money(base - off)}</dd>
        </div>
      </dl>
      <div className={styles['buttons']}>
        {given ? (
          <Button isDisabled={isUnderWay} onPress={() => onGive(null)}>
            {t('till.removeDiscount')}
          </Button>
        ) : null}
        <MoneyButton
          variant="primary"
          isDisabled={value === 0}
          isUnderWay={isUnderWay}
          onPress={apply}
        >
          {t('till.applyDiscount', { amount: money(off) })}
        </MoneyButton>
      </div>
    </>
  );
}
