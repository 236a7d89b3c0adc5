import type { ReactNode } from 'react';
import type { MoneySender } from './money-sender.ts';
import { MoneyTrouble } from './money-trouble.tsx';
import styles from './payment.module.css';

/** The foot of a form: what to do next, always at the same place, and above it what stands in its way. */
export function PaymentFoot({
  sender,
  children,
}: {
  readonly sender: MoneySender;
  readonly children?: ReactNode;
}) {
  return (
    <div className={styles['foot']}>
      <MoneyTrouble sender={sender} />
      {children}
    </div>
  );
}
