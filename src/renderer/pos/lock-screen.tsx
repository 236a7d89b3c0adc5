import Hourglass from 'lucide-react/icons/hourglass';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslation } from 'react-i18next';
import { type ManagerAction, takesManager } from '../../shared/people-roles.ts';
import { useClient, useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { ConnectionBadge } from '../ui/connection.tsx';
import { Logo } from '../ui/logo.tsx';
import { PreferencesMenu } from '../ui/preferences-menu.tsx';
import { ApprovalDialog } from './approval-dialog.tsx';
import { LockContext, type Allowed } from './lock-context.ts';
import { useIdle } from './lock-idle.ts';
import { inOrderOfUse, lastPeople, rememberPerson } from './lock-people.ts';
import styles from './lock-screen.module.css';
import { PeopleTiles } from './people-tiles.tsx';
import { usePinAttempt } from './pin-attempt.ts';
import { PinPad } from './pin-pad.tsx';

/**
 * The counter, and over it, where people have to sign in and nobody is, the names and the PIN pad. What was being done
 * stays beneath as it was.
 */
export function LockScreen({ children }: { readonly children: ReactNode }) {
  const client = useClient();
  const signedIn = useMirror((state) => state.signedIn);
  const hasPeople = useMirror((state) => state.people.some(({ active }) => active));
  const isCounter = useMirror((state) => state.role === 'counter');
  const isLive = useMirror((state) => state.connection.state === 'live');
  const seconds = useMirror((state) => state.shop?.counter.lockAfterSeconds) ?? 0;
  const managerFor = useMirror((state) => state.shop?.counter.managerFor);
  const [next, setNext] = useState<'same' | 'another'>('same');
  const [asked, setAsked] = useState<readonly ManagerAction[]>([]);
  const answerTo = useRef<((allowed: Allowed) => void) | null>(null);

  const answer = useCallback((allowed: Allowed) => {
    answerTo.current?.(allowed);
    answerTo.current = null;
    setAsked([]);
  }, []);
  const lock = useCallback(
    (who: 'same' | 'another') => {
      setNext(who);
      client.signOut();
    },
    [client],
  );
  const needsManager = signedIn?.role === 'cashier' ? managerFor : undefined;
  const approve = useCallback(
    (...actions: readonly ManagerAction[]): Promise<Allowed> => {
      const kept = actions.filter((each) => needsManager && takesManager(each, needsManager));
      if (kept.length === 0) return Promise.resolve(undefined);
      // One thing at a time: what was asked before has been left.
      answerTo.current?.(null);
      setAsked(kept);
      return new Promise((resolve) => {
        answerTo.current = resolve;
      });
    },
    [needsManager],
  );
  const around = useMemo(() => ({ lock, approve }), [lock, approve]);

  // Without contact nobody could get in again, and orders could not be taken: it locks once contact is back.
  useIdle(seconds, signedIn !== null && isLive, () => lock('same'));

  return (
    <LockContext value={around}>
      {children}
      <ApprovalDialog actions={asked} onAnswer={answer} />
      <ModalOverlay
        isOpen={isCounter && hasPeople && signedIn === null}
        isKeyboardDismissDisabled
        className={styles['cover'] ?? ''}
      >
        <Modal className={styles['modal'] ?? ''}>
          <Names next={next} onEntered={() => setNext('same')} />
        </Modal>
      </ModalOverlay>
    </LockContext>
  );
}

function Names({
  next,
  onEntered,
}: {
  readonly next: 'same' | 'another';
  readonly onEntered: () => void;
}) {
  const { t } = useTranslation('pos');
  const { language } = useFormat();
  const client = useClient();
  const shop = useMirror((state) => state.shop?.name);
  const people = useMirror((state) => state.people);
  const isLost = useMirror((state) => state.connection.state !== 'live');
  const waiting = useMirror(
    (state) => Object.values(state.outgoing).filter((each) => each.waitsForSignIn).length,
  );
  const [last] = useState(() => lastPeople(window.localStorage));
  const names = useMemo(() => inOrderOfUse(people, last, language), [people, last, language]);
  const [chosen, setChosen] = useState<string | null>(() =>
    next === 'same' ? (last[0] ?? null) : null,
  );
  const person = names.find(({ id }) => id === chosen);
  useEffect(() => {
    // The pad hears digits wherever the focus is; Escape goes back to the names.
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') setChosen(null);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <Dialog aria-label={t('people.lockTitle')} className={styles['page'] ?? ''}>
      <header className={styles['top']}>
        <Logo size={32} />
        <span className={styles['shop']}>{shop}</span>
        <ConnectionBadge />
        <PreferencesMenu />
      </header>
      <div className={styles['columns']}>
        <section className={styles['names']}>
          <h1 className={styles['title']}>{t('people.lockTitle')}</h1>
          <p className={styles['text']}>{t('people.lockText')}</p>
          {waiting > 0 ? (
            <p role="status" className={styles['waiting']}>
              <Hourglass aria-hidden size={20} />
              {t('people.waiting', { count: waiting })}
            </p>
          ) : null}
          {isLost ? (
            <p role="alert" className={styles['waiting']}>
              {t('people.lockedLost')}
            </p>
          ) : null}
          <PeopleTiles
            label={t('people.lockTitle')}
            people={names}
            chosen={chosen}
            onChoose={setChosen}
            columns={3}
          />
        </section>
        <div className={styles['pad']}>
          {person ? (
            <OwnPin
              key={person.id}
              name={person.name}
              check={(pin) => client.signIn(person.id, pin)}
              onEntered={() => {
                rememberPerson(window.localStorage, person.id);
                onEntered();
              }}
            />
          ) : (
            <p className={styles['hint']}>{t('people.chooseName')}</p>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function OwnPin({
  name,
  check,
  onEntered,
}: {
  readonly name: string;
  readonly check: Parameters<typeof usePinAttempt<unknown>>[0];
  readonly onEntered: () => void;
}) {
  const { t } = useTranslation('pos');
  const attempt = usePinAttempt(check, onEntered);
  return (
    <PinPad label={t('people.pinOf', { name })} action={t('people.enter')} attempt={attempt} />
  );
}
