import 'uplot/dist/uPlot.min.css';
import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import uPlot from 'uplot';
import type { KitchenFigures } from '../../shared/kitchen-figures.ts';
import { useFormat } from '../i18n/format.ts';
import { usePreferences } from '../ui/preferences.tsx';
import styles from './figures-sheet.module.css';

/** What can be looked at, one at a time. */
export const MEASURES = ['seen', 'preparation', 'lateness'] as const;

export type Measure = (typeof MEASURES)[number];

type Hours = KitchenFigures['hours'];

/** In CSS pixels. */
const HEIGHT = 220;

/** What the name of an hour takes under the chart, with what is beside it. CSS pixels. */
const NAME_WIDTH = 84;

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** One measure by hour: what half of it stayed within, before what nine of ten did. The table below says the same. */
export function FiguresChart({
  hours,
  measure,
}: {
  readonly hours: Hours;
  readonly measure: Measure;
}) {
  const { t } = useTranslation('kds');
  const { number, time } = useFormat();
  const { theme } = usePreferences();
  const place = useRef<HTMLDivElement>(null);
  const minutes = t('figures.minutes');

  useLayoutEffect(() => {
    const element = place.current;
    if (!element || hours.length === 0) return undefined;
    // The colours are those of the theme that the page wears now.
    void theme;
    const style = getComputedStyle(element);
    const colour = (name: string): string => style.getPropertyValue(name).trim();
    const font = `16px ${style.fontFamily}`;
    const data = dataOf(hours, measure);
    const from = Date.parse(hours[0]?.startsAt ?? '');
    const axis = { stroke: colour('--text-muted'), font, ticks: { show: false } };
    const paths = uPlot.paths.bars?.({ size: [0.7, 72] });
    const bars = (fill: string): uPlot.Series => ({
      fill: colour(fill),
      width: 0,
      points: { show: false },
      ...(paths ? { paths } : {}),
    });
    const chart = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        cursor: { show: false },
        legend: { show: false },
        scales: {
          x: { time: false, range: () => [-0.6, data[0].length - 0.4] },
          y: { range: (_, __, most) => [0, Math.max(1, most * 1.08)] },
        },
        axes: [
          {
            ...axis,
            grid: { show: false },
            splits: ({ width }) => namedHours(data[0].length, width),
            values: (_, splits) => splits.map((hour) => time(from + hour * HOUR_MS)),
          },
          {
            ...axis,
            size: 74,
            grid: { stroke: colour('--border'), width: 1 },
            values: (_, splits) => splits.map((value) => `${number(value)} ${minutes}`),
          },
        ],
        series: [{}, bars('--attention'), bars('--info')],
      },
      data,
      element,
    );
    const observer = new ResizeObserver(() => {
      chart.setSize({ width: element.clientWidth, height: HEIGHT });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
  }, [hours, measure, theme, minutes, number, time]);

  if (hours.length === 0) return null;
  return (
    <figure className={styles['figure']}>
      <div ref={place} role="img" aria-label={t('figures.chart')} className={styles['chart']} />
      <figcaption className={styles['legend']}>
        <span className={styles['half']}>{t('figures.half')}</span>
        <span className={styles['most']}>{t('figures.most')}</span>
      </figcaption>
    </figure>
  );
}

/** Hours since the first, and for each what nine of ten and what half stayed within, in minutes; null for none. */
export function dataOf(
  hours: Hours,
  measure: Measure,
): [number[], (number | null)[], (number | null)[]] {
  const from = Date.parse(hours[0]?.startsAt ?? '');
  const at = new Map(
    hours.map((hour) => [Math.round((Date.parse(hour.startsAt) - from) / HOUR_MS), hour[measure]]),
  );
  const count = Math.max(...at.keys()) + 1;
  const all = Array.from({ length: count }, (_, hour) => hour);
  const inMinutes = (ms: number | null | undefined): number | null =>
    ms === null || ms === undefined ? null : ms / MINUTE_MS;
  return [
    all,
    all.map((hour) => inMinutes(at.get(hour)?.p90Ms)),
    all.map((hour) => inMinutes(at.get(hour)?.p50Ms)),
  ];
}

/** Which hours are named under the chart: all of them, or as many as there is room for. */
function namedHours(count: number, width: number): number[] {
  const step = Math.ceil((count * NAME_WIDTH) / width);
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step);
}
