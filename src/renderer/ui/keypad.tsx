import Delete from 'lucide-react/icons/delete';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from './button.tsx';
import { cx } from './cx.ts';
import { listenForKeys } from './keypad-keys.ts';
import styles from './keypad.module.css';

export interface KeypadProps {
  /** What is typed with it, for those who do not see it: "PIN", "Amount". */
  readonly label: string;
  /** `'0'` to `'9'`, or `'00'` from the key of that name. */
  readonly onDigit: (digits: string) => void;
  readonly onBackspace: () => void;
  readonly onClear: () => void;
  /** Enter, while the focus is on the keypad or nowhere in particular. */
  readonly onEnter?: (() => void) | undefined;
  /** `money` has a key for two zeros, `plain` one that clears in its place. Default: `plain`. */
  readonly kind?: 'plain' | 'money';
  readonly isDisabled?: boolean;
  readonly className?: string | undefined;
}

const ROWS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/**
 * Large keys for a PIN, an amount or a quantity. While it is there, digits, Backspace and Delete (which clears) typed on a
 * real keyboard count too, unless they go into a text field; of several keypads the newest hears them.
 */
export function Keypad(props: KeypadProps) {
  const { label, onDigit, onBackspace, onClear, kind = 'plain', isDisabled = false } = props;
  const { t } = useTranslation();
  const root = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(
    () =>
      listenForKeys({
        root: () => root.current,
        isDisabled: () => latest.current.isDisabled === true,
        digit: (digit) => latest.current.onDigit(digit),
        backspace: () => latest.current.onBackspace(),
        clear: () => latest.current.onClear(),
        enter: () => latest.current.onEnter,
      }),
    [],
  );
  const key = (digits: string) => (
    <Button
      key={digits}
      isDisabled={isDisabled}
      onPress={() => onDigit(digits)}
      className={styles['key']}
    >
      {digits}
    </Button>
  );
  return (
    <div
      ref={root}
      role="group"
      aria-label={t('keypad.label', { name: label })}
      data-keypad=""
      className={cx(styles['keypad'], props.className)}
    >
      {ROWS.map(key)}
      {kind === 'money' ? (
        key('00')
      ) : (
        <Button isDisabled={isDisabled} onPress={onClear} className={styles['word']}>
          {t('keypad.clear')}
        </Button>
      )}
      {key('0')}
      <IconButton
        variant="secondary"
        size="counter"
        label={t('keypad.backspace')}
        isDisabled={isDisabled}
        onPress={onBackspace}
        className={styles['key']}
      >
        <Delete aria-hidden />
      </IconButton>
    </div>
  );
}
