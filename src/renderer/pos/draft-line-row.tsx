import CircleAlert from 'lucide-react/icons/circle-alert';
import { memo, useCallback, useEffect, useRef, type KeyboardEvent } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../shared/limits.ts';
import { useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { useRefusalText } from '../i18n/use-refusal-text.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Hidden } from '../ui/hidden.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { useCounter } from './counter-context.tsx';
import styles from './draft-line-row.module.css';
import { useDiscountText } from './discount-text.ts';
import {
  discountLine,
  lowerTo,
  modifiersOf,
  removeLine,
  setQuantity,
  type Draft,
  type DraftLine,
} from './draft.ts';
import { linePrice } from './draft-price.ts';
import { LineAllergy } from './line-allergy.tsx';
import { isSameTrouble, troubleOf, type LineTrouble } from './line-trouble.ts';
import { signedModifier } from './modifier-sign.ts';

export interface DraftLineRowProps {
  readonly line: DraftLine;
  readonly draft: Draft;
  /** What there is of each item, where that is not the shop's stock alone. */
  readonly stock?: Readonly<Record<string, number | null>>;
  readonly onOpen: () => void;
}

/** One line of the order being taken; what is wrong with it stands on it, with the cure beside it. */
export function DraftLineRow({ line, draft, stock: there, onOpen }: DraftLineRowProps) {
  const menu = useMirror((state) => state.menu);
  const stock = useMirror((state) => state.stock);
  const latest = useRef(onOpen);
  useEffect(() => {
    latest.current = onOpen;
  });
  const open = useCallback(() => latest.current(), []);
  const trouble = menu ? troubleOf(line, draft, menu, there ?? stock) : null;
  return <MemoRow line={line} trouble={trouble} busy={draft.sending !== null} onOpen={open} />;
}

interface RowProps {
  readonly line: DraftLine;
  /** What keeps it from being sold. */
  readonly trouble: LineTrouble | null;
  /** The order is on its way. */
  readonly busy: boolean;
  readonly onOpen: () => void;
}

/** Drawn again only when this line is another: an order may have thirty of them. */
const MemoRow = memo(
  Row,
  (old, now) =>
    old.line === now.line &&
    old.busy === now.busy &&
    old.onOpen === now.onOpen &&
    isSameTrouble(old.trouble, now.trouble),
);

function Row({ line, trouble, busy, onOpen }: RowProps) {
  const { t } = useTranslation(['pos', 'common']);
  const { amount } = useFormat();
  const { drafts } = useCounter();
  const menu = useMirror((state) => state.menu);
  const discountText = useDiscountText();
  const item = menu?.items.find(({ id }) => id === line.itemId);
  const price = menu && item ? linePrice(menu, line) : null;
  const name = item?.name ?? line.itemId;
  const language = useMirror((state) => state.shop?.language);
  const modifiers = menu && item ? modifiersOf(menu, item, line) : [];
  const note = line.note.trim();
  const hasDetails = modifiers.length > 0 || line.allergy || note !== '' || line.discount !== null;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    // What was just added or changed is what the cashier reads back.
    row.current?.scrollIntoView({ block: 'nearest' });
  }, [line]);
  const { edit } = drafts.getState();
  const set = (quantity: number): void => edit((old) => setQuantity(old, line.id, quantity));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (busy || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '+') set(Math.min(LIMITS.quantity, line.quantity + 1));
    else if (event.key === '-') set(Math.max(1, line.quantity - 1));
    else if (event.key === 'Delete') set(0);
  };

  return (
    <li
      ref={row}
      className={cx(styles['line'], trouble && styles[trouble.refused ? 'refused' : 'warned'])}
      onKeyDown={onKeyDown}
    >
      <AriaButton
        data-line=""
        className={styles['open'] ?? ''}
        isDisabled={busy || !item}
        onPress={onOpen}
      >
        <Hidden>{t('openLine')}</Hidden>
        <span className={styles['name']}>{name}</span>
        {hasDetails ? (
          <span className={styles['details']}>
            {modifiers.map((modifier) => (
              <span key={modifier.id} className={styles['modifier']}>
                {signedModifier(modifier.name, language)}
              </span>
            ))}
            <LineAllergy line={{ allergy: line.allergy, note: line.allergens.said }} />
            {note === '' ? null : <span className={styles['note']}>“{note}”</span>}
            {line.discount && price ? (
              <span className={styles['discount']}>
                {discountText(line.discount, price.discountCents)}
              </span>
            ) : null}
          </span>
        ) : null}
      </AriaButton>
      <Stepper
        size="row"
        name={name}
        value={line.quantity}
        min={1}
        max={LIMITS.quantity}
        isDisabled={busy}
        onChange={set}
        onRemove={() => edit((old) => removeLine(old, line.id))}
        removeLabel={t('removeLine', { name })}
      />
      <span className={styles['price']}>
        {price === null ? '–' : amount(price.totalCents - price.discountCents)}
      </span>
      {trouble ? <Trouble trouble={trouble} line={line} onFix={onOpen} /> : null}
    </li>
  );
}

function Trouble(props: {
  readonly trouble: LineTrouble;
  readonly line: DraftLine;
  readonly onFix: () => void;
}) {
  const { trouble, line, onFix } = props;
  const { t } = useTranslation('pos');
  const say = useRefusalText();
  const { drafts } = useCounter();
  const { edit } = drafts.getState();
  const text = (): string => {
    switch (trouble.kind) {
      case 'short':
        return trouble.left === 0 ? t('troubleNone') : t('troubleShort', { count: trouble.left });
      case 'unavailable':
        return t('troubleOff');
      case 'unknown':
        return t('troubleUnknown');
      case 'discount':
        return t('entry.discountTooHigh');
      case 'modifiers':
        return say(trouble.refusal).what;
    }
  };
  const cure = (): readonly [label: string, act: () => void] => {
    if (trouble.kind === 'modifiers') return [t('fix'), onFix];
    if (trouble.kind === 'discount') {
      return [t('entry.noDiscount'), () => edit((old) => discountLine(old, line.id, null))];
    }
    if (trouble.kind === 'short' && trouble.left > 0) {
      const { left } = trouble;
      return [t('lower', { count: left }), () => edit((old) => lowerTo(old, line.itemId, left))];
    }
    return [t('take'), () => edit((old) => removeLine(old, line.id))];
  };
  const [label, act] = cure();
  return (
    <div className={styles['trouble']}>
      <CircleAlert aria-hidden size={20} />
      <span className={styles['troubleText']}>{text()}</span>
      <Button size="touch" onPress={act}>
        {label}
      </Button>
    </div>
  );
}
