import KeyRound from 'lucide-react/icons/key-round';
import Lock from 'lucide-react/icons/lock';
import UserRound from 'lucide-react/icons/user-round';
import Users from 'lucide-react/icons/users';
import type { ReactNode } from 'react';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../client/client-context.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { useFlows } from './counter-context.tsx';
import { useLock } from './lock-context.ts';
import styles from './person-button.module.css';

/** Who is at the counter, and the way out; where nobody has to sign in, the way to the people. */
export function PersonButton() {
  const { t } = useTranslation('pos');
  const open = useFlows((state) => state.open);
  const signedIn = useMirror((state) => state.signedIn);
  const { lock } = useLock();
  if (!signedIn) {
    return (
      <IconButton label={t('people.manage')} onPress={() => open({ kind: 'people' })}>
        <Users aria-hidden />
      </IconButton>
    );
  }
  const isManager = signedIn.role === 'manager';
  return (
    <MenuTrigger>
      <Button
        variant="quiet"
        size="touch"
        icon={<UserRound aria-hidden size={20} />}
        aria-label={t('people.signedInAs', { name: signedIn.name })}
        className={styles['button']}
      >
        <span className={styles['name']}>{signedIn.name}</span>
      </Button>
      <Popover placement="bottom end" className={styles['popover'] ?? ''}>
        <Menu
          aria-label={t('people.signedInAs', { name: signedIn.name })}
          className={styles['menu'] ?? ''}
          onAction={(key) => {
            if (key === 'lock') lock('same');
            else if (key === 'another') lock('another');
            else open({ kind: 'people' });
          }}
        >
          <Item id="lock" text={t('people.lock')} icon={<Lock aria-hidden size={20} />} />
          <Item id="another" text={t('people.switch')} icon={<UserRound aria-hidden size={20} />} />
          <Item
            id="people"
            text={isManager ? t('people.manage') : t('people.ownPin')}
            icon={isManager ? <Users aria-hidden size={20} /> : <KeyRound aria-hidden size={20} />}
          />
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function Item({ id, text, icon }: { id: string; text: string; icon: ReactNode }) {
  return (
    <MenuItem id={id} textValue={text} className={styles['item'] ?? ''}>
      {icon}
      <span>{text}</span>
    </MenuItem>
  );
}
