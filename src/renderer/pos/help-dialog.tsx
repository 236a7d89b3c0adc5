import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Sheet } from '../ui/overlay.tsx';
import styles from './help-dialog.module.css';

const KEYS = [
  [['A', '…', 'Z', '/'], 'search'],
  [['3*'], 'times'],
  [['Enter'], 'add'],
  [['←', '↑', '→', '↓'], 'move'],
  [['F9', 'Ctrl + Enter'], 'send'],
  [['F4'], 'receive'],
  [['F8'], 'hold'],
  [['F2'], 'customer'],
  [['Ctrl + ↓'], 'lines'],
  [['+', '−', 'Delete'], 'line'],
  [['Tab', '⇧ Tab'], 'tab'],
  [['Esc'], 'close'],
  [['?'], 'help'],
] as const;

/** Every key of the counter and what it does. */
export function HelpDialog({
  open,
  onClose,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('pos');
  return (
    <Sheet open={open} onClose={onClose} title={t('entry.keys.title')}>
      <dl className={styles['keys']}>
        {KEYS.map(([keys, action]) => (
          <Fragment key={action}>
            <dt>{keys.map((key) => (key === '…' ? ' … ' : <kbd key={key}>{key}</kbd>))}</dt>
            <dd>{t(`entry.keys.${action}`)}</dd>
          </Fragment>
        ))}
      </dl>
      <p className={styles['scanner']}>{t('entry.keys.scanner')}</p>
    </Sheet>
  );
}
