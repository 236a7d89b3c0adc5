import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../shared/errors.ts';
import { useMirror } from '../client/client-context.tsx';
import { useFormat } from './format.ts';
import { refusalText, type RefusalText } from './refusal.ts';

/** Turns refusals into sentences, with the names of this shop's menu in them. */
export function useRefusalText(): (refusal: Refusal) => RefusalText {
  const { t } = useTranslation();
  const { list, money } = useFormat();
  const menu = useMirror((state) => state.menu);
  return useCallback(
    (refusal) =>
      refusalText(t, refusal, {
        list,
        money,
        item: (id) => menu?.items.find((item) => item.id === id)?.name ?? id,
        group: (id) => menu?.modifierGroups.find((group) => group.id === id)?.name ?? id,
      }),
    [t, list, money, menu],
  );
}
