import Check from 'lucide-react/icons/check';
import ChevronDown from 'lucide-react/icons/chevron-down';
import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../client/client-context.tsx';
import styles from './header.module.css';
import { useKitchen, useStationFilter } from './kitchen-context.tsx';

/** A station may be called anything, so "all of them" is called what no station can be. */
const ALL = '*';

/** Which stations this display shows: all, one or several. The choice stays on this device. */
export const StationPicker = memo(function StationPicker() {
  const { t } = useTranslation('kds');
  const kitchen = useKitchen();
  const filter = useStationFilter();
  const menu = useMirror((state) => state.menu);
  const stations = menu?.stations ?? [];
  const chosen = stations.filter(({ id }) => filter.has(id));
  const text =
    chosen.length === 0
      ? t('stations.all')
      : chosen.length <= 2
        ? chosen.map(({ name }) => name).join(' + ')
        : t('stations.several', { count: chosen.length });

  const choose = (next: ReadonlySet<string>): void => {
    const wasAll = filter.size === 0;
    const ids = stations.map(({ id }) => id).filter((id) => next.has(id));
    // "All" is the same as none chosen: picking it clears the others, picking another clears it.
    const toAll = (next.has(ALL) && !wasAll) || ids.length === stations.length;
    kitchen.choose({ stations: toAll ? [] : ids });
  };

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
          selectedKeys={filter.size === 0 ? [ALL] : filter}
          onSelectionChange={(keys) => {
            choose(keys === 'all' ? new Set() : new Set([...keys].map(String)));
          }}
          className={styles['menu'] ?? ''}
        >
          {[{ id: ALL, name: t('stations.all') }, ...stations].map(({ id, name }) => (
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
