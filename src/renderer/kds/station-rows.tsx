import Check from 'lucide-react/icons/check';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import styles from './card-lines.module.css';
import type { ElsewhereMore } from './card-pieces.ts';
import type { TicketLine } from './tickets.ts';

/** What each station is called; one that is not on the menu any more by its id. */
export function useStationName(): (id: string) => string {
  const menu = useMirror((state) => state.menu);
  return (id) => menu?.stations.find((each) => each.id === id)?.name ?? id;
}

/** The stations that are named beside a line, one row for each, with a check where its part is done. */
export function StationRows({
  of: { at, elsewhere },
  whole,
}: {
  readonly of: TicketLine;
  /** The line is looked at by who hands it over, and not by who makes it. */
  readonly whole: boolean;
}) {
  const { t } = useTranslation('kds');
  const nameOf = useStationName();
  return at.map(({ station, done }) => (
    <span key={station} className={styles['station']} data-done={done}>
      {elsewhere || whole ? (
        <>
          <span aria-hidden className={styles['stationName']}>
            ▸ {nameOf(station)}
          </span>
          <span className={styles['spoken']}>
            {done ? nameOf(station) : t('cards.toMake', { station: nameOf(station) })}
          </span>
        </>
      ) : (
        <span className={styles['stationName']}>
          {t('cards.also', { station: nameOf(station) })}
        </span>
      )}
      {done ? (
        <Check role="img" aria-label={t('cards.stationDone')} size={22} strokeWidth={3.25} />
      ) : null}
    </span>
  ));
}

/** So many lines that stations of other displays make, and a check once all of them are done. */
export function ElsewhereRow({ of: { count, stations, done } }: { readonly of: ElsewhereMore }) {
  const { t } = useTranslation('kds');
  const { list } = useFormat();
  const nameOf = useStationName();
  return (
    <p className={styles['elsewhere']} data-done={done}>
      <span className={styles['stationName']}>
        {t('cards.elsewhere', { count, stations: list(stations.map(nameOf)) })}
      </span>
      {done ? (
        <Check role="img" aria-label={t('cards.stationDone')} size={22} strokeWidth={3.25} />
      ) : null}
    </p>
  );
}
