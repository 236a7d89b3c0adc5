import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../shared/limits.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/overlay.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useCounter, useDraft } from './counter-context.tsx';
import { emailErrorOf, refusedField, type FieldError } from './customer-errors.ts';
import type { DraftCustomer } from './draft.ts';

export type CustomerField = 'name' | 'email' | 'note';

export interface CustomerSheetProps {
  /** The field to begin with; null: closed. */
  readonly at: CustomerField | null;
  readonly onClose: () => void;
}

/** Whom the order is for. Each field says at once what is wrong with it; nothing here has to be filled in. */
export function CustomerSheet({ at, onClose }: CustomerSheetProps) {
  const { t } = useTranslation('pos');
  const { drafts } = useCounter();
  const draft = useDraft();
  const [emailLeft, setEmailLeft] = useState(false);
  const { edit } = drafts.getState();
  const set = (part: Partial<DraftCustomer>): void =>
    edit((old) => ({
      ...old,
      customer: { ...old.customer, ...part },
      refusal: old.refusal?.code === 'invalid_request' ? null : old.refusal,
    }));
  const say = (error: FieldError | null): string | null => {
    if (!error) return null;
    return t(error.kind === 'form' ? 'customerEmailWrong' : 'fieldRefused');
  };
  const emailError = emailErrorOf(draft);

  return (
    <Sheet
      open={at !== null}
      onClose={onClose}
      title={t('customerAndNote')}
      footer={
        <Button variant="primary" wide onPress={onClose}>
          {t('done')}
        </Button>
      }
    >
      <TextField
        label={t('customerName')}
        value={draft.customer.name}
        onChange={(name) => set({ name })}
        error={say(refusedField(draft, 'name'))}
        maxLength={LIMITS.name}
        autoComplete="off"
        autoFocus={at === 'name'}
      />
      <TextField
        label={t('customerEmail')}
        description={t('customerEmailHint')}
        type="email"
        inputMode="email"
        value={draft.customer.email}
        onChange={(email) => {
          setEmailLeft(false);
          set({ email });
        }}
        onBlur={() => setEmailLeft(true)}
        error={
          emailError?.kind === 'refused' || emailLeft || at === 'email' ? say(emailError) : null
        }
        maxLength={LIMITS.email}
        autoComplete="off"
        autoFocus={at === 'email'}
      />
      <TextField
        label={t('customerPhone')}
        type="tel"
        inputMode="tel"
        value={draft.customer.phone}
        onChange={(phone) => set({ phone })}
        error={say(refusedField(draft, 'phone'))}
        maxLength={LIMITS.phone}
        autoComplete="off"
      />
      <TextField
        label={t('orderNote')}
        value={draft.note}
        onChange={(note) => edit((old) => ({ ...old, note }))}
        maxLength={LIMITS.note}
        autoFocus={at === 'note'}
        multiline
      />
    </Sheet>
  );
}
