import CopyPlus from 'lucide-react/icons/copy-plus';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useTranslation } from 'react-i18next';
import type { Order, OrderLine } from '../../shared/order.ts';
import { useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { Badge } from '../ui/badge.tsx';
import { IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Stepper } from '../ui/stepper.tsx';
import { availabilityOf } from './availability.ts';
import { useCounter } from './counter-context.tsx';
import { addLine, type Draft } from './draft.ts';
import { forgive } from './edit-refusal.ts';
import styles from './edit-sheet.module.css';
import {
  setReason,
  setTakenOff,
  standingLines,
  unitsOff,
  wasSent,
  type Edit,
} from './edit-store.ts';
import { StatusBadge } from './order-state.tsx';
import { VoidReasons } from './void-reasons.tsx';

export interface EditStandingProps {
  readonly order: Order;
  readonly edit: Edit;
  readonly draft: Draft;
  /** Points at what still needs a reason. */
  readonly showMissing: boolean;
}

/** What the order has: each line loses units here, and what the kitchen knows of loses them for a reason. */
export function EditStanding({ order, edit, draft, showMissing }: EditStandingProps) {
  const { t } = useTranslation('pos');
  const title = t(order.status === 'held' ? 'orders.edit.standing' : 'orders.edit.sent');
  return (
    <section aria-label={title} className={styles['part']}>
      <h3 className={styles['heading']}>
        {title}
        {order.status === 'held' ? null : <small>{t('orders.edit.sentText')}</small>}
      </h3>
      <ul className={styles['lines']}>
        {standingLines(order).map((line) => (
          <Row key={line.id} {...{ order, edit, draft, line, showMissing }} />
        ))}
      </ul>
    </section>
  );
}

function Row(props: EditStandingProps & { readonly line: OrderLine }) {
  const { order, edit, draft, line, showMissing } = props;
  const { t } = useTranslation('pos');
  const { amount } = useFormat();
  const { drafts, actions } = useCounter();
  const item = useMirror((state) => state.menu?.items.find(({ id }) => id === line.itemId));
  const stock = useMirror((state) => state.stock);
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
    drafts.getState().edit((old) =>
      addLine(old, {
        itemId: line.itemId,
        quantity: 1,
        modifiers: line.modifiers.map(({ id }) => id),
        note: line.note ?? '',
        allergy: line.allergy,
      }),
    );

  return (
    <li className={cx(styles['line'], refused && styles['refused'])}>
      <span className={styles['what']}>
        <span className={cx(styles['name'], left === 0 && styles['gone'])}>{line.name}</span>
        {line.modifiers.map((modifier) => (
          <span key={modifier.id} className={styles['small']}>
            + {modifier.name}
          </span>
        ))}
        {line.note && line.allergy ? (
          <strong className={styles['allergy']}>
            <TriangleAlert aria-hidden size={16} /> {t('orders.allergy')}: {line.note}
          </strong>
        ) : line.note ? (
          <span className={styles['small']}>“{line.note}”</span>
        ) : null}
        <span className={styles['marks']}>
          {wasSent(line) ? <StatusBadge status={line.status} /> : null}
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
          name={line.name}
          value={left}
          min={0}
          max={line.quantity}
          isDisabled={!editable}
          onChange={(quantity) => take(line.quantity - quantity)}
        />
        <IconButton
          label={t('orders.edit.again', { name: line.name })}
          isDisabled={!editable || !sellable}
          onPress={again}
        >
          <CopyPlus aria-hidden size={20} />
        </IconButton>
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
          name={line.name}
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
