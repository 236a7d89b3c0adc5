import { useRef, useState } from 'react';
import { Button as RowButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { denominationsOf, type Denominations } from '../../shared/denominations.ts';
import { LIMITS } from '../../shared/limits.ts';
import { useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { moveByArrows } from '../ui/arrow-keys.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Keypad } from '../ui/keypad.tsx';
import { useKeypadNumber, withDigits } from '../ui/keypad-number.ts';
import { DrawerAmount } from './drawer-amount.tsx';
import type { Counting } from './drawer-counting.ts';
import styles from './drawer-count.module.css';

/** More of one coin than any drawer holds; the schema's own bound is higher. */
const MOST = 9_999;

export interface DrawerCountProps {
  readonly counting: Counting;
  readonly onBack: () => void;
  readonly onCounted: () => void;
}

/** Counting the drawer without being told what should be in it: what is expected comes after. */
export function DrawerCount(props: DrawerCountProps) {
  const currency = useMirror((state) => state.shop?.currency) ?? '';
  const denominations = denominationsOf(currency);
  return denominations ? (
    <CountByValue {...props} denominations={denominations} />
  ) : (
    <CountSum {...props} />
  );
}

function CountByValue({
  counting,
  denominations,
  onBack,
  onCounted,
}: DrawerCountProps & { readonly denominations: Denominations }) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const values = [...denominations.notes, ...denominations.coins];
  const [at, setAt] = useState(values[0] ?? 1);
  /** The next digit begins anew: the row was only just come to. */
  const isFresh = useRef(true);
  const go = (value: number): void => {
    isFresh.current = true;
    setAt(value);
  };
  const count = counting.counts[at] ?? 0;
  const type = (next: number): void => {
    isFresh.current = false;
    counting.setCount(at, next);
  };
  const next = (): void => {
    const following = values[values.indexOf(at) + 1];
    if (following === undefined) onCounted();
    else go(following);
  };
  const column = (label: string, some: readonly number[]) => (
    <div role="group" aria-label={label} className={styles['column']}>
      <h3 className={styles['heading']}>{label}</h3>
      {some.map((value) => {
        const pieces = counting.counts[value];
        const words = t('drawer.pieces', { value: money(value), count: pieces ?? 0 });
        return (
          <RowButton
            key={value}
            data-count-row=""
            aria-label={words}
            aria-pressed={value === at}
            onPress={() => go(value)}
            className={cx(styles['row'], value === at && styles['current'])}
          >
            <span className={styles['value']}>{money(value)}</span>
            <span className={styles['times']}>
              {pieces === undefined ? '–' : `× ${String(pieces)}`}
            </span>
          </RowButton>
        );
      })}
    </div>
  );
  return (
    <div className={styles['count']}>
      <div
        role="group"
        aria-label={t('drawer.counting')}
        className={styles['columns']}
        onKeyDown={(event) => moveByArrows(event, '[data-count-row]')}
      >
        {column(t('drawer.notes'), denominations.notes)}
        {column(t('drawer.coins'), denominations.coins)}
      </div>
      <div className={styles['pad']}>
        <p className={styles['lead']}>{t('drawer.countText')}</p>
        <p className={styles['figure']}>
          <span>{money(at)} ×</span>
          <output aria-label={t('drawer.piecesOf', { value: money(at) })}>{count}</output>
        </p>
        <Keypad
          label={t('drawer.piecesOf', { value: money(at) })}
          onDigit={(digit) => type(withDigits(isFresh.current ? 0 : count, digit, MOST))}
          onBackspace={() => type(Math.floor(count / 10))}
          onClear={() => type(0)}
          onEnter={next}
        />
        <Button onPress={next}>{t('drawer.nextValue')}</Button>
        <p className={styles['total']}>
          <span>{t('drawer.counted')}</span>
          <output aria-label={t('drawer.counted')}>{money(counting.countedCents)}</output>
        </p>
        <div className={styles['actions']}>
          <Button onPress={onBack}>{t('drawer.back')}</Button>
          <Button variant="primary" className={styles['grow']} onPress={onCounted}>
            {t('drawer.countDone')}
          </Button>
        </div>
      </div>
    </div>
  );
}

function CountSum({ counting, onBack, onCounted }: DrawerCountProps) {
  const { t } = useTranslation('pos');
  const amount = useKeypadNumber(counting.countedCents, LIMITS.cashCents);
  const done = (): void => {
    counting.setSum(amount.value);
    onCounted();
  };
  return (
    <div className={styles['sum']}>
      <p className={styles['lead']}>{t('drawer.sumText')}</p>
      <DrawerAmount label={t('drawer.counted')} amount={amount} isDisabled={false} onEnter={done} />
      <div className={styles['actions']}>
        <Button onPress={onBack}>{t('drawer.back')}</Button>
        <Button variant="primary" className={styles['grow']} onPress={done}>
          {t('drawer.countDone')}
        </Button>
      </div>
    </div>
  );
}
