import { useTranslation } from 'react-i18next';
import type { KeyActionName } from './key-map.ts';
import { isSelecting, positionOf } from './keys.ts';

/** How the action of a key is called in the language of the screen. */
export function useKeyActionName(): (action: KeyActionName) => string {
  const { t } = useTranslation('kds');
  return (action) =>
    isSelecting(action)
      ? t('keys.select', { position: positionOf(action) + 1 })
      : t(`keys.actions.${action}`);
}
