import { useEffect, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatOrderNumber } from '../i18n/format.ts';
import styles from './header.module.css';
import { useKitchen } from './kitchen-context.tsx';

/** A short shake: long enough to be seen, over before the next key. */
const SHAKE_MS = 140;

const SHAKE: Keyframe[] = [0, -10, 10, -6, 0].map((x) => ({ transform: `translateX(${x}px)` }));
/** For who asked for less motion. */
const FLASH: Keyframe[] = [{ opacity: 1 }, { opacity: 0.4 }, { opacity: 1 }];

/**
 * A press that a card did not take, because it had just slid or changed: the card shakes, and who cannot see it hears it.
 * @param area holds the cards
 */
export function Refusals({ area }: { readonly area: RefObject<HTMLElement | null> }) {
  const { t } = useTranslation('kds');
  const { guard } = useKitchen();
  const refused = useStore(guard.refused);
  const [calm] = useState(() => matchMedia('(prefers-reduced-motion: reduce)'));
  useEffect(() => {
    if (!refused) return;
    const cards = area.current?.querySelectorAll(`[data-ticket="${CSS.escape(refused.id)}"]`);
    for (const card of cards ?? []) card.animate(calm.matches ? FLASH : SHAKE, SHAKE_MS);
  }, [area, refused, calm]);
  const number = refused?.number;
  return (
    <p role="status" className={styles['spoken']}>
      {refused && number !== undefined ? (
        // Anew with each press, so that the same words are said again.
        <span key={refused.nth}>{t('refused', { number: formatOrderNumber(number) })}</span>
      ) : null}
    </p>
  );
}
