import Banknote from 'lucide-react/icons/banknote';
import ChefHat from 'lucide-react/icons/chef-hat';
import CreditCard from 'lucide-react/icons/credit-card';
import QrCodeIcon from 'lucide-react/icons/qr-code';
import Split from 'lucide-react/icons/split';
import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import type { Part } from '../../shared/payment.ts';
import { useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { useFlows } from './counter-context.tsx';
import type { MoneySender } from './money-sender.ts';
import { useOrderFor } from './order-state.tsx';
import type { Chosen } from './payment-sheet.tsx';
import { PaymentsTaken, Totals } from './payment-totals.tsx';
import styles from './payment.module.css';
import { SplitParts } from './split-parts.tsx';

export interface PaymentSideProps {
  readonly order: Order;
  readonly part: Part | null;
  readonly due: number;
  readonly chosen: Chosen;
  readonly sender: MoneySender;
  readonly onChoose: (chosen: Chosen) => void;
  readonly onPart: (partId: string) => void;
  readonly onDiscount: () => void;
}

/** What is due, in figures that are read from where the customer stands, and the ways to pay it. */
export function PaymentSide(props: PaymentSideProps) {
  const { order, part, due, chosen, sender, onChoose } = props;
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const orderFor = useOrderFor();
  const { dueCents } = order.totals;
  const mayPay = order.allowedChanges.includes('pay');
  return (
    <div className={styles['side']}>
      <div>
        <p className={styles['for']}>
          {orderFor(order)}
          {part ? ` · ${partName(order, part, t)}` : null}
        </p>
        <p className={styles['due']} aria-live="polite">
          <span className={styles['dueWord']}>
            {t(dueCents > 0 ? 'till.due' : dueCents < 0 ? 'till.toGiveBack' : 'till.settled')}
          </span>
          <strong className={styles['hero']}>
            {money(dueCents > 0 ? due : Math.abs(dueCents))}
          </strong>
        </p>
        {order.awaitsPayment && dueCents > 0 ? (
          <Badge tone="info" icon={<ChefHat aria-hidden />}>
            {t('till.firesKitchen')}
          </Badge>
        ) : null}
      </div>
      {mayPay && dueCents > 0 ? (
        <Tiles order={order} chosen={chosen} sender={sender} onChoose={onChoose} />
      ) : null}
      {!mayPay && dueCents > 0 ? <p className={styles['warning']}>{t('till.notPayable')}</p> : null}
      {order.split ? (
        <SplitParts
          order={order}
          part={part}
          isDisabled={sender.isUnderWay}
          onPart={props.onPart}
        />
      ) : null}
      <Totals order={order} sender={sender} onDiscount={props.onDiscount} />
      <PaymentsTaken order={order} />
    </div>
  );
}

type Translate = ReturnType<typeof useTranslation<'pos'>>['t'];

/** "Part 2": parts have no names, only their place. */
export function partName(order: Order, part: Part, t: Translate): string {
  const at = order.split?.parts.findIndex(({ id }) => id === part.id) ?? 0;
  return t('till.part', { number: at + 1 });
}

const ICONS: Readonly<Record<Exclude<Chosen, null>, ReactNode>> = {
  cash: <Banknote aria-hidden size={28} />,
  card: <CreditCard aria-hidden size={28} />,
  pix: <QrCodeIcon aria-hidden size={28} />,
  split: <Split aria-hidden size={28} />,
};

function Tiles({
  order,
  chosen,
  sender,
  onChoose,
}: Pick<PaymentSideProps, 'order' | 'chosen' | 'sender' | 'onChoose'>) {
  const { t } = useTranslation('pos');
  const open = useFlows((state) => state.open);
  const shop = useMirror((state) => state.shop);
  const shifts = useMirror((state) => state.shifts);
  const deviceId = useMirror((state) => state.deviceId);
  const isOpen = Object.values(shifts).some(
    (shift) => shift.status === 'open' && shift.deviceId === deviceId,
  );
  const inReais = shop?.currency === 'BRL';
  const ways = (['cash', 'card', 'pix', 'split'] as const).filter(
    (way) => way !== 'pix' || inReais,
  );
  const cannot = (way: Exclude<Chosen, null>): boolean =>
    sender.isUnderWay ||
    (way === 'pix' && !shop?.pix) ||
    (way === 'split' && !order.allowedChanges.includes('split'));
  return (
    <>
      {isOpen ? null : (
        <div className={styles['warning']}>
          <p>{t('till.closedDrawer')}</p>
          <Button size="touch" onPress={() => open({ kind: 'drawer' })}>
            {t('till.openDrawer')}
          </Button>
        </div>
      )}
      <div role="group" aria-label={t('till.how')} className={styles['tiles']}>
        {ways.map((way, index) => (
          <ToggleButton
            key={way}
            autoFocus={index === 0}
            isSelected={chosen === way}
            isDisabled={cannot(way)}
            onChange={() => onChoose(way)}
            className={styles['tile'] ?? ''}
          >
            {ICONS[way]}
            <span>{way === 'split' ? t('till.split') : t(`till.methods.${way}`)}</span>
          </ToggleButton>
        ))}
      </div>
      {inReais && !shop?.pix ? <p className={styles['muted']}>{t('till.pixUnset')}</p> : null}
    </>
  );
}
