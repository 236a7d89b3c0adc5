import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';

/** What counted cash is over or short of what was expected: colour never speaks alone, so it has a word and a sign. */
export interface Difference {
  readonly kind: 'even' | 'over' | 'missing';
  readonly word: string;
  /** `+R$ 5,00`, `−R$ 5,00`, `R$ 0,00` */
  readonly amount: string;
}

/** Says differences, given in cents. */
export function useDifference(): (cents: number) => Difference {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  return useCallback(
    (cents) => {
      const kind = cents === 0 ? 'even' : cents > 0 ? 'over' : 'missing';
      const sign = { even: '', over: '+', missing: '−' }[kind];
      return { kind, word: t(`drawer.${kind}`), amount: `${sign}${money(Math.abs(cents))}` };
    },
    [t, money],
  );
}
