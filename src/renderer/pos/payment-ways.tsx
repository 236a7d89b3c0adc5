import Banknote from 'lucide-react/icons/banknote';
import CreditCard from 'lucide-react/icons/credit-card';
import QrCodeIcon from 'lucide-react/icons/qr-code';
import Split from 'lucide-react/icons/split';
import { useEffect, useRef, type ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import { useMirror } from '../client/client-context.tsx';
import { Button } from '../ui/button.tsx';
import { useFlows } from './counter-context.tsx';
import type { MoneySender } from './money-sender.ts';
import type { Chosen } from './payment-sheet.tsx';
import styles from './payment.module.css';

const ICONS: Readonly<Record<Exclude<Chosen, null>, ReactNode>> = {
  cash: <Banknote aria-hidden size={28} />,
  card: <CreditCard aria-hidden size={28} />,
  pix: <QrCodeIcon aria-hidden size={28} />,
  split: <Split aria-hidden size={28} />,
};

export interface PaymentWaysProps {
  readonly order: Order;
  readonly chosen: Chosen;
  readonly sender: MoneySender;
  /** Another number than before gives the ways the focus. */
  readonly turn: number;
  /** The sheet opens with them: they have the focus. */
  readonly isFirst: boolean;
  readonly onChoose: (chosen: Chosen) => void;
}

/** The ways to pay, always at the same place; or why there is none. */
export function PaymentWays(props: PaymentWaysProps) {
  const { order, chosen, sender, turn, isFirst, onChoose } = props;
  const { t } = useTranslation('pos');
  const open = useFlows((state) => state.open);
  const shop = useMirror((state) => state.shop);
  const shifts = useMirror((state) => state.shifts);
  const deviceId = useMirror((state) => state.deviceId);
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (turn > 0) group.current?.querySelector('button')?.focus();
  }, [turn]);
  if (!order.allowedChanges.includes('pay')) {
    return <p className={styles['warning']}>{t('till.notPayable')}</p>;
  }
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
    <div className={styles['ways']}>
      {isOpen ? null : (
        <div className={styles['warning']}>
          <p>{t('till.closedDrawer')}</p>
          <Button size="touch" onPress={() => open({ kind: 'drawer' })}>
            {t('till.openDrawer')}
          </Button>
        </div>
      )}
      <div ref={group} role="group" aria-label={t('till.how')} className={styles['tiles']}>
        {ways.map((way, index) => (
          <ToggleButton
            key={way}
            autoFocus={isFirst && index === 0}
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
    </div>
  );
}
