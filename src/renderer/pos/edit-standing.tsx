import CopyPlus from 'lucide-react/icons/copy-plus';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../shared/limits.ts';
import type { Order, OrderLine } from '../../shared/order.ts';
import { useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { Badge } from '../ui/badge.tsx';
import { IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Hidden } from '../ui/hidden.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { availabilityOf } from './availability.ts';
import { ByCourse } from './by-course.tsx';
import { useCounter } from './counter-context.tsx';
import { addLine, type Draft } from './draft.ts';
import { DraftLineRow } from './draft-line-row.tsx';
import { forgive } from './edit-refusal.ts';
import styles from './edit-sheet.module.css';
import { useStockWith } from './edit-stock.ts';
import {
  contentOf,
  lift,
  liftedOf,
  setReason,
  setTakenOff,
  standingLines,
  unitsOff,
  wasSent,
  type Edit,
} from './edit-store.ts';
import { LineAllergy } from './line-allergy.tsx';
import { signedModifier } from './modifier-sign.ts';
import { LineStatusBadge } from './order-state.tsx';
import { VoidReasons } from './void-reasons.tsx';

export interface EditStandingProps {
  readonly order: Order;
  readonly edit: Edit;
  readonly draft: Draft;
  /** Points at what still needs a reason. */
  readonly showMissing: boolean;
  /** Opens a line that the kitchen was never told of, with its options and its note. */
  readonly onOpen: (lineId: string) => void;
}

/**
 * What the order has: each line loses units here, and what the kitchen knows of loses them for a reason. What it was never
 * told of can be changed in all it says.
 */
export function EditStanding(props: EditStandingProps) {
  const { order, edit, draft, onOpen } = props;
  const stock = useStockWith(edit, order);
  const { t } = useTranslation('pos');
  const title = t(order.status === 'held' ? 'orders.edit.standing' : 'orders.edit.sent');
  return (
    <section aria-label={title} className={styles['part']}>
      <h3 className={styles['heading']}>
        {title}
        {order.status === 'held' ? null : <small>{t('orders.edit.sentText')}</small>}
      </h3>
      <ul className={styles['lines']}>
        <ByCourse
          lines={standingLines(order)}
          courseOf={(line) => (liftedOf(edit, line) ?? line).course}
        >
          {(line) => {
            const lifted = liftedOf(edit, line);
            return lifted ? (
              <DraftLineRow
                key={line.id}
                line={lifted}
                draft={draft}
                stock={stock}
                onOpen={() => onOpen(line.id)}
              />
            ) : (
              <Row key={line.id} {...props} line={line} />
            );
          }}
        </ByCourse>
      </ul>
    </section>
  );
}

function Row(props: EditStandingProps & { readonly line: OrderLine }) {
  const { order, edit, draft, line, showMissing, onOpen } = props;
  const { t } = useTranslation('pos');
  const { amount } = useFormat();
  const { drafts, actions } = useCounter();
  const item = useMirror((state) => state.menu?.items.find(({ id }) => id === line.itemId));
  const stock = useMirror((state) => state.stock);
  const language = useMirror((state) => state.shop?.language);
  const off = unitsOff(edit, line);
  const left = line.quantity - off;
  const before = edit.seen.lines.find(({ id }) => id === line.id)?.quantity ?? 0;
  const reasonId = edit.takeOff[line.id]?.reasonId ?? null;
  const editable = order.allowedChanges.includes('edit');
  const { refusal } = draft;
  const refused = refusal?.code === 'too_many_units' && refusal.data.lineId === line.id;
  const { changeEdit } = actions.getState();
  const take = (quantity: number): void => {
    changeEdit(order.id, (old) => setTakenOff(old, line.id, quantity));
    forgive(drafts);
  };
  const sellable = item !== undefined && availabilityOf(item, stock).state === 'on_sale';
  const again = (): void =>
    drafts
      .getState()
      .edit((old) => addLine(old, { ...contentOf(line), quantity: 1, discount: null }));
  const liftable = !wasSent(line) && item !== undefined && editable;
  const raise = (quantity: number): void =>
    changeEdit(order.id, (old) => lift(old, line, quantity));
  const open = (): void => {
    raise(Math.max(1, left));
    onOpen(line.id);
  };
  const said = (
    <>
      <span className={cx(styles['name'], left === 0 && styles['gone'])}>{line.name}</span>
      {line.modifiers.map((modifier) => (
        <span key={modifier.id} className={styles['small']}>
          {signedModifier(modifier.name, language)}
        </span>
      ))}
      {line.allergy ? (
        <LineAllergy line={line} />
      ) : line.note ? (
        <span className={styles['small']}>“{line.note}”</span>
      ) : null}
    </>
  );

  return (
    <li className={cx(styles['line'], refused && styles['refused'])}>
      <span className={styles['what']}>
        {liftable ? (
          <AriaButton className={styles['open'] ?? ''} onPress={open}>
            <Hidden>{t('openLine')}</Hidden>
            {said}
          </AriaButton>
        ) : (
          said
        )}
        <span className={styles['marks']}>
          {wasSent(line) ? <LineStatusBadge line={line} /> : null}
          {off > 0 ? <Badge tone="late">{t('orders.edit.off', { count: off })}</Badge> : null}
          {before === line.quantity ? null : (
            <Badge tone="attention" solid>
              {t('orders.edit.now', { before, now: line.quantity })}
            </Badge>
          )}
        </span>
      </span>
      <span className={styles['steps']}>
        <Stepper
          size="counter"
          name={line.name}
          value={left}
          min={0}
          max={liftable ? LIMITS.quantity : line.quantity}
          isDisabled={!editable}
          onChange={(quantity) => {
            if (quantity > line.quantity) raise(quantity);
            else take(line.quantity - quantity);
          }}
        />
        {wasSent(line) ? (
          <IconButton
            label={t('orders.edit.again', { name: line.name })}
            isDisabled={!editable || !sellable}
            onPress={again}
          >
            <CopyPlus aria-hidden size={20} />
          </IconButton>
        ) : null}
      </span>
      <span className={cx(styles['price'], left === 0 && styles['gone'])}>
        {amount(line.quantity === 0 ? 0 : Math.round((line.totalCents / line.quantity) * left))}
      </span>
      {refused ? (
        <p role="alert" className={styles['trouble']}>
          {t('orders.edit.tooMany', { count: line.quantity })}
        </p>
      ) : null}
      {off > 0 && wasSent(line) ? (
        <VoidReasons
          question={t('orders.void.why')}
          label={t('orders.void.whyNamed', { name: line.name })}
          chosen={reasonId}
          isMissing={showMissing && reasonId === null}
          isDisabled={!editable}
          onChoose={(id) => {
            changeEdit(order.id, (old) => setReason(old, line.id, id));
            forgive(drafts);
          }}
        />
      ) : null}
    </li>
  );
}
