import { useTranslation } from 'react-i18next';
import { Segmented } from '../ui/segmented.tsx';
import styles from './course-field.module.css';

/** As many as meals have; more than that comes from elsewhere, and stays in view then. */
const USUAL = 4;

export interface CourseFieldProps {
  /** With which course the line is served, from 1. */
  readonly value: number;
  readonly onChange: (course: number) => void;
}

/** With which course a line is served: the first goes to the kitchen with the order, later ones wait for a word. */
export function CourseField({ value, onChange }: CourseFieldProps) {
  const { t } = useTranslation('pos');
  const courses = Array.from({ length: Math.max(USUAL, value) }, (_, index) => index + 1);
  return (
    <section className={styles['field']}>
      <span aria-hidden className={styles['label']}>
        {t('kitchen.course')}
      </span>
      <Segmented
        className={styles['courses'] ?? ''}
        label={t('kitchen.course')}
        value={String(value)}
        segments={courses.map((course) => ({
          id: String(course),
          label: t('kitchen.nth', { course }),
        }))}
        onChange={(id) => onChange(Number(id))}
      />
    </section>
  );
}
