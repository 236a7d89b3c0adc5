import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shift } from '../../shared/shift.ts';
import { useFormat } from '../i18n/format.ts';

/** Says since when a drawer is open, and who opened it. */
export function useOpenedWords(): (shift: Shift) => string {
  const { t } = useTranslation('pos');
  const { dateTime } = useFormat();
  return useCallback(
    ({ openedAt, openedBy }) => {
      const when = dateTime(openedAt);
      return openedBy === null
        ? t('drawer.openedAt', { when })
        : t('drawer.openedBy', { when, name: openedBy.name });
    },
    [t, dateTime],
  );
}
