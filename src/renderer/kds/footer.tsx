import ListChecks from 'lucide-react/icons/list-checks';
import Sigma from 'lucide-react/icons/sigma';
import Undo2 from 'lucide-react/icons/undo-2';
import { useLayoutEffect, useMemo, useRef, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formatOrderNumber } from '../i18n/format.ts';
import { cx } from '../ui/cx.ts';
import { allDay } from './all-day.ts';
import styles from './footer.module.css';
import { keyLabel } from './key-labels.ts';
import type { KeyActionName } from './key-map.ts';
import { useChoices, useKitchen, useKitchenState, useUnsettled } from './kitchen-context.tsx';
import { Pager, type PagerProps } from './pager.tsx';
import type { Ticket } from './tickets.ts';
import { UNDO_MS } from './undo.ts';

/** The undo button, as the guard knows it. */
const UNDO = 'undo';

/** Items in the glance at the totals: more would not fit on any screen. */
const SUMMARY = 8;

export interface FooterProps extends PagerProps {
  /** What the totals count. */
  readonly counted: readonly Ticket[];
  /** Whether the totals stand beside the cards; null where there is no room for them. */
  readonly totalsShown: boolean | null;
  readonly readyCount: number;
  readonly onTotals: () => void;
  readonly onReadyList: () => void;
}

/** What is one touch away: totals, other pages, ready orders, and the way back from the last bump. */
export function Footer(props: FooterProps) {
  const { t } = useTranslation('kds');
  const { counted, totalsShown, unseen, page, pages, readyCount } = props;
  const { onPage, onCall, onTotals, onReadyList } = props;
  const { directBump, totalsOf } = useChoices();
  const totals = useMemo(
    () => (totalsShown === true ? [] : allDay(counted).slice(0, SUMMARY)),
    [counted, totalsShown],
  );

  return (
    <footer className={styles['footer']}>
      <button
        type="button"
        className={cx(styles['tool'], styles['totals'])}
        {...(totalsShown === null ? {} : { 'aria-pressed': totalsShown })}
        onClick={onTotals}
      >
        <Sigma aria-hidden size={26} />
        <span className={styles['label']}>
          {t('allDay.title')}
          {totalsOf === 'page' && pages > 1 ? (
            <span className={styles['scope']}> {t('allDay.onPage')}</span>
          ) : null}
        </span>
        <Key of="totals" />
        {/* The panel says the same in full: read there, glanced at here while it is away. */}
        <span aria-hidden className={styles['summary']}>
          {totals.map(({ itemId, name, quantity }) => (
            <span key={`${itemId} ${name}`} className={styles['total']}>
              {name} <b>{quantity}</b>
            </span>
          ))}
        </span>
      </button>
      <p aria-hidden className={styles['hint']}>
        <Key of="select-1" />–<Key of="select-10" />{' '}
        {t(directBump ? 'help.hintAdvance' : 'help.hint')}
        {directBump ? null : (
          <>
            {' '}
            <Key of="bump" /> {t('help.hintAdvance')}
          </>
        )}
      </p>
      {pages > 1 ? <Pager {...{ unseen, page, pages, onPage, onCall }} /> : null}
      <UndoButton />
      <button type="button" className={cx(styles['tool'], styles['ready'])} onClick={onReadyList}>
        <ListChecks aria-hidden size={26} />
        {t('readyList.title')}
        <b className={styles['readyCount']}>{readyCount}</b>
        <Key of="ready-list" />
      </button>
    </footer>
  );
}

/** The key that does the same, as the keys of this display are; nothing where none does. */
function Key({ of: action }: { readonly of: KeyActionName }) {
  const { keys } = useChoices();
  const [key] = keys[action];
  return key === undefined ? null : (
    <kbd aria-hidden className={styles['key']}>
      {keyLabel(key)}
    </kbd>
  );
}

/** The way back from the last bump, each for its five seconds; its place stays reserved. */
function UndoButton() {
  const { t } = useTranslation('kds');
  const kitchen = useKitchen();
  const undo = useKitchenState(({ undos }) => undos[0]);
  const seconds = useKitchenState(({ undos: [last], now }) =>
    // The clock that is drawn by lags behind by up to a second.
    last ? Math.min(UNDO_MS / 1000, Math.max(1, Math.ceil((last.until - now) / 1000))) : 0,
  );
  // What is left of the order may be bumped as well: one line of several is called by its name.
  const name = useKitchenState(({ orders, undos: [last] }) => {
    const lines = orders[last?.orderId ?? '']?.lines.filter(({ quantity }) => quantity > 0) ?? [];
    const [only, ...others] = last?.lineIds ?? [];
    if (lines.length < 2 || only === undefined || others.length > 0) return null;
    return lines.find(({ id }) => id === only)?.name ?? null;
  });
  const number = formatOrderNumber(undo?.number ?? 0);
  const orderId = undo?.orderId;
  const last = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    // A finger that taps twice means one bump; a key says "once more" with each press.
    if (orderId !== undefined && last.current !== undefined) kitchen.guard.hold(UNDO, 'changed');
    last.current = orderId;
  }, [kitchen, orderId]);
  const unsettled = useUnsettled(UNDO) !== null;
  const press = ({ detail }: MouseEvent): void => {
    if (detail === 0 || kitchen.guard.mayPress(UNDO)) kitchen.undo();
  };

  return (
    <div className={styles['undoPlace']} role="status">
      {undo ? (
        <button
          type="button"
          className={cx(styles['tool'], styles['undo'])}
          aria-disabled={unsettled}
          onClick={press}
        >
          <Undo2 aria-hidden size={26} strokeWidth={2.5} />
          <span className={styles['undoWhat']}>
            {name === null ? t('undo', { number }) : t('undoLine', { number, name })}
          </span>
          <span aria-hidden className={styles['seconds']}>
            ({t('undoSeconds', { seconds })})
          </span>
          <Key of="undo" />
        </button>
      ) : null}
    </div>
  );
}
