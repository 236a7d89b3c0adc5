import CirclePlus from 'lucide-react/icons/circle-plus';
import { useTranslation } from 'react-i18next';
import type { Order, OrderLine } from '../../shared/order.ts';
import type { LedgerEntry } from '../../shared/payment.ts';
import { useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { Badge } from '../ui/badge.tsx';
import { cx } from '../ui/cx.ts';
import { ByCourse } from './by-course.tsx';
import { LineAllergy } from './line-allergy.tsx';
import { signedModifier } from './modifier-sign.ts';
import { LineStatusBadge } from './order-state.tsx';
import styles from './order-sheet.module.css';

/** What the order is made of, and what became of it after it was sent: added under +, taken off struck through. */
export function OrderLines({ order }: { readonly order: Order }) {
  const { t } = useTranslation('pos');
  return (
    <ul className={styles['lines']} aria-label={t('lines')}>
      <ByCourse lines={order.lines} courseOf={({ course }) => course}>
        {(line) => <Line key={line.id} line={line} order={order} />}
      </ByCourse>
    </ul>
  );
}

/** A line was added later when the kitchen heard of it after it heard of the order. */
function isLater(entry: LedgerEntry | undefined, order: Order): entry is LedgerEntry {
  return entry !== undefined && order.sentAt !== null && entry.at > order.sentAt;
}

function Line({ line, order }: { readonly line: OrderLine; readonly order: Order }) {
  const { t } = useTranslation('pos');
  const { amount } = useFormat();
  const language = useMirror((state) => state.shop?.language);
  const [first] = line.ledger;
  const gone = line.quantity === 0;
  return (
    <li className={styles['line']}>
      <strong className={cx(styles['quantity'], gone && styles['gone'])}>
        {gone ? (first?.sent ?? 0) : line.quantity}
      </strong>
      <span className={styles['what']}>
        <span className={cx(gone && styles['gone'])}>{line.name}</span>
        {line.modifiers.map((modifier) => (
          <span key={modifier.id} className={cx(styles['muted'], gone && styles['gone'])}>
            {signedModifier(modifier.name, language)}
          </span>
        ))}
        {line.allergy ? (
          <LineAllergy line={line} />
        ) : line.note ? (
          <span className={styles['note']}>“{line.note}”</span>
        ) : null}
        {line.discountCents > 0 ? (
          <span className={styles['muted']}>
            {t('orders.money.discount')} −{amount(line.discountCents)}
          </span>
        ) : null}
        {isLater(first, order) ? (
          <span className={styles['later']}>
            <CirclePlus aria-hidden size={16} /> <When entry={first} words="orders.addedAt" />
          </span>
        ) : null}
        {line.ledger
          .filter(({ sent }) => sent < 0)
          .map((entry) => (
            <TakenOffEntry key={entry.at} entry={entry} name={line.name} />
          ))}
      </span>
      {/* Of a line that is gone the struck name says it all; what the kitchen was never told of has no state of its own. */}
      {gone ? (
        <Badge>{t('orders.takenOff')}</Badge>
      ) : line.ledger.length > 0 ? (
        <LineStatusBadge line={line} />
      ) : (
        <span />
      )}
      <span className={styles['price']}>{amount(line.totalCents)}</span>
    </li>
  );
}

/** When something was told to the kitchen, and by whom. */
function When(props: {
  readonly entry: LedgerEntry;
  readonly words: 'orders.addedAt' | 'orders.takenOffAt';
}) {
  const { entry, words } = props;
  const { t } = useTranslation('pos');
  const { time } = useFormat();
  return (
    <>
      {t(words, { time: time(entry.at) })}
      {entry.by ? ` · ${entry.by.name}` : null}
    </>
  );
}

function TakenOffEntry({ entry, name }: { readonly entry: LedgerEntry; readonly name: string }) {
  const { t } = useTranslation('pos');
  const restocked = entry.restocked ?? 0;
  return (
    <span className={styles['off']}>
      <del>
        {-entry.sent} × {name}
      </del>{' '}
      <span>
        {entry.reason ? `${entry.reason} · ` : null}
        {restocked > 0 ? `${t('orders.restocked', { count: restocked })} · ` : null}
        <When entry={entry} words="orders.takenOffAt" />
      </span>
    </span>
  );
}
