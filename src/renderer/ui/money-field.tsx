import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import { Button } from './button.tsx';
import { cx } from './cx.ts';
import { Keypad } from './keypad.tsx';
import type { KeypadNumber } from './keypad-number.ts';
import styles from './money-field.module.css';

export interface QuickAmount {
  readonly value: number;
  /** What stands on the button instead of the amount: "exact". */
  readonly label?: string;
}

export interface MoneyFieldProps {
  readonly label: string;
  readonly number: KeypadNumber;
  /** How the number is written. Default: as an amount of money. */
  readonly show?: (value: number) => string;
  /** Amounts at one touch, and what they are called together. */
  readonly quick?: readonly QuickAmount[];
  readonly quickLabel?: string;
  /** Enter, while no button has the focus. */
  readonly onEnter?: (() => void) | undefined;
  /** What is wrong with the number, or what follows from it. */
  readonly hint?: ReactNode;
  readonly isDisabled?: boolean;
  /** The field takes the focus when it appears, so that the real keyboard reaches it at once. */
  readonly autoFocus?: boolean;
}

/** An amount as it is typed, with quick amounts and large keys beneath it. Digits come in from the right. */
export function MoneyField(props: MoneyFieldProps) {
  const { label, number, quick = [], quickLabel, onEnter, hint, isDisabled = false } = props;
  const { autoFocus = false } = props;
  const { t } = useTranslation();
  const { money } = useFormat();
  const show = props.show ?? money;
  const id = useId();
  const output = useRef<HTMLOutputElement>(null);
  useEffect(() => {
    if (autoFocus) output.current?.focus();
  }, [autoFocus]);
  return (
    <div className={styles['field']}>
      <div className={styles['display']}>
        <span id={id} className={styles['label']}>
          {label}
        </span>
        <output ref={output} tabIndex={-1} aria-labelledby={id} className={styles['value']}>
          {show(number.value)}
        </output>
      </div>
      {hint === undefined ? null : <div className={styles['hint']}>{hint}</div>}
      {quick.length > 0 ? (
        <div
          role="group"
          aria-label={quickLabel ?? t('keypad.label', { name: label })}
          className={styles['quick']}
        >
          {quick.map(({ value, label: word }) => (
            <Button
              key={`${value}${word ?? ''}`}
              size="touch"
              isDisabled={isDisabled}
              className={cx(styles['note'], number.value === value && styles['chosen'])}
              onPress={() => number.setValue(value)}
            >
              {word ?? show(value)}
            </Button>
          ))}
        </div>
      ) : null}
      <Keypad
        kind="money"
        label={label}
        isDisabled={isDisabled}
        onEnter={onEnter}
        {...number.keys}
      />
    </div>
  );
}
