import { useTranslation } from 'react-i18next';
import type { Role } from '../../shared/roles.ts';
import { pageOf } from '../client/page-roles.ts';
import { Button } from './button.tsx';
import styles from './first-contact.module.css';
import { Logo } from './logo.tsx';
import type { PageName } from './pairing-page.tsx';
import { PreferencesMenu } from './preferences-menu.tsx';

export interface WrongRolePageProps {
  readonly page: PageName;
  readonly role: Role;
  /** Goes to the page that the role is for. */
  readonly onLeave: (to: PageName) => void;
  /** Asks for another code. */
  readonly onPairAnew: () => void;
}

/** A device paired for another screen: says so, and the two ways on, instead of a screen that cannot work. */
export function WrongRolePage({ page, role, onLeave, onPairAnew }: WrongRolePageProps) {
  const { t } = useTranslation();
  const right = pageOf(role);
  return (
    <main className={styles['page']}>
      <div className={styles['corner']}>
        <PreferencesMenu />
      </div>
      <div className={styles['content']}>
        <Logo size={64} />
        <h1 className={styles['title']}>{t('wrongRole.title', { role: t(`roles.${role}`) })}</h1>
        <p className={styles['text']}>
          {t('wrongRole.text', { page: t(`pairing.defaultNames.${page}`) })}
        </p>
        {right === null || right === page ? null : (
          <Button variant="primary" onPress={() => onLeave(right)}>
            {t('wrongRole.open', { page: t(`pairing.defaultNames.${right}`) })}
          </Button>
        )}
        <Button onPress={onPairAnew}>{t('wrongRole.pairAnew')}</Button>
      </div>
    </main>
  );
}
