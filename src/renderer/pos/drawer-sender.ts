import { useCallback, useRef, useState } from 'react';
import type { CommandType } from '../../shared/commands.ts';
import type { Refusal } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { Shift } from '../../shared/shift.ts';
import { useClient } from '../client/client-context.tsx';
import type { Approval, CommandInput } from '../client/contract.ts';
import { REPLACED_MS, usePressShield } from '../ui/press-shield.ts';

/** What moves the drawer of this counter. */
export type DrawerCommand = Extract<
  CommandType,
  'shift.open' | 'shift.cash_in' | 'shift.cash_out' | 'shift.close'
>;

export interface DrawerSender {
  /** True while a command about the drawer has no answer. */
  readonly isUnderWay: boolean;
  /** Why the last one was refused, until the next one. */
  readonly refusal: Refusal | null;
  readonly forget: () => void;
  /** The shift after it; null when it was refused, or another is on its way. */
  readonly send: <T extends DrawerCommand>(
    type: T,
    data: CommandInput<T>,
    approval?: Approval,
  ) => Promise<{ readonly shift: Shift | null } | null>;
}

/** Answers after which the broker may still have kept the command: the same words go out again under the same id. */
const DOUBTFUL: readonly Refusal['code'][] = ['storage_failed', 'internal'];

/** Sends what concerns the drawer, one thing at a time: no cash is put in or taken out twice by a second tap. */
export function useDrawerSender(): DrawerSender {
  const client = useClient();
  const shield = usePressShield();
  const [isUnderWay, setUnderWay] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const isBusy = useRef(false);
  const doubtful = useRef<{ readonly id: string; readonly said: string } | null>(null);
  const forget = useCallback(() => setRefusal(null), []);
  const send: DrawerSender['send'] = useCallback(
    async (type, data, approval) => {
      if (isBusy.current) return null;
      isBusy.current = true;
      setUnderWay(true);
      setRefusal(null);
      const said = JSON.stringify([type, data]);
      const id = doubtful.current?.said === said ? doubtful.current.id : newId();
      const reply = await client.send(type, data, id, approval);
      isBusy.current = false;
      setUnderWay(false);
      // The answer puts other buttons where the finger still is.
      shield.raise(REPLACED_MS);
      doubtful.current = !reply.ok && DOUBTFUL.includes(reply.refusal.code) ? { id, said } : null;
      if (reply.ok) return { shift: reply.data.shift ?? null };
      setRefusal(reply.refusal);
      return null;
    },
    [client, shield],
  );
  return { isUnderWay, refusal, forget, send };
}
