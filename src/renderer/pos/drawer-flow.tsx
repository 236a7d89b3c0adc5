import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shift } from '../../shared/shift.ts';
import { useMirror } from '../client/client-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/overlay.tsx';
import { useFlows } from './counter-context.tsx';
import { DrawerCount } from './drawer-count.tsx';
import { useCountings } from './drawer-counting.ts';
import { DrawerHome } from './drawer-home.tsx';
import { DrawerMovement } from './drawer-movement.tsx';
import { DrawerOpening } from './drawer-opening.tsx';
import { DrawerOther } from './drawer-other.tsx';
import { DrawerOthers } from './drawer-others.tsx';
import { DrawerReview } from './drawer-review.tsx';
import { useDrawerSender } from './drawer-sender.ts';
import { ShiftList } from './shift-list.tsx';
import { ownShiftOf } from './shift-own.ts';
import { ShiftPaper } from './shift-paper.tsx';

/** What of the drawer is in view. */
type View =
  | { readonly kind: 'home' | 'in' | 'out' | 'report' | 'count' | 'review' | 'list' }
  /** Another counter's, which a manager closes. */
  | { readonly kind: 'other'; readonly shiftId: string; readonly step: 'count' | 'review' }
  /** A closed one: this counter's just now, another's, or from the list. */
  | { readonly kind: 'closed'; readonly shift: Shift; readonly from: 'closing' | 'other' | 'list' };

const HOME: View = { kind: 'home' };

/** The drawer of this counter: opening, report, cash in and out, closing, and the reports of before. */
export function DrawerFlow() {
  const { t } = useTranslation('pos');
  const isOpen = useFlows((state) => state.flow?.kind === 'drawer');
  const closeFlow = useFlows((state) => state.close);
  const shift = useMirror(ownShiftOf);
  const sender = useDrawerSender();
  // Here and not in the sheet: what was counted outlives leaving it.
  const countingOf = useCountings();
  const [chosen, setView] = useState<View>(HOME);
  const other = useMirror((state) =>
    chosen.kind === 'other' ? (state.shifts[chosen.shiftId] ?? null) : null,
  );
  const view = viewNow(chosen, other);
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
  const others = (
    <DrawerOthers
      isCounting={(shiftId) => countingOf(shiftId).countedCents > 0}
      onCount={(shiftId) => show({ kind: 'other', shiftId, step: 'count' })}
    />
  );

  return (
    <Sheet open={isOpen} wide onClose={leave} title={titleOf(t, view, shift, other)}>
      {!isOpen ? null : view.kind === 'closed' ? (
        <ShiftPaper shift={view.shift}>
          {view.from === 'list' ? (
            <Button onPress={() => show({ kind: 'list' })}>{t('drawer.back')}</Button>
          ) : (
            <Button variant="primary" onPress={view.from === 'closing' ? leave : home}>
              {t('drawer.done')}
            </Button>
          )}
        </ShiftPaper>
      ) : view.kind === 'list' ? (
        <ShiftList
          onOpen={(closed) => show({ kind: 'closed', shift: closed, from: 'list' })}
          onBack={home}
        />
      ) : view.kind === 'other' && other !== null ? (
        <DrawerOther
          shift={other}
          step={view.step}
          counting={countingOf(other.id)}
          sender={sender}
          onStep={(step) => show({ ...view, step })}
          onBack={home}
          onClosed={(closed) => show({ kind: 'closed', shift: closed, from: 'other' })}
        />
      ) : shift === null ? (
        <DrawerOpening sender={sender} onOpened={leave} onReports={() => show({ kind: 'list' })}>
          {others}
        </DrawerOpening>
      ) : view.kind === 'in' || view.kind === 'out' ? (
        <DrawerMovement key={view.kind} kind={view.kind} sender={sender} onDone={home} />
      ) : view.kind === 'count' ? (
        <DrawerCount
          counting={countingOf(shift.id)}
          onBack={home}
          onCounted={() => show({ kind: 'review' })}
        />
      ) : view.kind === 'review' ? (
        <DrawerReview
          shift={shift}
          counts={countingOf(shift.id).rows}
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
          isCounting={countingOf(shift.id).countedCents > 0}
          onShow={(kind) => show({ kind })}
        >
          {others}
        </DrawerHome>
      )}
    </Sheet>
  );
}

/** What is in view: another's drawer that somebody has closed meanwhile shows its report, one that is gone the way back. */
function viewNow(chosen: View, other: Shift | null): View {
  if (chosen.kind !== 'other') return chosen;
  if (other === null) return HOME;
  return other.status === 'open' ? chosen : { kind: 'closed', shift: other, from: 'other' };
}

function titleOf(
  t: TFunction<'pos'>,
  view: View,
  shift: Shift | null,
  other: Shift | null,
): string {
  if (view.kind === 'closed') return t('drawer.report.closed', { number: view.shift.number });
  if (view.kind === 'list') return t('drawer.earlier');
  if (view.kind === 'other') {
    const name = other
      ? t('drawer.otherName', { name: other.deviceName, number: other.number })
      : '';
    return view.step === 'count' ? t('drawer.countingOf', { name }) : t('drawer.closeOf', { name });
  }
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
