import ChartColumn from 'lucide-react/icons/chart-column';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Figures, KitchenFigures } from '../../shared/kitchen-figures.ts';
import { useMirror } from '../client/client-context.tsx';
import { formatElapsed, useFormat } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/overlay.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { FiguresChart, MEASURES, type Measure } from './figures-chart.tsx';
import styles from './figures-sheet.module.css';
import { useFigures } from './use-figures.ts';

/** How the kitchen did today: until seen, in preparation, late; by hour, by station and by item. */
export function FiguresSheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('kds');
  const { time } = useFormat();
  const { figures, refusal, retry } = useFigures();
  const live = useMirror(({ connection }) => connection.state === 'live');
  const old = figures !== null && (refusal !== null || !live);
  return (
    <Sheet open wide onClose={onClose} title={t('figures.title')}>
      {figures ? (
        <p role="status" className={old ? styles['old'] : styles['counted']}>
          {old ? <TriangleAlert aria-hidden size={22} strokeWidth={2.5} /> : null}
          {old
            ? t('figures.old', { time: time(figures.countedAt) })
            : `${t('figures.countedAt', { time: time(figures.countedAt) })} · ${t('figures.orders', { count: figures.orders })}`}
        </p>
      ) : null}
      {figures && figures.orders > 0 ? <Day figures={figures} /> : null}
      {figures?.orders === 0 ? (
        <EmptyState icon={<ChartColumn aria-hidden size={56} />} title={t('figures.empty')}>
          {t('figures.emptyText')}
        </EmptyState>
      ) : null}
      {figures || refusal ? null : (
        <div role="status" className={styles['loading']}>
          <Spinner size={32} />
          {t('figures.loading')}
        </div>
      )}
      {refusal && !figures ? (
        <EmptyState
          icon={<TriangleAlert aria-hidden size={56} />}
          title={t('figures.failed')}
          action={
            <Button size="kitchen" onPress={retry}>
              {t('figures.retry')}
            </Button>
          }
        />
      ) : null}
    </Sheet>
  );
}

/** A day with orders, by one measure. */
function Day({ figures }: { readonly figures: KitchenFigures }) {
  const { t } = useTranslation('kds');
  const { time } = useFormat();
  const menu = useMirror((state) => state.menu);
  const [measure, setMeasure] = useState<Measure>('preparation');
  const stationName = (id: string): string =>
    menu?.stations.find((station) => station.id === id)?.name ?? id;
  return (
    <>
      <Segmented
        label={t('figures.measure')}
        segments={MEASURES.map((id) => ({ id, label: t(`figures.measures.${id}`) }))}
        value={measure}
        onChange={setMeasure}
        className={styles['measures'] ?? ''}
      />
      <p className={styles['about']}>{t(`figures.about.${measure}`)}</p>
      <Total of={figures.all} measure={measure} />
      <FiguresChart hours={figures.hours} measure={measure} />
      <Table
        title={t('figures.hours')}
        first={t('figures.hour')}
        measure={measure}
        rows={figures.hours.map((each) => ({
          ...each,
          key: each.startsAt,
          name: time(each.startsAt),
        }))}
      />
      <Table
        title={t('figures.stations')}
        first={t('figures.station')}
        measure={measure}
        rows={figures.stations.map((each) => ({
          ...each,
          key: each.station,
          name: stationName(each.station),
        }))}
      />
      <Table
        title={t('figures.items')}
        first={t('figures.item')}
        measure={measure}
        rows={figures.items.map((each) => ({ ...each, key: each.itemId }))}
      />
    </>
  );
}

/** A time as it is read: `12:41`; a dash where there is nothing to tell. */
const elapsed = (ms: number | null, nothing: string): string =>
  ms === null ? nothing : formatElapsed(ms);

/** How many of how many, or just how many. */
function useCount(measure: Measure): (figures: Figures) => string {
  const { t } = useTranslation('kds');
  const { number } = useFormat();
  return ({ lateness, ...rest }) =>
    measure === 'lateness'
      ? t('figures.lateOf', { late: number(lateness.late), of: number(lateness.of) })
      : number(rest[measure].count);
}

/** The whole day in three large numbers. */
function Total({ of: all, measure }: { readonly of: Figures; readonly measure: Measure }) {
  const { t } = useTranslation('kds');
  const count = useCount(measure);
  const { p50Ms, p90Ms } = all[measure];
  const tiles = [
    [t('figures.half'), elapsed(p50Ms, t('figures.nothing'))],
    [t('figures.most'), elapsed(p90Ms, t('figures.nothing'))],
    [t(measure === 'lateness' ? 'figures.late' : 'figures.counted'), count(all)],
  ] as const;
  return (
    <dl className={styles['tiles']}>
      {tiles.map(([name, value]) => (
        <div key={name} className={styles['tile']}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Table({
  title,
  first,
  measure,
  rows,
}: {
  readonly title: string;
  readonly first: string;
  readonly measure: Measure;
  readonly rows: readonly (Figures & { readonly key: string; readonly name: string })[];
}) {
  const { t } = useTranslation('kds');
  const count = useCount(measure);
  if (rows.length === 0) return null;
  return (
    <table className={styles['table']}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          <th scope="col">{t(measure === 'lateness' ? 'figures.late' : 'figures.counted')}</th>
          <th scope="col">{t('figures.half')}</th>
          <th scope="col">{t('figures.most')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.name}</th>
            <td>{count(row)}</td>
            <td>{elapsed(row[measure].p50Ms, t('figures.nothing'))}</td>
            <td>{elapsed(row[measure].p90Ms, t('figures.nothing'))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
