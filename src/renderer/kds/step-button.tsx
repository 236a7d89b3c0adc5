import Check from 'lucide-react/icons/check';
import Eye from 'lucide-react/icons/eye';
import Flame from 'lucide-react/icons/flame';
import HandPlatter from 'lucide-react/icons/hand-platter';
import Hourglass from 'lucide-react/icons/hourglass';
import Play from 'lucide-react/icons/play';
import Zap from 'lucide-react/icons/zap';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatOrderNumber, useFormat } from '../i18n/format.ts';
import { cx } from '../ui/cx.ts';
import { Spinner } from '../ui/spinner.tsx';
import { useKitchen, useKitchenState, useUnsettled } from './kitchen-context.tsx';
import { useStationName } from './station-rows.tsx';
import styles from './step-button.module.css';
import { UNDO_MS } from './undo.ts';
import { isToMake, nextStep, type Step, type Ticket } from './tickets.ts';

const ICONS = {
  start: Play,
  bump: Check,
  fire: Flame,
  'hand-over': HandPlatter,
  confirm: Eye,
} as const;

/** The foot of a card: what comes next for this ticket, and how urgent it is for who hands it over. */
export function StepRow({ ticket }: { readonly ticket: Ticket }) {
  const { order, whole } = ticket;
  const step = nextStep(ticket);
  const leaving = useKitchenState((state) => state.leaving.has(order.id));
  const rushes = whole && order.allowedChanges.includes('rush');
  return (
    <div className={styles['row']}>
      {rushes ? <RushButton ticket={ticket} /> : null}
      {leaving ? (
        <Leaving ticket={ticket} />
      ) : step ? (
        <StepButton ticket={ticket} step={step} />
      ) : whole ? (
        <Missing ticket={ticket} />
      ) : null}
    </div>
  );
}

/** The one large button of a card. */
function StepButton({ ticket, step }: { readonly ticket: Ticket; readonly step: Step }) {
  const { t } = useTranslation('kds');
  const kitchen = useKitchen();
  const { order } = ticket;
  const { kind } = step;
  const waiting = useKitchenState((state) => state.waiting.has(order.id));
  const unsettled = useUnsettled(order.id);
  /** What the button said when it went down: a press is meant for that, however late it is let go. */
  const meant = useRef<Step['kind'] | null>(null);
  const word = waiting
    ? t('steps.waiting')
    : step.kind === 'fire'
      ? t('cards.fireCourse', { course: step.course })
      : t(`steps.${step.kind === 'confirm' && ticket.whole ? 'confirm-all' : step.kind}`);
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
        styles[kind],
        kind === 'confirm' && ticket.whole && styles['wordy'],
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
      <span className={styles['word']}>{word}</span>
    </button>
  );
}

/** Puts the order before all others, or back in its place. */
function RushButton({ ticket: { order } }: { readonly ticket: Ticket }) {
  const { t } = useTranslation('kds');
  const kitchen = useKitchen();
  const unsettled = useUnsettled(order.id) !== null;
  const press = (): void => {
    if (kitchen.guard.mayPress(order.id)) kitchen.rush(order);
  };
  return (
    <button
      type="button"
      className={styles['rush']}
      aria-pressed={order.rush}
      aria-disabled={unsettled}
      aria-label={t('stepOf', {
        step: t('cards.strips.rush'),
        number: formatOrderNumber(order.number),
      })}
      onClick={press}
    >
      <Zap aria-hidden size={30} strokeWidth={2.5} />
    </button>
  );
}

/** In the place of the step: it goes to the customer in so many seconds, unless that is taken back. */
function Leaving({ ticket: { order } }: { readonly ticket: Ticket }) {
  const { t } = useTranslation('kds');
  const seconds = useKitchenState(({ leaving, now }) =>
    // The clock moves once a second: just after the press it lags behind.
    Math.min(UNDO_MS / 1000, Math.max(1, Math.ceil(((leaving.get(order.id) ?? now) - now) / 1000))),
  );
  return (
    // The keyboard keeps its place on the card; there is nothing to press here.
    <button type="button" className={styles['wait']} aria-disabled data-step={order.id}>
      <HandPlatter aria-hidden size={26} strokeWidth={2.5} />
      <span className={styles['word']}>{t('cards.leaving', { seconds })}</span>
    </button>
  );
}

/** In the place of the step: which stations the whole order still waits for. */
function Missing({ ticket }: { readonly ticket: Ticket }) {
  const { t } = useTranslation('kds');
  const { list } = useFormat();
  const nameOf = useStationName();
  const { order, lines } = ticket;
  const open = lines.filter(isToMake).flatMap(({ at }) => at.filter(({ done }) => !done));
  const stations = [...new Set(open.map(({ station }) => nameOf(station)))];
  const words =
    stations.length > 0 ? t('cards.missing', { stations: list(stations) }) : t('cards.courseWaits');
  return (
    <button type="button" className={styles['wait']} aria-disabled data-step={order.id}>
      <Hourglass aria-hidden size={24} strokeWidth={2.5} />
      <span className={styles['word']}>{words}</span>
    </button>
  );
}
