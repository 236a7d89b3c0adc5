import Inbox from 'lucide-react/icons/inbox';
import LockOpen from 'lucide-react/icons/lock-open';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { useFlows } from './counter-context.tsx';
import styles from './drawer-button.module.css';
import { ownShiftOf } from './shift-own.ts';

/** How this counter's drawer stands, and the way to it. What is in it is nobody's business across a counter. */
export function DrawerButton() {
  const { t } = useTranslation('pos');
  const { time } = useFormat();
  const open = useFlows((state) => state.open);
  const shift = useMirror(ownShiftOf);
  const words = shift
    ? t('drawer.openSince', { time: time(shift.openedAt) })
    : t('drawer.openDrawer');
  return (
    <Button
      variant="quiet"
      size="touch"
      aria-label={words}
      icon={shift ? <Inbox aria-hidden size={20} /> : <LockOpen aria-hidden size={20} />}
      className={cx(styles['button'], shift === null && styles['closed'])}
      onPress={() => open({ kind: 'drawer' })}
    >
      <span className={styles['words']}>{words}</span>
      {shift ? <span className={styles['short']}>{t('drawer.title')}</span> : null}
    </Button>
  );
}
