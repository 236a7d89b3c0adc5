import Check from 'lucide-react/icons/check';
import ChevronDown from 'lucide-react/icons/chevron-down';
import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../client/client-context.tsx';
import styles from './header.module.css';
import { ALL, choosePurpose, EXPEDITER, markedOf } from './station-choice.ts';
import { useChoices, useKitchen, useStationFilter } from './kitchen-context.tsx';

/** What this display shows: all stations, one or several, or whole orders. The choice stays on this device. */
export const StationPicker = memo(function StationPicker() {
  const { t } = useTranslation('kds');
  const kitchen = useKitchen();
  const filter = useStationFilter();
  const { expediter } = useChoices();
  const menu = useMirror((state) => state.menu);
  const stations = menu?.stations ?? [];
  const chosen = stations.filter(({ id }) => filter.has(id));
  const text = expediter
    ? t('stations.expediter')
    : chosen.length === 0
      ? t('stations.all')
      : chosen.length <= 2
        ? chosen.map(({ name }) => name).join(' + ')
        : t('stations.several', { count: chosen.length });

  const before = { expediter, stations: chosen.map(({ id }) => id) };
  const choose = (marked: ReadonlySet<string>): void => {
    const ids = stations.map(({ id }) => id);
    kitchen.choose(choosePurpose(marked, before, ids));
  };
  const entries = [
    { id: ALL, name: t('stations.all') },
    ...stations,
    { id: EXPEDITER, name: t('stations.expediter') },
  ];

  return (
    <MenuTrigger>
      <Button className={styles['station'] ?? ''} aria-label={`${t('stations.label')}: ${text}`}>
        <span className={styles['stationName']}>{text}</span>
        <ChevronDown aria-hidden size={24} />
      </Button>
      <Popover placement="bottom start" className={styles['popover'] ?? ''}>
        <Menu
          aria-label={t('stations.label')}
          selectionMode="multiple"
          selectedKeys={markedOf(before)}
          onSelectionChange={(keys) => {
            choose(new Set(keys === 'all' ? [ALL] : [...keys].map(String)));
          }}
          className={styles['menu'] ?? ''}
        >
          {entries.map(({ id, name }) => (
            <MenuItem key={id} id={id} textValue={name} className={styles['menuItem'] ?? ''}>
              {({ isSelected }) => (
                <>
                  <span className={styles['menuMark']}>
                    {isSelected ? <Check aria-hidden size={24} strokeWidth={3} /> : null}
                  </span>
                  {name}
                </>
              )}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
});
