import Check from 'lucide-react/icons/check';
import Languages from 'lucide-react/icons/languages';
import { Header } from 'react-aria-components/Header';
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../shared/languages.ts';
import { isLanguage, LANGUAGE_NAMES } from '../i18n/language.ts';
import { IconButton } from './button.tsx';
import { usePreferences } from './preferences.tsx';
import styles from './preferences-menu.module.css';

const THEMES = ['light', 'dark'] as const;

/** The language and the appearance of this device, at one touch on every screen. */
export function PreferencesMenu() {
  const { t } = useTranslation();
  const { language, chooseLanguage, theme, chooseTheme } = usePreferences();
  return (
    <MenuTrigger>
      <IconButton label={t('settings')}>
        <Languages aria-hidden />
      </IconButton>
      <Popover placement="bottom end" className={styles['popover'] ?? ''}>
        <Menu aria-label={t('settings')} className={styles['menu'] ?? ''}>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[language]}
            onSelectionChange={(keys) => {
              const [chosen] = keys;
              if (isLanguage(chosen)) chooseLanguage(chosen);
            }}
          >
            <Header className={styles['header'] ?? ''}>{t('language')}</Header>
            {LANGUAGES.map((tag) => (
              <Choice key={tag} id={tag} text={LANGUAGE_NAMES[tag]} lang={tag} />
            ))}
          </MenuSection>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[theme]}
            onSelectionChange={(keys) => {
              const [chosen] = keys;
              const next = THEMES.find((name) => name === chosen);
              if (next) chooseTheme(next);
            }}
          >
            <Header className={styles['header'] ?? ''}>{t('theme')}</Header>
            {THEMES.map((name) => (
              <Choice key={name} id={name} text={t(`themes.${name}`)} />
            ))}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function Choice({ id, text, lang }: { id: string; text: string; lang?: string }) {
  return (
    <MenuItem id={id} textValue={text} className={styles['item'] ?? ''}>
      {({ isSelected }) => (
        <>
          <span lang={lang}>{text}</span>
          {isSelected ? <Check aria-hidden size={20} /> : null}
        </>
      )}
    </MenuItem>
  );
}
