import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../shared/errors.ts';
import { LIMITS } from '../../shared/limits.ts';
import { useClient } from '../client/client-context.tsx';
import { Button } from './button.tsx';
import { Logo } from './logo.tsx';
import styles from './pairing-page.module.css';
import { PreferencesMenu } from './preferences-menu.tsx';
import { Spinner } from './spinner.tsx';
import { TextField } from './text-field.tsx';

export type PageName = 'pos' | 'kds' | 'board';

/** What a device that the broker does not know sees: how to introduce it, in plain words. */
export function PairingPage({ page }: { readonly page: PageName }) {
  const { t } = useTranslation();
  const client = useClient();
  const [code, setCode] = useState('');
  const [name, setName] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [working, setWorking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const deviceName = name ?? t(`pairing.defaultNames.${page}`);
  const codeError = tried && code.trim() === '' ? t('pairing.codeMissing') : null;
  const nameError = tried && deviceName.trim() === '' ? t('pairing.nameMissing') : null;

  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (working || code.trim() === '' || deviceName.trim() === '') return;
    setWorking(true);
    const answer = await client.pair(code, deviceName);
    setWorking(false);
    setRefusal(answer.ok ? null : answer.refusal);
  };

  const refused = (): string | null => {
    if (!refusal) return null;
    if (refusal.code === 'overloaded') return t('pairing.unreachable');
    if (refusal.code === 'rate_limited') {
      return t('pairing.tooMany', { count: refusal.data.retryAfterSeconds });
    }
    if (refusal.code === 'internal' || refusal.code === 'misdirected') {
      return `${t(`refusal.${refusal.code}.what`)} ${t(`refusal.${refusal.code}.now`)}`;
    }
    return t('pairing.refused');
  };

  return (
    <main className={styles['page']}>
      <div className={styles['corner']}>
        <PreferencesMenu />
      </div>
      <form className={styles['card']} onSubmit={(event) => void submit(event)} noValidate>
        <Logo size={56} />
        <h1 className={styles['title']}>{t('pairing.title')}</h1>
        <p className={styles['text']}>{t('pairing.text')}</p>
        <TextField
          className={styles['code']}
          label={t('pairing.code')}
          description={t('pairing.codeHint')}
          value={code}
          onChange={(next) => {
            setCode(next.toUpperCase());
            setRefusal(null);
          }}
          error={codeError ?? refused()}
          maxLength={32}
          autoComplete="off"
          spellCheck="false"
          autoFocus
        />
        <TextField
          label={t('pairing.name')}
          description={t('pairing.nameHint')}
          value={deviceName}
          onChange={setName}
          error={nameError}
          maxLength={LIMITS.name}
          autoComplete="off"
        />
        <Button
          type="submit"
          variant="primary"
          wide
          icon={working ? <Spinner /> : null}
          isDisabled={working}
        >
          {working ? t('pairing.working') : t('pairing.submit')}
        </Button>
        <section className={styles['where']}>
          <h2>{t('pairing.where')}</h2>
          <p>{t('pairing.whereWindow')}</p>
          <p>{t('pairing.whereAdmin')}</p>
        </section>
      </form>
    </main>
  );
}
