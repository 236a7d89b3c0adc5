import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnownCustomer } from '../../shared/customers.ts';
import { LIMITS } from '../../shared/limits.ts';
import { useClient } from '../client/client-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/overlay.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useCounter, useDraft } from './counter-context.tsx';
import { emailErrorOf, refusedField, type FieldError } from './customer-errors.ts';
import { createRecall } from './customer-recall.ts';
import { CustomerSuggestions } from './customer-suggestions.tsx';
import styles from './customer-sheet.module.css';
import type { DraftCustomer } from './draft.ts';
import { DueSheet } from './due-sheet.tsx';
import { useTime } from './time-context.ts';

/** `due` is asked for in a sheet of its own: it is chosen, not typed. */
export type CustomerField = 'name' | 'email' | 'note' | 'due';

export interface CustomerSheetProps {
  /** The field to begin with; null: closed. */
  readonly at: CustomerField | null;
  readonly onClose: () => void;
}

/** Whom the order is for, and for when. Each field says at once what is wrong with it; nothing here has to be filled in. */
export function CustomerSheet({ at, onClose }: CustomerSheetProps) {
  if (at === 'due') return <DueSheet onClose={onClose} />;
  return at === null ? null : <Content at={at} onClose={onClose} />;
}

/** Earlier customers, and the field that was typed in. */
interface Found {
  readonly field: keyof DraftCustomer;
  readonly customers: readonly KnownCustomer[];
}

function Content({ at, onClose }: CustomerSheetProps) {
  const { t } = useTranslation('pos');
  const { drafts } = useCounter();
  const draft = useDraft();
  const [emailLeft, setEmailLeft] = useState(false);
  const { found, ask, forget } = useRecall();
  const fields = useRef<HTMLDivElement>(null);
  const { edit } = drafts.getState();
  const set = (part: Partial<DraftCustomer>): void =>
    edit((old) => ({
      ...old,
      customer: { ...old.customer, ...part },
      refusal: old.refusal?.code === 'invalid_request' ? null : old.refusal,
    }));
  const type = (field: keyof DraftCustomer, text: string): void => {
    set({ [field]: text });
    ask(field, text);
  };
  const say = (error: FieldError | null): string | null => {
    if (!error) return null;
    return t(error.kind === 'form' ? 'customerEmailWrong' : 'fieldRefused');
  };
  const emailError = emailErrorOf(draft);
  const focus = (selector: string): void =>
    fields.current?.querySelector<HTMLElement>(selector)?.focus();
  const choose = ({ name, email, phone }: KnownCustomer): void => {
    set({ name: name ?? '', email: email ?? '', phone: phone ?? '' });
    forget();
    document.querySelector<HTMLElement>('[data-done]')?.focus();
  };
  const toSuggestions = (event: KeyboardEvent): void => {
    const isField = event.target instanceof HTMLInputElement;
    if (event.key !== 'ArrowDown' || !isField || found.customers.length === 0) return;
    event.preventDefault();
    focus('[data-suggestion]');
  };
  const done = (): void => {
    // Said here, where it is mended, and not when the order is sent.
    if (emailError?.kind === 'form') {
      setEmailLeft(true);
      focus('[name=customer-email]');
    } else onClose();
  };
  const onEnter = (event: KeyboardEvent): void => {
    const { target } = event;
    const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || !isField)
      return;
    event.preventDefault();
    done();
  };
  const suggestionsAt = (field: keyof DraftCustomer) =>
    found.field === field ? (
      <CustomerSuggestions
        customers={found.customers}
        onChoose={choose}
        onLeave={() => focus(`[name=customer-${field}]`)}
      />
    ) : null;

  return (
    <Sheet
      open
      onClose={onClose}
      title={t('customerAndNote')}
      footer={
        <Button data-done="" variant="primary" wide onPress={done}>
          {t('done')}
        </Button>
      }
    >
      <div
        ref={fields}
        role="group"
        aria-label={t('customer')}
        className={styles['fields']}
        onKeyDown={(event) => {
          toSuggestions(event);
          onEnter(event);
        }}
      >
        <TextField
          label={t('customerName')}
          name="customer-name"
          value={draft.customer.name}
          onChange={(name) => type('name', name)}
          error={say(refusedField(draft, 'name'))}
          maxLength={LIMITS.name}
          autoComplete="off"
          autoFocus={at === 'name'}
        />
        {suggestionsAt('name')}
        <TextField
          label={t('customerPhone')}
          name="customer-phone"
          type="tel"
          inputMode="tel"
          value={draft.customer.phone}
          onChange={(phone) => type('phone', phone)}
          error={say(refusedField(draft, 'phone'))}
          maxLength={LIMITS.phone}
          autoComplete="off"
        />
        {suggestionsAt('phone')}
        <TextField
          label={t('customerEmail')}
          description={t('customerEmailHint')}
          name="customer-email"
          type="email"
          inputMode="email"
          value={draft.customer.email}
          onChange={(email) => {
            setEmailLeft(false);
            type('email', email);
          }}
          onBlur={() => setEmailLeft(true)}
          error={
            emailError?.kind === 'refused' || emailLeft || at === 'email' ? say(emailError) : null
          }
          maxLength={LIMITS.email}
          autoComplete="off"
          autoFocus={at === 'email'}
        />
        {suggestionsAt('email')}
        <TextField
          label={t('orderNote')}
          value={draft.note}
          onChange={(note) => edit((old) => ({ ...old, note }))}
          maxLength={LIMITS.note}
          autoFocus={at === 'note'}
          multiline
        />
      </div>
    </Sheet>
  );
}

function useRecall() {
  const client = useClient();
  const { timers } = useTime();
  const [found, setFound] = useState<Found>({ field: 'name', customers: [] });
  const [recall] = useState(() =>
    createRecall({
      read: (path) => client.read(path),
      timers,
      onFound: (customers) => setFound((old) => ({ ...old, customers })),
    }),
  );
  useEffect(() => () => recall.stop(), [recall]);
  return {
    found,
    ask: (field: keyof DraftCustomer, text: string): void => {
      setFound((old) => (old.field === field ? old : { field, customers: [] }));
      recall.ask(text);
    },
    forget: (): void => {
      recall.stop();
      setFound((old) => ({ ...old, customers: [] }));
    },
  };
}
