import { fetchedSheet } from './fetched-sheet.tsx';
import { ReadySheet } from './ready-sheet.tsx';
import type { Ticket } from './tickets.ts';
import { TotalsSheet } from './totals.tsx';
import type { ReadyOrder } from './use-ready.ts';

/** What opens over the cards, one at a time. */
export type Panel = 'totals' | 'ready-list' | 'figures' | 'display' | 'keys' | 'help';

const DisplaySheet = fetchedSheet(async () => (await import('./display-sheet.tsx')).DisplaySheet);
const KeyMapSheet = fetchedSheet(async () => (await import('./key-map-sheet.tsx')).KeyMapSheet);
const FiguresSheet = fetchedSheet(async () => (await import('./figures-sheet.tsx')).FiguresSheet);
const HelpSheet = fetchedSheet(async () => (await import('./help-sheet.tsx')).HelpSheet);

export interface PanelsProps {
  readonly open: Panel | null;
  readonly onOpen: (panel: Panel) => void;
  readonly onClose: () => void;
  /** What the totals count. */
  readonly counted: readonly Ticket[];
  /** Ready orders of this display, the last one first. */
  readonly ready: readonly ReadyOrder[];
  readonly doneHere: readonly Ticket[];
}

/** The panel that is open. */
export function Panels({ open, onOpen, onClose, counted, ready, doneHere }: PanelsProps) {
  switch (open) {
    case 'totals':
      return <TotalsSheet onClose={onClose} tickets={counted} />;
    case 'ready-list':
      return <ReadySheet onClose={onClose} orders={ready} doneHere={doneHere} />;
    case 'figures':
      return <FiguresSheet onClose={onClose} />;
    case 'display':
      return <DisplaySheet onClose={onClose} onOpen={onOpen} />;
    case 'keys':
      return <KeyMapSheet onClose={onClose} />;
    case 'help':
      return <HelpSheet onClose={onClose} />;
    case null:
      return null;
  }
}
