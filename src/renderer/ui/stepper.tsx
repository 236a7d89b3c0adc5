import Minus from 'lucide-react/icons/minus';
import Plus from 'lucide-react/icons/plus';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import styles from './stepper.module.css';

export interface StepperProps {
  /** What is counted, for those who do not see what the stepper stands beside. */
  readonly name: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
  readonly isDisabled?: boolean;
  readonly size?: 'touch' | 'counter';
}

/** A quantity between two large buttons. */
export function Stepper({
  name,
  value,
  min,
  max,
  onChange,
  isDisabled = false,
  size = 'touch',
}: StepperProps) {
  const { t } = useTranslation();
  return (
    <div role="group" aria-label={`${t('quantity')}: ${name}`} className={cx(styles['stepper'])}>
      <IconButton
        size={size}
        label={t('lessQuantity', { name })}
        isDisabled={isDisabled || value <= min}
        onPress={() => onChange(value - 1)}
      >
        <Minus aria-hidden />
      </IconButton>
      <output className={styles['value']}>{value}</output>
      <IconButton
        size={size}
        label={t('moreQuantity', { name })}
        isDisabled={isDisabled || value >= max}
        onPress={() => onChange(value + 1)}
      >
        <Plus aria-hidden />
      </IconButton>
    </div>
  );
}
