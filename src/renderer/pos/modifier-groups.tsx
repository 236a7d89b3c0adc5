import Check from 'lucide-react/icons/check';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { useTranslation } from 'react-i18next';
import type { Menu, MenuItem, ModifierGroup } from '../../shared/menu.ts';
import { useFormat } from '../i18n/format.ts';
import { Badge } from '../ui/badge.tsx';
import { cx } from '../ui/cx.ts';
import styles from './modifier-groups.module.css';

/** The groups of options of an item, as the menu orders them. */
export function groupsOf(menu: Menu, item: MenuItem): readonly ModifierGroup[] {
  return item.modifierGroupIds
    .map((id) => menu.modifierGroups.find((group) => group.id === id))
    .filter((group) => group !== undefined);
}

function countIn(group: ModifierGroup, chosen: readonly string[]): number {
  return group.modifiers.filter(({ id }) => chosen.includes(id)).length;
}

/** True when every group has between its least and its most. */
export function isChoiceComplete(
  groups: readonly ModifierGroup[],
  chosen: readonly string[],
): boolean {
  return groups.every((group) => {
    const count = countIn(group, chosen);
    return count >= group.min && count <= group.max;
  });
}

export interface ModifierGroupsProps {
  readonly groups: readonly ModifierGroup[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  /** Points at groups that still need a choice. */
  readonly showMissing: boolean;
}

/** The options of an item. In a group of one, a tap moves the choice; a full group takes no more. */
export function ModifierGroups({ groups, chosen, onChange, showMissing }: ModifierGroupsProps) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();

  const toggle = (group: ModifierGroup, id: string): void => {
    const own = group.modifiers.map((modifier) => modifier.id);
    if (chosen.includes(id)) onChange(chosen.filter((other) => other !== id));
    else if (group.max === 1) onChange([...chosen.filter((other) => !own.includes(other)), id]);
    else onChange([...chosen, id]);
  };
  const rule = ({ min, max }: ModifierGroup): string => {
    if (min === max) return t('choose', { count: min });
    return min === 0 ? t('chooseUpTo', { count: max }) : t('chooseRange', { min, max });
  };

  return groups.map((group) => {
    const count = countIn(group, chosen);
    const missing = count < group.min;
    // In a group of one a tap moves the choice: nothing is in the way there.
    const full = group.max > 1 && count >= group.max && group.modifiers.length > group.max;
    return (
      <section
        key={group.id}
        role="group"
        aria-label={`${group.name}: ${rule(group)}`}
        {...(missing ? { 'data-missing': '' } : {})}
      >
        <div className={styles['header']}>
          <h3 className={styles['title']}>{group.name}</h3>
          <span className={styles['rule']}>
            {rule(group)}
            <span role="status" className={styles['full']}>
              {full ? t('entry.groupFull', { count }) : null}
            </span>
          </span>
          {group.min > 0 ? (
            <Badge
              tone={missing ? (showMissing ? 'late' : 'attention') : 'ready'}
              icon={missing ? undefined : <Check aria-hidden />}
            >
              {t(missing && showMissing ? 'missing' : 'required')}
            </Badge>
          ) : null}
        </div>
        <div className={styles['options']}>
          {group.modifiers.map((modifier) => {
            const selected = chosen.includes(modifier.id);
            return (
              <ToggleButton
                key={modifier.id}
                isSelected={selected}
                isDisabled={!selected && full}
                onChange={() => toggle(group, modifier.id)}
                className={styles['option'] ?? ''}
              >
                <span className={cx(styles['mark'], group.max === 1 && styles['single'])}>
                  {selected ? <Check aria-hidden size={18} /> : null}
                </span>
                <span className={styles['words']}>
                  <span>{modifier.name}</span>
                  {modifier.priceCents > 0 ? (
                    <span className={styles['price']}>+ {money(modifier.priceCents)}</span>
                  ) : null}
                </span>
              </ToggleButton>
            );
          })}
        </div>
      </section>
    );
  });
}
