import ArrowLeft from 'lucide-react/icons/arrow-left';
import CircleCheck from 'lucide-react/icons/circle-check';
import ShoppingBasket from 'lucide-react/icons/shopping-basket';
import Trash2 from 'lucide-react/icons/trash-2';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../client/client-context.tsx';
import { formatOrderNumber, useFormat } from '../i18n/format.ts';
import { useRefusalText } from '../i18n/use-refusal-text.ts';
import { Badge } from '../ui/badge.tsx';
import { IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Hidden } from '../ui/hidden.tsx';
import { useCounter, useDraft, useDrafts } from './counter-context.tsx';
import { CustomerSheet, type CustomerField } from './customer-sheet.tsx';
import { CustomerRow } from './customer-row.tsx';
import { DraftLineRow } from './draft-line-row.tsx';
import { isEmpty } from './draft.ts';
import { ByCourse } from './by-course.tsx';
import { DueButton } from './due-button.tsx';
import type { Placed } from './draft-store.ts';
import { isToldOnLines } from './line-trouble.ts';
import { isDrawerOpen } from './next-step.ts';
import { moveByArrows } from '../ui/arrow-keys.ts';
import { TrustBadges } from './order-trust.tsx';
import type { HowToPlace } from './sender.ts';
import styles from './order-panel.module.css';
import { PanelFooter } from './panel-footer.tsx';
import { ServicePicker } from './service-picker.tsx';

export interface OrderPanelProps {
  readonly className: string;
  readonly onOpenLine: (lineId: string) => void;
  /** The field at which the customer's sheet is open; null when it is closed. */
  readonly customerAt: CustomerField | null;
  readonly onCustomer: (field: CustomerField | null) => void;
  readonly onPlace: (how: HowToPlace) => void;
  /** Back to the menu, on a phone. */
  readonly onBack: () => void;
}

/** The order being taken: its lines, whom it is for, and the one next thing to do with it. */
export function OrderPanel(props: OrderPanelProps) {
  const { className, onOpenLine, customerAt, onCustomer, onPlace, onBack } = props;
  const { t } = useTranslation('pos');
  const { drafts, actions } = useCounter();
  const draft = useDraft();
  const placed = useDrafts((state) => state.placed);
  const busy = draft.sending !== null;
  // While what was placed stands here, nothing of the next order does.
  const shown = isEmpty(draft) ? placed : null;

  const clear = (): void => {
    const old = drafts.getState().clear();
    const undo = (): void => drafts.getState().restore(old);
    actions.getState().notify({ kind: 'cleared', undo });
  };

  return (
    <aside className={cx(styles['panel'], className)} aria-label={t('order')} aria-busy={busy}>
      <header className={styles['header']}>
        <IconButton
          size="counter"
          label={t('backToMenu')}
          onPress={onBack}
          className={styles['back']}
        >
          <ArrowLeft aria-hidden />
        </IconButton>
        <h1 className={styles['title']}>
          {shown ? `${t('order')} ${formatOrderNumber(shown.number)}` : t('newOrder')}
        </h1>
        {shown ? null : (
          <DueButton short variant="quiet" isDisabled={busy} onPress={() => onCustomer('due')} />
        )}
        {shown ? null : (
          <IconButton
            size="counter"
            label={t('clear')}
            isDisabled={busy || isEmpty(draft)}
            onPress={clear}
          >
            <Trash2 aria-hidden size={20} />
          </IconButton>
        )}
      </header>
      {shown ? null : <ServicePicker withCharge />}
      <div className={styles['lines']}>
        <RefusalBox />
        {draft.lines.length > 0 ? (
          <ul aria-label={t('lines')} onKeyDown={(event) => moveByArrows(event, '[data-line]')}>
            <ByCourse lines={draft.lines} courseOf={({ course }) => course}>
              {(line) => (
                <DraftLineRow
                  key={line.id}
                  line={line}
                  draft={draft}
                  onOpen={() => onOpenLine(line.id)}
                />
              )}
            </ByCourse>
          </ul>
        ) : shown ? (
          <PlacedNote placed={shown} />
        ) : (
          <EmptyState icon={<ShoppingBasket aria-hidden />} title={t('emptyOrder')}>
            {t('emptyOrderText')}
          </EmptyState>
        )}
      </div>
      {shown ? null : <CustomerRow onOpen={onCustomer} />}
      <PanelFooter onPlace={onPlace} onNext={onBack} />
      <CustomerSheet at={customerAt} onClose={() => onCustomer(null)} />
    </aside>
  );
}

/** What the broker refused, where no line can tell it. */
function RefusalBox() {
  const { t } = useTranslation('pos');
  const draft = useDraft();
  const say = useRefusalText();
  const { refusal } = draft;
  const role = useMirror((state) => state.role);
  const deviceId = useMirror((state) => state.deviceId);
  const shifts = useMirror((state) => state.shifts);
  if (!refusal) return null;
  // Cured meanwhile: the order may go out again as it is.
  if (refusal.code === 'no_open_shift' && isDrawerOpen({ role, deviceId, shifts })) return null;
  const { what, now } = say(refusal);
  if (isToldOnLines(refusal, draft)) {
    return (
      <div role="alert">
        <Hidden>
          {what} {now}
        </Hidden>
      </div>
    );
  }
  return (
    <div role="alert" className={styles['refusal']}>
      <strong>{t('refusedTitle')}</strong>
      <p>{what}</p>
      <p>{now}</p>
    </div>
  );
}

/** The broker has it on disk: only now does the screen say so. */
function PlacedNote({ placed }: { readonly placed: Placed }) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  // The order may have moved on since: its own word counts.
  const order = useMirror(({ orders }) => orders[placed.orderId]);
  const held = order ? order.status === 'held' : placed.held;
  const text = held ? (order?.awaitsPayment ? 'entry.placedUnpaid' : 'placedHeld') : 'placedText';
  return (
    <div role="status" className={styles['placed']}>
      <CircleCheck aria-hidden size={64} strokeWidth={1.75} />
      <p className={styles['placedNumber']}>
        {t('placed', { number: formatOrderNumber(placed.number) })}
      </p>
      <p className={styles['placedTotal']}>
        {money(order?.totals.totalCents ?? placed.totalCents)}
      </p>
      <p className={styles['placedText']}>{t(text)}</p>
      {order && order.totals.dueCents !== 0 && !held ? (
        // Also after the payment was closed again without one: the kitchen cooks, and nobody has paid.
        <p>
          <Badge tone="attention">
            {order.totals.dueCents > 0
              ? t('till.sentUnpaid')
              : t('till.owed', { amount: money(-order.totals.dueCents) })}
          </Badge>
        </p>
      ) : null}
      {order ? (
        <p className={styles['trust']}>
          <TrustBadges order={order} />
        </p>
      ) : null}
    </div>
  );
}
