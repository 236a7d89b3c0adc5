import { Button } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../shared/people.ts';
import { moveByArrows } from '../ui/arrow-keys.ts';
import { cx } from '../ui/cx.ts';
import styles from './people-tiles.module.css';

export interface PeopleTilesProps {
  /** What choosing one of them is for. */
  readonly label: string;
  readonly people: readonly Person[];
  /** Id of who is chosen. */
  readonly chosen: string | null;
  readonly onChoose: (personId: string) => void;
  readonly columns: 2 | 3;
}

/** People by name, large enough for a quick finger; arrows move between them. */
export function PeopleTiles({ label, people, chosen, onChoose, columns }: PeopleTilesProps) {
  const { t } = useTranslation('pos');
  return (
    <div
      role="group"
      aria-label={label}
      className={cx(styles['tiles'], columns === 3 && styles['three'])}
      onKeyDown={(event) => moveByArrows(event, 'button')}
    >
      {people.map(({ id, name, role }) => (
        <Button
          key={id}
          aria-pressed={id === chosen}
          onPress={() => onChoose(id)}
          className={cx(styles['tile'], id === chosen && styles['chosen'])}
        >
          <span className={styles['name']}>{name}</span>
          <span className={styles['role']}>{t(`people.roles.${role}`)}</span>
        </Button>
      ))}
    </div>
  );
}
