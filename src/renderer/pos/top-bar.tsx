import Keyboard from 'lucide-react/icons/keyboard';
import Search from 'lucide-react/icons/search';
import X from 'lucide-react/icons/x';
import type { KeyboardEvent, RefObject } from 'react';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../client/client-context.tsx';
import { IconButton } from '../ui/button.tsx';
import { ConnectionBadge } from '../ui/connection.tsx';
import { PreferencesMenu } from '../ui/preferences-menu.tsx';
import { DrawerButton } from './drawer-button.tsx';
import { PersonButton } from './person-button.tsx';
import styles from './top-bar.module.css';

export interface TopBarProps {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** Takes the first item that was found. */
  readonly onEnter: () => void;
  /** Shows the keys. */
  readonly onHelp: () => void;
}

/** The search, the shop's name, the connection, the choices of this device. */
export function TopBar({ inputRef, query, onQuery, onEnter, onHelp }: TopBarProps) {
  const { t } = useTranslation('pos');
  const shop = useMirror((state) => state.shop?.name);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      document.querySelector<HTMLElement>('[data-tile]:enabled')?.focus();
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      onEnter();
    } else if (event.key === 'Escape' && query === '') {
      inputRef.current?.blur();
    }
  };
  return (
    <header className={styles['bar']}>
      <SearchField
        aria-label={t('search')}
        value={query}
        onChange={onQuery}
        className={styles['search'] ?? ''}
      >
        <Search aria-hidden size={20} className={styles['glass'] ?? ''} />
        <Input
          ref={inputRef}
          placeholder={t('searchHint')}
          autoComplete="off"
          spellCheck="false"
          enterKeyHint="done"
          onKeyDown={onKeyDown}
          className={styles['input'] ?? ''}
        />
        {query === '' ? null : (
          <IconButton label={t('clearSearch')} className={styles['clear']}>
            <X aria-hidden />
          </IconButton>
        )}
      </SearchField>
      <div className={styles['shop']}>
        <span className={styles['shopName']}>{shop}</span>
      </div>
      <DrawerButton />
      <PersonButton />
      <IconButton label={t('entry.keys.title')} className={styles['help']} onPress={onHelp}>
        <Keyboard aria-hidden size={20} />
      </IconButton>
      <ConnectionBadge />
      <PreferencesMenu />
    </header>
  );
}
