import { useTranslation } from 'react-i18next';
import styles from './first-contact.module.css';
import { Logo } from './logo.tsx';
import { PreferencesMenu } from './preferences-menu.tsx';
import { Spinner } from './spinner.tsx';

/** What stands there until the broker has said its first word: nothing to show, nothing pretended. */
export function FirstContact() {
  const { t } = useTranslation();
  return (
    <main className={styles['page']}>
      <div className={styles['corner']}>
        <PreferencesMenu />
      </div>
      <div className={styles['content']} role="status">
        <Logo size={64} />
        <p className={styles['title']}>
          <Spinner /> {t('connection.searching')}
        </p>
        <p className={styles['text']}>{t('connection.searchingText')}</p>
      </div>
    </main>
  );
}
