import RotateCcw from 'lucide-react/icons/rotate-ccw';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Hidden } from '../ui/hidden.tsx';
import { Sheet } from '../ui/overlay.tsx';
import { chooseKey, withKey, type KeyChoice } from './key-choice.ts';
import { keyLabel } from './key-labels.ts';
import { DEFAULT_KEYS, KEY_ACTIONS, type KeyActionName } from './key-map.ts';
import styles from './key-map-sheet.module.css';
import { keyOf } from './keys.ts';
import { useChoices, useKitchen } from './kitchen-context.tsx';
import { useKeyActionName } from './use-key-names.ts';

/** An action that waits for its key, and what the last press for it came to. */
interface Waiting {
  readonly action: KeyActionName;
  readonly said: Extract<KeyChoice, { kind: 'reserved' | 'taken' }> | null;
}

/** Every action with its keys; a row that is pressed takes the next key, of whatever keyboard or bump bar. */
export function KeyMapSheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('kds');
  const kitchen = useKitchen();
  const { keys } = useChoices();
  const nameOf = useKeyActionName();
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const [done, setDone] = useState('');

  const give = (action: KeyActionName, key: string | null): void => {
    kitchen.choose({ keys: withKey(keys, action, key) });
    const said = key === null ? t('keys.none') : keyLabel(key);
    setDone(t('keys.now', { action: nameOf(action), key: said }));
    setWaiting(null);
  };
  const hear = ({ action, said }: Waiting, key: string): void => {
    const choice = chooseKey(key, action, keys);
    switch (choice?.kind) {
      case undefined:
        return;
      case 'cancel':
        setWaiting(null);
        return;
      case 'clear':
        give(action, null);
        return;
      case 'set':
        give(action, choice.key);
        return;
      case 'taken':
        // Pressed once more, after the word, it is meant.
        if (said?.kind === 'taken' && said.key === choice.key) give(action, choice.key);
        else setWaiting({ action, said: choice });
        return;
      case 'reserved':
        setWaiting({ action, said: choice });
    }
  };
  useNextKey(waiting !== null, (key) => waiting && hear(waiting, key));

  return (
    <Sheet
      open
      wide
      onClose={onClose}
      title={t('keys.title')}
      footer={
        <Button
          wide
          size="kitchen"
          icon={<RotateCcw aria-hidden size={24} />}
          onPress={() => {
            kitchen.choose({ keys: DEFAULT_KEYS });
            setWaiting(null);
            setDone(t('keys.reset'));
          }}
        >
          {t('keys.reset')}
        </Button>
      }
    >
      <p className={styles['text']}>{t('keys.text')}</p>
      <p role="status" className={styles['done']}>
        {done}
      </p>
      <ul className={styles['rows']}>
        {KEY_ACTIONS.map((action) => (
          <Row
            key={action}
            name={nameOf(action)}
            keys={keys[action]}
            waiting={waiting?.action === action ? waiting : null}
            onPress={() => {
              setDone('');
              setWaiting(waiting?.action === action ? null : { action, said: null });
            }}
            onSwap={(key) => give(action, key)}
          />
        ))}
      </ul>
    </Sheet>
  );
}

function Row({
  name,
  keys,
  waiting,
  onPress,
  onSwap,
}: {
  readonly name: string;
  readonly keys: readonly string[];
  readonly waiting: Waiting | null;
  readonly onPress: () => void;
  readonly onSwap: (key: string) => void;
}) {
  const { t } = useTranslation('kds');
  const nameOf = useKeyActionName();
  const labels = keys.map(keyLabel);
  const said = waiting?.said;
  return (
    <li>
      <button
        type="button"
        className={cx(styles['row'], waiting !== null && styles['waiting'])}
        onClick={onPress}
      >
        <span className={styles['name']}>
          <Hidden>{t('keys.change')}</Hidden> {name}
        </span>
        {waiting ? (
          <span className={styles['press']}>{t('keys.press')}</span>
        ) : labels.length === 0 ? (
          <span className={styles['none']}>{t('keys.none')}</span>
        ) : (
          labels.map((label) => <kbd key={label}>{label}</kbd>)
        )}
      </button>
      {waiting ? (
        <div role="alert" className={styles['asked']}>
          {said?.kind === 'reserved' ? (
            <p>{t('keys.reserved', { key: keyLabel(said.key) })}</p>
          ) : null}
          {said?.kind === 'taken' ? (
            <p>{t('keys.taken', { key: keyLabel(said.key), action: nameOf(said.by) })}</p>
          ) : (
            <p>
              {t('keys.press')} {t('keys.pressText')}
            </p>
          )}
          {said?.kind === 'taken' ? (
            // For a finger: every key that is pressed now is one to be chosen.
            <Button excludeFromTabOrder size="kitchen" onPress={() => onSwap(said.key)}>
              {t('keys.swap')}
            </Button>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

/**
 * Takes the keys of the whole page while it is on: what is to be chosen must not do what it did. Tab still goes its
 * way, so that nobody is caught; a key held down is heard once.
 */
function useNextKey(on: boolean, onKey: (key: string) => void): void {
  const hear = useEffectEvent(onKey);
  useEffect(() => {
    if (!on) return undefined;
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key !== 'Tab') {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      if (!event.repeat) hear(keyOf(event));
    };
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, [on]);
}
