import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shift } from '../../shared/shift.ts';
import { useMirror } from '../client/client-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/overlay.tsx';
import { useFlows } from './counter-context.tsx';
import { DrawerCount } from './drawer-count.tsx';
import { useCounting } from './drawer-counting.ts';
import { DrawerHome } from './drawer-home.tsx';
import { DrawerMovement } from './drawer-movement.tsx';
import { DrawerOpening } from './drawer-opening.tsx';
import { DrawerReview } from './drawer-review.tsx';
import { useDrawerSender } from './drawer-sender.ts';
import { ShiftList } from './shift-list.tsx';
import { ownShiftOf } from './shift-own.ts';
import { ShiftPaper } from './shift-paper.tsx';

/** What of the drawer is in view. */
type View =
  | { readonly kind: 'home' | 'in' | 'out' | 'report' | 'count' | 'review' | 'list' }
  /** A closed one: just now, or from the list. */
  | { readonly kind: 'closed'; readonly shift: Shift; readonly from: 'closing' | 'list' };

const HOME: View = { kind: 'home' };

/** The drawer of this counter: opening, report, cash in and out, closing, and the reports of before. */
export function DrawerFlow() {
  const { t } = useTranslation('pos');
  const isOpen = useFlows((state) => state.flow?.kind === 'drawer');
  const closeFlow = useFlows((state) => state.close);
  const shift = useMirror(ownShiftOf);
  const sender = useDrawerSender();
  // Here and not in the sheet: what was counted outlives leaving it.
  const counting = useCounting(shift?.id ?? null);
  const [view, setView] = useState<View>(HOME);
  const { forget } = sender;
  const show = (next: View): void => {
    forget();
    setView(next);
  };
  const leave = (): void => {
    show(HOME);
    closeFlow();
  };
  const home = (): void => show(HOME);

  return (
    <Sheet open={isOpen} wide onClose={leave} title={titleOf(t, view, shift)}>
      {!isOpen ? null : view.kind === 'closed' ? (
        <ShiftPaper shift={view.shift}>
          {view.from === 'closing' ? (
            <Button variant="primary" onPress={leave}>
              {t('drawer.done')}
            </Button>
          ) : (
            <Button onPress={() => show({ kind: 'list' })}>{t('drawer.back')}</Button>
          )}
        </ShiftPaper>
      ) : view.kind === 'list' ? (
        <ShiftList
          onOpen={(closed) => show({ kind: 'closed', shift: closed, from: 'list' })}
          onBack={home}
        />
      ) : shift === null ? (
        <DrawerOpening sender={sender} onOpened={leave} onReports={() => show({ kind: 'list' })} />
      ) : view.kind === 'in' || view.kind === 'out' ? (
        <DrawerMovement key={view.kind} kind={view.kind} sender={sender} onDone={home} />
      ) : view.kind === 'count' ? (
        <DrawerCount counting={counting} onBack={home} onCounted={() => show({ kind: 'review' })} />
      ) : view.kind === 'review' ? (
        <DrawerReview
          shift={shift}
          counts={counting.rows}
          sender={sender}
          onBack={() => show({ kind: 'count' })}
          onClosed={(closed) => show({ kind: 'closed', shift: closed, from: 'closing' })}
        />
      ) : view.kind === 'report' ? (
        <ShiftPaper shift={shift}>
          <Button onPress={home}>{t('drawer.back')}</Button>
        </ShiftPaper>
      ) : (
        <DrawerHome
          shift={shift}
          isCounting={counting.countedCents > 0}
          onShow={(kind) => show({ kind })}
        />
      )}
    </Sheet>
  );
}

function titleOf(t: TFunction<'pos'>, view: View, shift: Shift | null): string {
  if (view.kind === 'closed') return t('drawer.report.closed', { number: view.shift.number });
  if (view.kind === 'list') return t('drawer.earlier');
  if (shift === null) return t('drawer.openDrawer');
  switch (view.kind) {
    case 'in':
    case 'out':
      return t(`drawer.${view.kind}`);
    case 'count':
      return t('drawer.counting');
    case 'review':
      return t('drawer.close');
    case 'report':
      return t('drawer.report.open', { number: shift.number });
    case 'home':
      return t('drawer.title');
  }
}
