import ShieldCheck from 'lucide-react/icons/shield-check';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ManagerAction } from '../../shared/people-roles.ts';
import { useClient, useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { Dialog } from '../ui/overlay.tsx';
import styles from './approval-dialog.module.css';
import type { Allowed } from './lock-context.ts';
import { inOrderOfUse } from './lock-people.ts';
import { PeopleTiles } from './people-tiles.tsx';
import { usePinAttempt } from './pin-attempt.ts';
import { PinPad } from './pin-pad.tsx';

export interface ApprovalDialogProps {
  /** What is to be allowed, all of it by one command; empty while nothing is asked. */
  readonly actions: readonly ManagerAction[];
  readonly onAnswer: (allowed: Allowed) => void;
}

/** A manager comes over and types their PIN: it is good for this one thing, and nobody else is signed in by it. */
export function ApprovalDialog({ actions, onAnswer }: ApprovalDialogProps) {
  const { t } = useTranslation('pos');
  return (
    <Dialog
      open={actions.length > 0}
      onClose={() => onAnswer(null)}
      title={t('people.approvalTitle')}
      aside={<ShieldCheck aria-hidden />}
    >
      {actions.length > 0 ? <Question actions={actions} onAnswer={onAnswer} /> : null}
    </Dialog>
  );
}

function Question({
  actions,
  onAnswer,
}: {
  readonly actions: readonly ManagerAction[];
  readonly onAnswer: (allowed: Allowed) => void;
}) {
  const { t } = useTranslation('pos');
  const { language } = useFormat();
  const client = useClient();
  const people = useMirror((state) => state.people);
  const managers = useMemo(
    () => inOrderOfUse(people, [], language).filter(({ role }) => role === 'manager'),
    [people, language],
  );
  const [chosen, setChosen] = useState<string | null>(
    managers.length === 1 ? (managers[0]?.id ?? null) : null,
  );
  const manager = managers.find(({ id }) => id === chosen);
  return (
    <>
      {actions.map((action) => (
        <p key={action}>{t(`people.approvalFor.${action}`)}</p>
      ))}
      <PeopleTiles
        label={t('people.managers')}
        people={managers}
        chosen={chosen}
        onChoose={setChosen}
        columns={2}
      />
      <div className={styles['pad']}>
        {manager ? (
          <ManagerPin
            key={manager.id}
            name={manager.name}
            check={(pin) => client.approve(manager.id, pin, actions)}
            onAllowed={onAnswer}
          />
        ) : (
          <p className={styles['hint']}>{t('people.chooseManager')}</p>
        )}
      </div>
    </>
  );
}

function ManagerPin({
  name,
  check,
  onAllowed,
}: {
  readonly name: string;
  readonly check: Parameters<typeof usePinAttempt<string>>[0];
  readonly onAllowed: (approval: string) => void;
}) {
  const { t } = useTranslation('pos');
  const attempt = usePinAttempt(check, onAllowed);
  return (
    <PinPad label={t('people.pinOf', { name })} action={t('people.allow')} attempt={attempt} />
  );
}
