import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Sheet } from '../ui/overlay.tsx';
import styles from './lists.module.css';

const KEYS = [
  [['1', '…', '9', '0'], 'select'],
  [['Enter'], 'advance'],
  [['←', '↑', '→', '↓'], 'move'],
  [['Tab', '⇧ Tab'], 'lines'],
  [['PgUp', 'PgDn'], 'page'],
  [['U'], 'undo'],
  [['R'], 'recallLast'],
  [['A'], 'allDay'],
  [['P'], 'readyList'],
  [['S'], 'sound'],
  [['?', 'H'], 'help'],
  [['Esc'], 'close'],
] as const;

/** Every key and what it does: a bump bar is a keyboard. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('kds');
  return (
    <Sheet open onClose={onClose} title={t('help.title')}>
      <dl className={styles['keys']}>
        {KEYS.map(([keys, action]) => (
          <Fragment key={action}>
            <dt>{keys.map((key) => (key === '…' ? ' … ' : <kbd key={key}>{key}</kbd>))}</dt>
            <dd>{t(`help.${action}`)}</dd>
          </Fragment>
        ))}
      </dl>
    </Sheet>
  );
}
