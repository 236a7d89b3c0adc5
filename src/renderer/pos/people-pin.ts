import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** A new PIN, typed twice, as its two fields need it. */
export interface NewPin {
  readonly first: string;
  readonly second: string;
  readonly setFirst: (text: string) => void;
  readonly setSecond: (text: string) => void;
  /** The PIN once both agree; null until then. */
  readonly pin: string | null;
  readonly isEmpty: boolean;
  readonly firstError: string | null;
  readonly secondError: string | null;
}

const PIN = /^\d{4,8}$/;

const digits = (text: string): string => text.replaceAll(/\D/g, '');

/** `mustHave`: an empty one is an error too. Errors are told once `isTried`. */
export function useNewPin(mustHave: boolean, isTried: boolean): NewPin {
  const { t } = useTranslation('pos');
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const isEmpty = first === '' && second === '';
  const isGood = PIN.test(first);
  const isChecked = isTried && (mustHave || !isEmpty);
  return {
    first,
    second,
    setFirst: (text) => setFirst(digits(text)),
    setSecond: (text) => setSecond(digits(text)),
    pin: isGood && first === second ? first : null,
    isEmpty,
    firstError: isChecked && !isGood ? t('people.shortPin') : null,
    secondError: isChecked && isGood && first !== second ? t('people.pinsDiffer') : null,
  };
}
