import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Sheet } from '../ui/overlay.tsx';
import { keyLabel } from './key-labels.ts';
import { KEY_ACTIONS } from './key-map.ts';
import { useChoices } from './kitchen-context.tsx';
import styles from './lists.module.css';
import { useKeyActionName } from './use-key-names.ts';

/** Every key and what it does, as the keys of this display are: a bump bar is a keyboard. */
export function HelpSheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('kds');
  const { keys } = useChoices();
  const nameOf = useKeyActionName();
  const rows = [
    ...KEY_ACTIONS.map((action) => ({ name: nameOf(action), keys: keys[action] })),
    { name: t('help.lines'), keys: ['Tab'] },
    { name: t('help.close'), keys: ['Escape'] },
  ];
  return (
    <Sheet open onClose={onClose} title={t('help.title')}>
      <dl className={styles['keys']}>
        {rows.map(({ name, keys: own }) => (
          <Fragment key={name}>
            <dt>
              {own.length === 0 ? <span>{t('keys.none')}</span> : null}
              {own.map((key) => (
                <kbd key={key}>{keyLabel(key)}</kbd>
              ))}
            </dt>
            <dd>{name}</dd>
          </Fragment>
        ))}
      </dl>
    </Sheet>
  );
}
