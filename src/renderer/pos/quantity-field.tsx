import Calculator from 'lucide-react/icons/calculator';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../shared/limits.ts';
import { IconButton } from '../ui/button.tsx';
import { Keypad } from '../ui/keypad.tsx';
import { withDigits } from '../ui/keypad-number.ts';
import { Stepper } from '../ui/stepper.tsx';
import styles from './quantity-field.module.css';

export interface QuantityFieldProps {
  readonly name: string;
  /** 0 only while it is being typed. */
  readonly value: number;
  readonly onChange: (quantity: number) => void;
  readonly onEnter: () => void;
}

/** How many: a stepper for one more or less, and a keypad for a whole table's worth. */
export function QuantityField({ name, value, onChange, onEnter }: QuantityFieldProps) {
  const { t } = useTranslation(['pos', 'common']);
  const [open, setOpen] = useState(false);
  // The first key replaces what stood there.
  const [fresh, setFresh] = useState(true);
  const set = (quantity: number): void => {
    setFresh(false);
    onChange(quantity);
  };
  return (
    <>
      {open ? (
        <Keypad
          label={t('common:quantity')}
          className={styles['keypad']}
          onDigit={(digits) => set(withDigits(fresh ? 0 : value, digits, LIMITS.quantity))}
          onBackspace={() => set(fresh ? 0 : Math.floor(value / 10))}
          onClear={() => set(0)}
          onEnter={onEnter}
        />
      ) : null}
      <div className={styles['field']}>
        <Stepper
          size="counter"
          name={name}
          value={value}
          min={1}
          max={LIMITS.quantity}
          onChange={onChange}
        />
        <IconButton
          size="counter"
          variant={open ? 'secondary' : 'quiet'}
          label={t('entry.keypad')}
          aria-expanded={open}
          onPress={() => {
            setFresh(true);
            setOpen(!open);
          }}
        >
          <Calculator aria-hidden size={22} />
        </IconButton>
      </div>
    </>
  );
}
