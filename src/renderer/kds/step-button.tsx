import Check from 'lucide-react/icons/check';
import Play from 'lucide-react/icons/play';
import Eye from 'lucide-react/icons/eye';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formatOrderNumber } from '../i18n/format.ts';
import { cx } from '../ui/cx.ts';
import { Spinner } from '../ui/spinner.tsx';
import styles from './card.module.css';
import { useKitchen, useKitchenState } from './kitchen-context.tsx';
import { nextStep, type Ticket } from './tickets.ts';

const ICONS = { start: Play, ready: Check, part: Check, confirm: Eye } as const;

/** The one large button of a card: what comes next for this ticket. */
export function StepButton({
  ticket,
  mayTap,
}: {
  readonly ticket: Ticket;
  readonly mayTap: (orderId: string) => boolean;
}) {
  const { t } = useTranslation('kds');
  const kitchen = useKitchen();
  const { order } = ticket;
  const waiting = useKitchenState((state) => state.waiting.has(order.id));
  const step = nextStep(ticket);
  const kind = step?.kind ?? null;
  const word = t(`steps.${waiting ? 'waiting' : (kind ?? 'none')}`);
  const Icon = kind ? ICONS[kind] : null;

  const press = ({ detail }: MouseEvent): void => {
    // A key press has no click count, and no card can slide under it.
    if (detail > 0 && !mayTap(order.id)) return;
    kitchen.advance(ticket);
  };

  return (
    <div className={styles['footer']}>
      <button
        type="button"
        className={cx(styles['step'], kind && styles[`step-${kind}`])}
        // Stays focusable while it waits, so that the keyboard does not lose its place.
        aria-disabled={waiting || kind === null}
        aria-label={t('stepOf', { step: word, number: formatOrderNumber(order.number) })}
        data-step={order.id}
        onClick={press}
      >
        {waiting ? (
          <Spinner size={26} />
        ) : Icon ? (
          <Icon aria-hidden size={26} strokeWidth={2.75} />
        ) : null}
        {word}
      </button>
    </div>
  );
}
