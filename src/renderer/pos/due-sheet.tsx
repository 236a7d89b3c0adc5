import { useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { useTranslation } from 'react-i18next';
import { useBrokerNow, useMirror } from '../client/client-context.tsx';
import { moveByArrows } from '../ui/arrow-keys.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Sheet } from '../ui/overlay.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useCounter, useDrafts } from './counter-context.tsx';
import { activeOf } from './draft-store.ts';
import { useDueText } from './due-mark.tsx';
import styles from './due-sheet.module.css';
import { nextMoment, nextQuarters, timeOfDay } from './due-time.ts';

/** For when the order is promised: as soon as it can be, at one of the next quarters of an hour, or at any time of day. */
export function DueSheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('pos');
  const { drafts } = useCounter();
  const say = useDueText();
  const now = useBrokerNow();
  const timeZone = useMirror((state) => state.shop?.timeZone);
  const dueAt = useDrafts((state) => activeOf(state).dueAt);
  // What is offered stays while it is looked at: no time moves away under a finger.
  const [offered] = useState(() => nextQuarters(now, timeZone));
  const [typed, setTyped] = useState(() => (dueAt === null ? '' : timeOfDay(dueAt, timeZone)));
  const promise = (next: string | null): void =>
    drafts.getState().edit((draft) => ({ ...draft, dueAt: next }));
  const choice = (moment: string | null, label: string) => (
    <ToggleButton
      key={moment}
      isSelected={dueAt === moment}
      onPress={() => {
        promise(moment);
        onClose();
      }}
      className={cx(styles['choice'], moment === null && styles['asap'])}
    >
      {label}
    </ToggleButton>
  );
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('kitchen.due.title')}
      footer={
        <Button variant="primary" wide onPress={onClose}>
          {t('done')}
        </Button>
      }
    >
      <div
        role="group"
        aria-label={t('kitchen.due.title')}
        className={styles['choices']}
        onKeyDown={(event) => moveByArrows(event, 'button')}
      >
        {choice(null, t('kitchen.due.asap'))}
        {offered.map((moment) => choice(moment, say(moment)))}
      </div>
      <TextField
        label={t('kitchen.due.other')}
        description={t('kitchen.due.otherHint')}
        type="time"
        value={typed}
        onChange={(time) => {
          setTyped(time);
          promise(nextMoment(time, now, timeZone));
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          onClose();
        }}
        autoFocus
      />
      <p role="status" className={styles['chosen']}>
        {dueAt === null ? null : t('kitchen.due.for', { time: say(dueAt) })}
      </p>
    </Sheet>
  );
}
