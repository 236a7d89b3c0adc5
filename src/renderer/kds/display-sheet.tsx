import Check from 'lucide-react/icons/check';
import Columns3 from 'lucide-react/icons/columns-3';
import Keyboard from 'lucide-react/icons/keyboard';
import LayoutGrid from 'lucide-react/icons/layout-grid';
import Volume1 from 'lucide-react/icons/volume-1';
import Volume2 from 'lucide-react/icons/volume-2';
import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../client/client-context.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Hidden } from '../ui/hidden.tsx';
import { Sheet } from '../ui/overlay.tsx';
import { Segmented, type Segment } from '../ui/segmented.tsx';
import styles from './display-sheet.module.css';
import { useChoices, useKitchen, useSpeaker, useStationFilter } from './kitchen-context.tsx';
import type { Panel } from './panels.tsx';
import { ALL, choosePurpose, markedOf } from './station-choice.ts';

/** What this display keeps for itself: what it is for, how it looks, sounds and is worked with. */
export function DisplaySheet({
  onClose,
  onOpen,
}: {
  readonly onClose: () => void;
  readonly onOpen: (panel: Panel) => void;
}) {
  const { t } = useTranslation('kds');
  const kitchen = useKitchen();
  const choices = useChoices();
  const { expediter } = choices;
  return (
    <Sheet open wide onClose={onClose} title={t('display.title')}>
      <div className={styles['choices']}>
        <Choice
          label={t('display.purpose.label')}
          text={t('display.purpose.text')}
          value={expediter ? 'expediter' : 'stations'}
          segments={[
            { id: 'stations', label: t('display.purpose.stations') },
            { id: 'expediter', label: t('display.purpose.expediter') },
          ]}
          onChange={(purpose) => kitchen.choose({ expediter: purpose === 'expediter' })}
        >
          {expediter ? null : <Stations />}
        </Choice>
        <Choice
          label={t('display.layout.label')}
          value={choices.layout}
          segments={[
            { id: 'flow', label: t('display.layout.flow'), icon: <Columns3 aria-hidden /> },
            { id: 'grid', label: t('display.layout.grid'), icon: <LayoutGrid aria-hidden /> },
          ]}
          onChange={(layout) => kitchen.choose({ layout })}
        />
        <Choice
          label={t('display.totals.label')}
          value={choices.totals ? 'on' : 'off'}
          segments={[
            { id: 'on', label: t('display.totals.on') },
            { id: 'off', label: t('display.totals.off') },
          ]}
          onChange={(shown) => kitchen.choose({ totals: shown === 'on' })}
        />
        <Choice
          label={t('display.sound.label')}
          value={choices.sound ? 'on' : 'off'}
          segments={[
            { id: 'on', label: t('display.sound.on') },
            { id: 'off', label: t('display.sound.off') },
          ]}
          onChange={(sound) => kitchen.choose({ sound: sound === 'on' })}
        >
          <Volume />
        </Choice>
        <Choice
          label={t('display.bump.label')}
          text={t('display.bump.text')}
          value={choices.directBump ? 'direct' : 'select'}
          segments={[
            { id: 'select', label: t('display.bump.select') },
            { id: 'direct', label: t('display.bump.direct') },
          ]}
          onChange={(bump) => kitchen.choose({ directBump: bump === 'direct' })}
        />
      </div>
      <div className={styles['ways']}>
        <Button size="kitchen" icon={<Keyboard aria-hidden />} onPress={() => onOpen('keys')}>
          {t('display.keys')}
        </Button>
        <Button size="kitchen" onPress={() => onOpen('help')}>
          {t('display.help')}
        </Button>
        <Button size="kitchen" onPress={() => onOpen('figures')}>
          {t('figures.title')}
        </Button>
      </div>
    </Sheet>
  );
}

/** One thing to choose, with what belongs to it. */
function Choice<T extends string>({
  label,
  text,
  children,
  ...choice
}: {
  readonly label: string;
  readonly text?: string;
  readonly segments: readonly Segment<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly children?: ReactNode;
}) {
  return (
    <section className={styles['choice']}>
      <h3 className={styles['label']}>{label}</h3>
      <Segmented label={label} {...choice} className={styles['segments'] ?? ''} />
      {children}
      {text === undefined ? null : <p className={styles['text']}>{text}</p>}
    </section>
  );
}

/** All stations, one or several of them. */
function Stations() {
  const { t } = useTranslation('kds');
  const kitchen = useKitchen();
  const filter = useStationFilter();
  const stations = useMirror((state) => state.menu)?.stations ?? [];
  const before = { expediter: false, stations: [...filter] };
  return (
    <ToggleButtonGroup
      aria-label={t('stations.label')}
      selectionMode="multiple"
      selectedKeys={markedOf(before)}
      onSelectionChange={(marked) => {
        const ids = stations.map(({ id }) => id);
        kitchen.choose(choosePurpose(new Set([...marked].map(String)), before, ids));
      }}
      className={styles['stations'] ?? ''}
    >
      {[{ id: ALL, name: t('stations.all') }, ...stations].map(({ id, name }) => (
        <ToggleButton key={id} id={id} className={styles['station'] ?? ''}>
          {({ isSelected }) => (
            <>
              {isSelected ? <Check aria-hidden size={22} strokeWidth={3} /> : null}
              {name}
            </>
          )}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

const LOUDEST = 10;

/** How loud this display is, by ear: each touch sounds as a new order will. */
function Volume() {
  const { t } = useTranslation('kds');
  const kitchen = useKitchen();
  const speaker = useSpeaker();
  const { volume, sound } = useChoices();
  const choose = (level: number): void => {
    kitchen.choose({ volume: level });
    speaker.sample('new');
  };
  return (
    <div role="group" aria-label={t('display.volume.label')} className={styles['volume']}>
      <IconButton
        size="kitchen"
        variant="secondary"
        label={t('display.volume.quieter')}
        isDisabled={!sound || volume <= 1}
        onPress={() => choose(volume - 1)}
      >
        <Volume1 aria-hidden />
      </IconButton>
      <output className={styles['level']}>
        <Hidden>{t('display.volume.level', { level: volume })}</Hidden>
        <span aria-hidden className={styles['bars']}>
          {Array.from({ length: LOUDEST }, (_, bar) => (
            <i key={bar} data-on={bar < volume} />
          ))}
        </span>
        <b aria-hidden>{volume}</b>
      </output>
      <IconButton
        size="kitchen"
        variant="secondary"
        label={t('display.volume.louder')}
        isDisabled={!sound || volume >= LOUDEST}
        onPress={() => choose(volume + 1)}
      >
        <Volume2 aria-hidden />
      </IconButton>
    </div>
  );
}
