import Check from 'lucide-react/icons/check';
import Flame from 'lucide-react/icons/flame';
import HandPlatter from 'lucide-react/icons/hand-platter';
import Play from 'lucide-react/icons/play';
import Eye from 'lucide-react/icons/eye';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatOrderNumber } from '../i18n/format.ts';
import { cx } from '../ui/cx.ts';
import { Spinner } from '../ui/spinner.tsx';
import styles from './card.module.css';
import { useKitchen, useKitchenState, useUnsettled } from './kitchen-context.tsx';
import { nextStep, type Step, type Ticket } from './tickets.ts';

const ICONS = {
  start: Play,
  bump: Check,
  fire: Flame,
  'hand-over': HandPlatter,
  confirm: Eye,
} as const;

/** The one large button of a card: what comes next for this ticket; nothing when nothing does. */
export function StepButton({ ticket }: { readonly ticket: Ticket }) {
  const step = nextStep(ticket);
  return (
    <div className={styles['footer']}>
      {step ? <Button ticket={ticket} kind={step.kind} /> : null}
    </div>
  );
}

function Button({ ticket, kind }: { readonly ticket: Ticket; readonly kind: Step['kind'] }) {
  const { t } = useTranslation('kds');
  const kitchen = useKitchen();
  const { order } = ticket;
  const waiting = useKitchenState((state) => state.waiting.has(order.id));
  const unsettled = useUnsettled(order.id);
  /** What the button said when it went down: a press is meant for that, however late it is let go. */
  const meant = useRef<Step['kind'] | null>(null);
  const word = t(`steps.${waiting ? 'waiting' : kind}`);
  const Icon = ICONS[kind];
  const down = (): void => {
    meant.current = kind;
  };

  const press = (): void => {
    const same = (meant.current ?? kind) === kind;
    meant.current = null;
    if (same && kitchen.guard.mayPress(order.id)) kitchen.advance(ticket);
  };

  return (
    <button
      type="button"
      className={cx(
        styles['step'],
        styles[`step-${kind}`],
        (waiting || unsettled === 'changed') && styles['resting'],
      )}
      // Stays focusable while it waits, so that the keyboard does not lose its place.
      aria-disabled={waiting || unsettled !== null}
      aria-label={t('stepOf', { step: word, number: formatOrderNumber(order.number) })}
      data-step={order.id}
      onPointerDown={down}
      onKeyDown={down}
      onClick={press}
    >
      {waiting ? <Spinner size={26} /> : <Icon aria-hidden size={26} strokeWidth={2.75} />}
      {word}
    </button>
  );
}
