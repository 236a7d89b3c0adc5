import CircleAlert from 'lucide-react/icons/circle-alert';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../client/client-context.tsx';
import { useRefusalText } from '../i18n/use-refusal-text.ts';
import { Spinner } from '../ui/spinner.tsx';
import type { DrawerSender } from './drawer-sender.ts';
import styles from './drawer.module.css';

/** On the spot: why the broker did not take it, or that its answer is still to come. */
export function DrawerTrouble({ sender }: { readonly sender: DrawerSender }) {
  const { t } = useTranslation('pos');
  const say = useRefusalText();
  const isLost = useMirror((state) => state.connection.state !== 'live');
  if (sender.isUnderWay) {
    return (
      <p role="status" className={styles['waiting']}>
        <Spinner size={18} /> {isLost ? t('drawer.waitingLost') : t('drawer.waiting')}
      </p>
    );
  }
  if (!sender.refusal) return null;
  const { what, now } = say(sender.refusal);
  return (
    <p role="alert" className={styles['refused']}>
      <CircleAlert aria-hidden size={20} />
      <span>
        <strong>{what}</strong> {now}
      </span>
    </p>
  );
}
