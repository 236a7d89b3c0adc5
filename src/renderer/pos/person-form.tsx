import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../shared/errors.ts';
import { LIMITS } from '../../shared/limits.ts';
import { PERSON_ROLES, type PersonRole } from '../../shared/people-roles.ts';
import type { Person } from '../../shared/people.ts';
import { useClient, useMirror } from '../client/client-context.tsx';
import { Button } from '../ui/button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { TextField } from '../ui/text-field.tsx';
import { rememberPerson } from './lock-people.ts';
import styles from './people-form.module.css';
import { NewPinFields, PinField } from './people-pin-fields.tsx';
import { useNewPin } from './people-pin.ts';
import { FormRefusal } from './people-refusal.tsx';

export interface PersonFormProps {
  /** Null: somebody new. */
  readonly person: Person | null;
  readonly onDone: () => void;
}

/** Registers somebody, or changes what they are; the first one is a manager, who from then on lets the others in. */
export function PersonForm({ person, onDone }: PersonFormProps) {
  const { t } = useTranslation('pos');
  const client = useClient();
  const isFirst = useMirror((state) => !state.people.some(({ active }) => active));
  const signedInAs = useMirror((state) => state.signedIn?.personId);
  const [name, setName] = useState(person?.name ?? '');
  const [wanted, setRole] = useState<PersonRole>(person?.role ?? 'cashier');
  const [isTried, setTried] = useState(false);
  const [isWorking, setWorking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [current, setCurrent] = useState('');
  const pin = useNewPin(person === null, isTried);
  const isOwn = person !== null && person.id === signedInAs;
  const needsCurrent = isOwn && !pin.isEmpty;
  const role: PersonRole = isFirst ? 'manager' : wanted;
  const isNamed = name.trim() !== '';
  const isProved = !needsCurrent || current !== '';
  const isReady = isNamed && isProved && (pin.pin !== null || (person !== null && pin.isEmpty));
  const isWrong = refusal?.code === 'pin_refused';
  const isTaken = refusal?.code === 'name_taken';
  const nameError = isTaken
    ? t('people.nameTaken')
    : isTried && !isNamed
      ? t('people.nameMissing')
      : null;

  const write = async (body: object): Promise<void> => {
    if (isWorking) return;
    setWorking(true);
    const outcome = await (person === null
      ? client.write<{ readonly person?: Person }>('POST', '/api/v1/people', body)
      : client.write<{ readonly person?: Person }>('PUT', `/api/v1/people/${person.id}`, body));
    if (outcome.ok && pin.pin !== null) {
      const id = person?.id ?? outcome.value.person?.id;
      // The first manager is in at once, and who changes their own PIN stays in.
      if (id !== undefined && (isFirst || id === signedInAs)) {
        rememberPerson(window.localStorage, id);
        await client.signIn(id, pin.pin);
      }
    }
    setWorking(false);
    setRefusal(outcome.ok ? null : outcome.refusal);
    if (outcome.ok) onDone();
  };
  const save = (event: SyntheticEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!isReady) return;
    void write({
      name: name.trim(),
      role,
      ...(pin.pin === null ? {} : { pin: pin.pin }),
      ...(needsCurrent ? { currentPin: current } : {}),
    });
  };

  return (
    <form className={styles['form']} onSubmit={save} noValidate>
      <h3 className={styles['title']}>{person?.name ?? t('people.new')}</h3>
      {isFirst ? <p className={styles['why']}>{t('people.firstText')}</p> : null}
      <TextField
        label={t('people.name')}
        value={name}
        onChange={(next) => {
          setName(next);
          setRefusal(null);
        }}
        error={nameError}
        maxLength={LIMITS.personName}
        autoComplete="off"
        autoFocus={person === null}
      />
      <Segmented
        label={t('people.role')}
        segments={PERSON_ROLES.map((id) => ({ id, label: t(`people.roles.${id}`) }))}
        value={role}
        onChange={setRole}
        isDisabled={isFirst}
      />
      <p className={styles['hint']}>{t(`people.roleText.${role}`)}</p>
      {isOwn ? (
        <PinField
          label={t('people.currentPin')}
          value={current}
          onChange={(text) => {
            setCurrent(text.replaceAll(/\D/g, ''));
            setRefusal(null);
          }}
          error={
            isWrong
              ? t('people.wrongPin')
              : isTried && !isProved
                ? t('people.currentPinMissing')
                : null
          }
          autoComplete="current-password"
        />
      ) : null}
      <NewPinFields label={person === null ? t('people.pin') : t('people.newPin')} pin={pin} />
      <FormRefusal refusal={isTaken || isWrong ? null : refusal} />
      <div className={styles['actions']}>
        <Button onPress={onDone} className={styles['grow']}>
          {t('people.back')}
        </Button>
        <Button type="submit" variant="primary" isDisabled={isWorking} className={styles['grow']}>
          {t('people.save')}
        </Button>
      </div>
      {person === null ? null : (
        <section className={styles['leaving']}>
          <p className={styles['hint']}>
            {person.active ? t('people.deactivateText') : t('people.reactivateText')}
          </p>
          <Button
            variant={person.active ? 'danger' : 'secondary'}
            isDisabled={isWorking}
            onPress={() => void write({ active: !person.active })}
          >
            {person.active ? t('people.deactivate') : t('people.reactivate')}
          </Button>
        </section>
      )}
    </form>
  );
}
