import Clock from 'lucide-react/icons/clock';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonProps } from '../ui/button.tsx';
import { Hidden } from '../ui/hidden.tsx';
import { useDrafts } from './counter-context.tsx';
import { activeOf } from './draft-store.ts';
import styles from './due-button.module.css';
import { useDueText } from './due-mark.tsx';

export interface DueButtonProps extends Pick<ButtonProps, 'variant' | 'isDisabled'> {
  readonly onPress: () => void;
  /** Without words for an order that nobody waits for at a certain time. */
  readonly short?: boolean;
}

/** For when the order being taken is promised; a tap opens the choice. */
export function DueButton({ short = false, ...rest }: DueButtonProps) {
  const { t } = useTranslation('pos');
  const dueAt = useDrafts((state) => activeOf(state).dueAt);
  const isBare = short && dueAt === null;
  const asap = t('kitchen.due.asap');
  return (
    <Button
      {...rest}
      icon={<Clock aria-hidden size={20} />}
      className={isBare ? styles['bare'] : styles['button']}
    >
      <Hidden>{t('kitchen.due.title')}: </Hidden>
      {dueAt !== null ? <Chosen dueAt={dueAt} /> : short ? <Hidden>{asap}</Hidden> : asap}
    </Button>
  );
}

/** Apart, for the clock moves on beneath it alone. */
function Chosen({ dueAt }: { readonly dueAt: string }) {
  const { t } = useTranslation('pos');
  const say = useDueText();
  return t('kitchen.due.for', { time: say(dueAt) });
}
