import Minus from 'lucide-react/icons/minus';
import Plus from 'lucide-react/icons/plus';
import Trash2 from 'lucide-react/icons/trash-2';
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
  /** What the left button does at the least: take the thing away. Without it, it stops there. */
  readonly onRemove?: () => void;
  /** Name of that button. */
  readonly removeLabel?: string;
  /** `row`: 56 px high, 48 px wide. In a list of lines 8 px more on each side would break every second name. */
  readonly size?: 'touch' | 'counter' | 'row';
}

/** A quantity between two large buttons. */
export function Stepper({
  name,
  value,
  min,
  max,
  onChange,
  isDisabled = false,
  onRemove,
  removeLabel = '',
  size = 'touch',
}: StepperProps) {
  const { t } = useTranslation();
  const atLeast = value <= min;
  const isRow = size === 'row';
  const button = isRow ? 'touch' : size;
  return (
    <div
      role="group"
      aria-label={`${t('quantity')}: ${name}`}
      className={cx(styles['stepper'], isRow && styles['row'])}
    >
      <IconButton
        size={button}
        label={atLeast && onRemove ? removeLabel : t('lessQuantity', { name })}
        isDisabled={isDisabled || (atLeast && !onRemove)}
        onPress={() => (atLeast ? onRemove?.() : onChange(value - 1))}
      >
        {atLeast && onRemove ? <Trash2 aria-hidden size={20} /> : <Minus aria-hidden />}
      </IconButton>
      <output className={styles['value']}>{value}</output>
      <IconButton
        size={button}
        label={t('moreQuantity', { name })}
        isDisabled={isDisabled || value >= max}
        onPress={() => onChange(value + 1)}
      >
        <Plus aria-hidden />
      </IconButton>
    </div>
  );
}
