import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../shared/errors.ts';
import { useClient, useMirror } from '../client/client-context.tsx';
import { Button } from '../ui/button.tsx';
import styles from './people-form.module.css';
import { NewPinFields, PinField } from './people-pin-fields.tsx';
import { useNewPin } from './people-pin.ts';
import { FormRefusal } from './people-refusal.tsx';

/** A cashier's own PIN, changed with the one so far. */
export function OwnPinForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('pos');
  const client = useClient();
  const personId = useMirror((state) => state.signedIn?.personId);
  const [current, setCurrent] = useState('');
  const [isTried, setTried] = useState(false);
  const [isWorking, setWorking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const pin = useNewPin(true, isTried);
  const isWrong = refusal?.code === 'pin_refused';

  const save = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (isWorking || personId === undefined || current === '' || pin.pin === null) return;
    setWorking(true);
    const body = { pin: pin.pin, currentPin: current };
    const outcome = await client.write('PUT', `/api/v1/people/${personId}`, body);
    // The session went with the old PIN.
    if (outcome.ok) await client.signIn(personId, pin.pin);
    setWorking(false);
    setRefusal(outcome.ok ? null : outcome.refusal);
    if (outcome.ok) onDone();
  };

  return (
    <form className={styles['form']} onSubmit={(event) => void save(event)} noValidate>
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
            : isTried && current === ''
              ? t('people.currentPinMissing')
              : null
        }
        autoComplete="current-password"
      />
      <NewPinFields label={t('people.newPin')} pin={pin} />
      <FormRefusal refusal={isWrong ? null : refusal} />
      <Button type="submit" variant="primary" isDisabled={isWorking}>
        {t('people.save')}
      </Button>
    </form>
  );
}
