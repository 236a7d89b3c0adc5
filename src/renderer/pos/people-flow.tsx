import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../shared/people.ts';
import { useMirror } from '../client/client-context.tsx';
import { Sheet } from '../ui/overlay.tsx';
import { useFlows } from './counter-context.tsx';
import { PeopleList } from './people-list.tsx';
import { PersonForm } from './person-form.tsx';
import { OwnPinForm } from './people-own-pin.tsx';

/** Who works here, for managers; for a cashier, their own PIN. */
export function PeopleFlow() {
  const { t } = useTranslation('pos');
  const isOpen = useFlows((state) => state.flow?.kind === 'people');
  const close = useFlows((state) => state.close);
  const isCashier = useMirror((state) => state.signedIn?.role === 'cashier');
  return (
    <Sheet open={isOpen} onClose={close} title={isCashier ? t('people.ownPin') : t('people.title')}>
      {isOpen ? isCashier ? <OwnPinForm onDone={close} /> : <Managing /> : null}
    </Sheet>
  );
}

type Shown = { readonly kind: 'list' } | { readonly kind: 'form'; readonly person: Person | null };

function Managing() {
  const [shown, setShown] = useState<Shown>({ kind: 'list' });
  const toList = (): void => setShown({ kind: 'list' });
  return shown.kind === 'list' ? (
    <PeopleList
      onAdd={() => setShown({ kind: 'form', person: null })}
      onOpen={(person) => setShown({ kind: 'form', person })}
    />
  ) : (
    <PersonForm person={shown.person} onDone={toList} />
  );
}
