import CircleAlert from 'lucide-react/icons/circle-alert';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../client/client-context.tsx';
import { useRefusalText } from '../i18n/use-refusal-text.ts';
import { Button } from '../ui/button.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { useFlows } from './counter-context.tsx';
import type { MoneySender } from './money-sender.ts';
import styles from './money-trouble.module.css';

/** On the spot: why the broker did not take it, or that its answer is still to come. */
export function MoneyTrouble({ sender }: { readonly sender: MoneySender }) {
  const { t } = useTranslation('pos');
  const say = useRefusalText();
  const open = useFlows((state) => state.open);
  const isLost = useMirror((state) => state.connection.state !== 'live');
  const { refusal, isUnderWay } = sender;
  if (isUnderWay) {
    return (
      <p role="status" className={isLost ? styles['lost'] : styles['waiting']}>
        <Spinner size={18} /> {t(isLost ? 'till.waitingLost' : 'till.waiting')}
      </p>
    );
  }
  if (!refusal) return null;
  const { what, now } = say(refusal);
  return (
    <div role="alert" className={styles['refused']}>
      <CircleAlert aria-hidden size={20} className={styles['icon']} />
      <p className={styles['words']}>
        <strong>{what}</strong> {now}
      </p>
      {refusal.code === 'no_open_shift' ? (
        <Button size="touch" onPress={() => open({ kind: 'drawer' })}>
          {t('till.openDrawer')}
        </Button>
      ) : null}
    </div>
  );
}
