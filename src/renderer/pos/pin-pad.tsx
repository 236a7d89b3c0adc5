import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Hidden } from '../ui/hidden.tsx';
import { Keypad } from '../ui/keypad.tsx';
import { Spinner } from '../ui/spinner.tsx';
import type { PinAttempt } from './pin-attempt.ts';
import styles from './pin-pad.module.css';

/** The least and the most digits of a PIN. */
export const PIN_DIGITS = { least: 4, most: 8 } as const;

export interface PinPadProps {
  /** Whose PIN is asked for. */
  readonly label: string;
  /** What giving it does. */
  readonly action: string;
  readonly attempt: PinAttempt;
}

/** Asks for a PIN: dots for what was typed, large keys, and what was wrong with the last one. It forgets what it gave. */
export function PinPad({ label, action, attempt }: PinPadProps) {
  const { t } = useTranslation('pos');
  const root = useRef<HTMLDivElement>(null);
  const [pin, setPin] = useState('');
  const [isShort, setShort] = useState(false);
  // Beneath a long list of names, on a phone, it would be out of view.
  useEffect(() => {
    root.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const { isWorking, waitSeconds } = attempt;
  const isShut = isWorking || waitSeconds > 0;

  const change = (next: (pin: string) => string): void => {
    // Enter is to give the PIN from now on, and not to press what happened to have the focus.
    if (!root.current?.contains(document.activeElement)) root.current?.focus();
    setShort(false);
    setPin((old) => next(old).slice(0, PIN_DIGITS.most));
  };
  const give = (): void => {
    if (pin.length < PIN_DIGITS.least) {
      setShort(true);
      return;
    }
    attempt.give(pin);
    setPin('');
  };
  const problem = isShort ? t('people.shortPin') : pin === '' ? attempt.problem : null;

  return (
    <div ref={root} tabIndex={-1} role="group" aria-label={label} className={styles['pad']}>
      <p className={styles['label']}>{label}</p>
      <p className={styles['dots']}>
        {Array.from({ length: Math.max(PIN_DIGITS.least, pin.length) }, (_, index) => (
          <span
            key={index}
            aria-hidden
            className={cx(styles['dot'], index < pin.length && styles['typed'])}
          />
        ))}
      </p>
      <span role="status">
        <Hidden>{t('people.digits', { count: pin.length })}</Hidden>
      </span>
      <div className={styles['problem']}>
        {problem === null ? null : <p role="alert">{problem}</p>}
      </div>
      <Keypad
        label={label}
        isDisabled={isShut}
        onDigit={(digit) => change((old) => old + digit)}
        onBackspace={() => change((old) => old.slice(0, -1))}
        onClear={() => change(() => '')}
        onEnter={give}
      />
      <Button
        variant="primary"
        wide
        isDisabled={isShut}
        icon={isWorking ? <Spinner /> : null}
        onPress={give}
      >
        {isWorking ? t('people.checking') : action}
      </Button>
    </div>
  );
}
