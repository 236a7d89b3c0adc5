import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../shared/errors.ts';
import { useNow } from '../client/client-context.tsx';
import type { Outcome } from '../client/contract.ts';
import { useRefusalText } from '../i18n/use-refusal-text.ts';

/** A PIN on its way to the broker, and what came of the last one. */
export interface PinAttempt {
  /** Gives a PIN to the broker; ignored while one is on its way or the broker wants a pause. */
  readonly give: (pin: string) => void;
  readonly isWorking: boolean;
  /** Too many were wrong: nothing is taken for so many seconds; 0 = now. */
  readonly waitSeconds: number;
  /** What was wrong with the last one, and what to do; null when nothing was. */
  readonly problem: string | null;
}

/** Asks the broker about PINs, one at a time: `check` asks, `done` gets what it gave. */
export function usePinAttempt<T>(
  check: (pin: string) => Promise<Outcome<T>>,
  done: (value: T) => void,
): PinAttempt {
  const { t } = useTranslation('pos');
  const say = useRefusalText();
  const [isWorking, setWorking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [waitUntil, setWaitUntil] = useState(0);
  const isAsking = useRef(false);
  const now = useNow();
  const waitSeconds = Math.max(0, Math.ceil((waitUntil - now) / 1000));

  const give = async (pin: string): Promise<void> => {
    if (isAsking.current || Date.now() < waitUntil) return;
    isAsking.current = true;
    setWorking(true);
    setRefusal(null);
    const outcome = await check(pin);
    isAsking.current = false;
    setWorking(false);
    if (outcome.ok) {
      done(outcome.value);
      return;
    }
    setRefusal(outcome.refusal);
    if (outcome.refusal.code === 'rate_limited') {
      setWaitUntil(Date.now() + outcome.refusal.data.retryAfterSeconds * 1000);
    }
  };

  const problemOf = ({ code }: Refusal): string | null => {
    switch (code) {
      case 'pin_refused':
        return t('people.wrongPin');
      case 'overloaded':
        return t('people.noContact');
      case 'rate_limited':
        return waitSeconds > 0 ? t('people.wait', { count: waitSeconds }) : null;
      default:
        return null;
    }
  };
  const problem = (): string | null => {
    if (!refusal) return null;
    const own = problemOf(refusal);
    if (own !== null || refusal.code === 'rate_limited') return own;
    const { what, now: next } = say(refusal);
    return `${what} ${next}`;
  };
  return { give: (pin) => void give(pin), isWorking, waitSeconds, problem: problem() };
}
