import ChevronRight from 'lucide-react/icons/chevron-right';
import UserPlus from 'lucide-react/icons/user-plus';
import Users from 'lucide-react/icons/users';
import { useMemo } from 'react';
import { Button as RowButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../shared/people.ts';
import { useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import styles from './people-list.module.css';

export interface PeopleListProps {
  readonly onAdd: () => void;
  readonly onOpen: (person: Person) => void;
}

/** Everyone who works here, and below them who has left. */
export function PeopleList({ onAdd, onOpen }: PeopleListProps) {
  const { t } = useTranslation('pos');
  const { language } = useFormat();
  const people = useMirror((state) => state.people);
  const sorted = useMemo(
    () =>
      people.toSorted(
        (a, b) => Number(b.active) - Number(a.active) || a.name.localeCompare(b.name, language),
      ),
    [people, language],
  );
  const add = (
    <Button
      variant="primary"
      wide={people.length > 0}
      icon={<UserPlus aria-hidden size={20} />}
      onPress={onAdd}
    >
      {people.some(({ active }) => active) ? t('people.add') : t('people.addFirst')}
    </Button>
  );
  if (people.length === 0) {
    return (
      <EmptyState icon={<Users aria-hidden />} title={t('people.noneTitle')} action={add}>
        {t('people.noneText')}
      </EmptyState>
    );
  }
  return (
    <>
      <ul aria-label={t('people.title')} className={styles['list']}>
        {sorted.map((person) => (
          <li key={person.id}>
            <RowButton onPress={() => onOpen(person)} className={styles['row'] ?? ''}>
              <span className={styles['name']}>{person.name}</span>
              <Badge tone={person.active && person.role === 'manager' ? 'info' : 'neutral'}>
                {person.active ? t(`people.roles.${person.role}`) : t('people.left')}
              </Badge>
              <ChevronRight aria-hidden size={20} />
            </RowButton>
          </li>
        ))}
      </ul>
      {add}
    </>
  );
}
