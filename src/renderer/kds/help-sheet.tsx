import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Sheet } from '../ui/overlay.tsx';
import { keyLabel } from './key-labels.ts';
import { KEY_ACTIONS, type KeyActionName } from './key-map.ts';
import { isSelecting } from './keys.ts';
import { useChoices } from './kitchen-context.tsx';
import styles from './lists.module.css';
import { useKeyActionName } from './use-key-names.ts';

/** What has a row of its own below. */
const GATHERED: readonly KeyActionName[] = ['left', 'right', 'up', 'down', 'page-back', 'page-on'];

/** Every key and what it does, as the keys of this display are: a bump bar is a keyboard. */
export function HelpSheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('kds');
  const { keys, directBump } = useChoices();
  const nameOf = useKeyActionName();
  const first = (actions: readonly KeyActionName[]): string[] =>
    actions.flatMap((action) => keys[action].slice(0, 1));
  const single = KEY_ACTIONS.filter((each) => !isSelecting(each) && !GATHERED.includes(each));
  const rows = [
    {
      name: t(directBump ? 'help.direct' : 'help.select'),
      keys: first(KEY_ACTIONS.filter(isSelecting)),
    },
    { name: t('help.move'), keys: first(['left', 'up', 'down', 'right']) },
    { name: t('help.page'), keys: first(['page-back', 'page-on']) },
    ...single.map((action) => ({ name: nameOf(action), keys: keys[action] })),
    { name: t('help.lines'), keys: ['Tab'] },
    { name: t('help.close'), keys: ['Escape'] },
  ];
  return (
    <Sheet open wide onClose={onClose} title={t('help.title')}>
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
