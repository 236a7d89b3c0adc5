import { useTranslation } from 'react-i18next';
import { TextField } from '../ui/text-field.tsx';
import type { NewPin } from './people-pin.ts';
import { PIN_DIGITS } from './pin-pad.tsx';

/** The two fields of a new PIN: nobody sees it, so that it is typed twice. */
export function NewPinFields({ label, pin }: { readonly label: string; readonly pin: NewPin }) {
  const { t } = useTranslation('pos');
  return (
    <>
      <PinField
        label={label}
        description={t('people.pinHint')}
        value={pin.first}
        onChange={pin.setFirst}
        error={pin.firstError}
        autoComplete="new-password"
      />
      <PinField
        label={t('people.pinAgain')}
        value={pin.second}
        onChange={pin.setSecond}
        error={pin.secondError}
        autoComplete="new-password"
      />
    </>
  );
}

/** One PIN, hidden, in digits. */
export function PinField(props: {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly error: string | null;
  readonly autoComplete: string;
}) {
  return <TextField {...props} type="password" inputMode="numeric" maxLength={PIN_DIGITS.most} />;
}
