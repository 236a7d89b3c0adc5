import Mail from 'lucide-react/icons/mail';
import Printer from 'lucide-react/icons/printer';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../shared/limits.ts';
import type { Order } from '../../shared/order.ts';
import { useMirror } from '../client/client-context.tsx';
import { formatOrderNumber } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/overlay.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useFlows } from './counter-context.tsx';
import { isEmail } from './draft.ts';
import { MoneyButton } from './money-button.tsx';
import { isOrder, NoOrder, useOrderOf } from './money-order.tsx';
import { useMoneySender } from './money-sender.ts';
import { MoneyTrouble } from './money-trouble.tsx';
import { ReceiptPaper } from './receipt-paper.tsx';
import { printReceipt } from './receipt-print.ts';
import styles from './receipt.module.css';

/** The receipt of an order: to print on paper of 80 mm, or to mail. */
export function ReceiptFlow() {
  const flow = useFlows((state) => state.flow);
  const close = useFlows((state) => state.close);
  return flow?.kind === 'receipt' ? (
    <ReceiptSheet key={flow.orderId} orderId={flow.orderId} onClose={close} />
  ) : null;
}

/** Over whatever it was asked for from: closing it leads back there. */
export function ReceiptSheet({
  orderId,
  onClose,
}: {
  readonly orderId: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('pos');
  const shop = useMirror((state) => state.shop);
  const order = useOrderOf(orderId);
  const paper = useRef<HTMLElement>(null);
  const number = isOrder(order) ? formatOrderNumber(order.number) : '';
  return (
    <Sheet open wide onClose={onClose} title={t('till.receiptTitle', { number })}>
      {isOrder(order) && shop ? (
        <div className={styles['columns']}>
          {/* Longer than the page, it is scrolled with the keys too. */}
          <div
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
            tabIndex={0}
            role="region"
            aria-label={t('till.paper', { number })}
            className={styles['preview']}
          >
            <ReceiptPaper ref={paper} order={order} shop={shop} />
          </div>
          <div className={styles['side']}>
            <Button
              autoFocus
              variant="primary"
              size="kitchen"
              wide
              icon={<Printer aria-hidden />}
              onPress={() => {
                if (paper.current) printReceipt(paper.current);
              }}
            >
              {t('till.print')}
            </Button>
            <MailForm order={order} />
          </div>
        </div>
      ) : (
        <NoOrder outcome={isOrder(order) ? null : order} />
      )}
    </Sheet>
  );
}

/** A copy for the customer. It is queued with the broker, which mails it when it can. */
function MailForm({ order }: { readonly order: Order }) {
  const { t } = useTranslation('pos');
  const sender = useMoneySender(order);
  const [email, setEmail] = useState(order.customer?.email ?? '');
  const [tried, setTried] = useState(false);
  const [queued, setQueued] = useState<string | null>(null);
  const address = email.trim();
  const isWrong = !isEmail(address);
  const send = async (): Promise<void> => {
    setTried(true);
    setQueued(null);
    if (isWrong || sender.isUnderWay) return;
    const done = await sender.send('order.receipt', { orderId: order.id, email: address });
    if (done) setQueued(address);
  };
  return (
    <form
      className={styles['mail']}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextField
        type="email"
        label={t('till.mailTo')}
        value={email}
        onChange={setEmail}
        error={tried && isWrong ? t('till.mailWrong') : null}
        maxLength={LIMITS.email}
        isDisabled={sender.isUnderWay}
        autoComplete="off"
      />
      <MoneyButton
        type="submit"
        wide
        isUnderWay={sender.isUnderWay}
        icon={<Mail aria-hidden size={20} />}
      >
        {t('till.mail')}
      </MoneyButton>
      <MoneyTrouble sender={sender} />
      <p role="status" className={styles['queued']}>
        {queued === null ? null : t('till.mailQueued', { email: queued })}
      </p>
    </form>
  );
}
