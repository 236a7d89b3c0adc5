import CircleAlert from 'lucide-react/icons/circle-alert';
import { useMemo } from 'react';
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
import {
  lowerTo,
  modifiersOf,
  removeLine,
  setQuantity,
  unitPrice,
  type Draft,
  type DraftLine,
} from './draft.ts';
import { troubleOf, type LineTrouble } from './line-trouble.ts';

export interface DraftLineRowProps {
  readonly line: DraftLine;
  readonly draft: Draft;
  readonly onOpen: () => void;
}

/** One line of the order being taken; what is wrong with it stands on it, with the cure beside it. */
export function DraftLineRow({ line, draft, onOpen }: DraftLineRowProps) {
  const { t } = useTranslation(['pos', 'common']);
  const { amount } = useFormat();
  const { drafts } = useCounter();
  const menu = useMirror((state) => state.menu);
  const stock = useMirror((state) => state.stock);
  const trouble = useMemo(
    () => (menu ? troubleOf(line, draft, menu, stock) : null),
    [line, draft, menu, stock],
  );
  const item = menu?.items.find(({ id }) => id === line.itemId);
  const price = menu ? unitPrice(menu, line) : null;
  const name = item?.name ?? line.itemId;
  const busy = draft.sending !== null;
  const { edit } = drafts.getState();

  return (
    <li className={cx(styles['line'], trouble && styles[trouble.refused ? 'refused' : 'warned'])}>
      <AriaButton className={styles['open'] ?? ''} isDisabled={busy || !item} onPress={onOpen}>
        <Hidden>{t('openLine')}</Hidden>
        <span className={styles['name']}>{name}</span>
        {menu && item
          ? modifiersOf(menu, item, line).map((modifier) => (
              <span key={modifier.id} className={styles['modifier']}>
                + {modifier.name}
              </span>
            ))
          : null}
        {line.note.trim() === '' ? null : (
          <span className={styles['note']}>“{line.note.trim()}”</span>
        )}
      </AriaButton>
      <Stepper
        name={name}
        value={line.quantity}
        min={1}
        max={LIMITS.quantity}
        isDisabled={busy}
        onChange={(quantity) => edit((old) => setQuantity(old, line.id, quantity))}
        onRemove={() => edit((old) => removeLine(old, line.id))}
        removeLabel={t('removeLine', { name })}
      />
      <span className={styles['price']}>
        {price === null ? '–' : amount(price * line.quantity)}
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
      case 'modifiers':
        return say(trouble.refusal).what;
    }
  };
  const cure = (): readonly [label: string, act: () => void] => {
    if (trouble.kind === 'modifiers') return [t('fix'), onFix];
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
