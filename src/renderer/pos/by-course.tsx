import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './by-course.module.css';

export interface ByCourseProps<L> {
  readonly lines: readonly L[];
  readonly courseOf: (line: L) => number;
  /** Draws one line, with its key. */
  readonly children: (line: L) => ReactNode;
}

/**
 * The lines of an order for a list of them: as they are when all go out with the first course, else each course under
 * its name, in the order in which they are served.
 */
export function ByCourse<L>({ lines, courseOf, children }: ByCourseProps<L>) {
  const { t } = useTranslation('pos');
  if (lines.every((line) => courseOf(line) === 1)) return lines.map(children);
  const courses = [...new Set(lines.map(courseOf))].toSorted((a, b) => a - b);
  // One flat list: a line that changes its course stays the same element, and keeps the focus that comes back to it.
  return courses.flatMap((course) => [
    <li key={`course-${course}`} className={styles['course']}>
      {t('kitchen.nthCourse', { course })}
    </li>,
    ...lines.filter((line) => courseOf(line) === course).map(children),
  ]);
}
