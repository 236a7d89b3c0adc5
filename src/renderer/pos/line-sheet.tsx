import Ban from 'lucide-react/icons/ban';
import BadgePercent from 'lucide-react/icons/badge-percent';
import Plus from 'lucide-react/icons/plus';
import Trash2 from 'lucide-react/icons/trash-2';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../shared/limits.ts';
import type { Menu, MenuItem } from '../../shared/menu.ts';
import { useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/overlay.tsx';
import { CLOSED_MS, usePressShield } from '../ui/press-shield.ts';
import { NO_ALLERGENS } from './allergens.ts';
import { AllergyField } from './allergy-field.tsx';
import { availabilityOf } from './availability.ts';
import { CourseField } from './course-field.tsx';
import { useCounter, useDraft } from './counter-context.tsx';
import {
  addLine,
  removeLine,
  replaceLine,
  setQuantity as setLineQuantity,
  splitLine,
  unitPrice,
  type LineContent,
} from './draft.ts';
import styles from './line-sheet.module.css';
import { LineNote } from './line-note.tsx';
import { LineOnSale } from './line-on-sale.tsx';
import { groupsOf, isChoiceComplete, ModifierGroups } from './modifier-groups.tsx';
import { DiscardDialog } from './discard-dialog.tsx';
import { QuantityField } from './quantity-field.tsx';
import { useMoreTaps } from './use-more-taps.ts';

/** What the sheet is about: an item to be added, or a line that is there already. */
export type LineSheetTarget =
  /** `byTap`: by a tap on the item's tile, which may be the first of several. */
  | {
      readonly kind: 'new';
      readonly itemId: string;
      readonly quantity?: number;
      readonly byTap?: boolean;
    }
  /** `again`: by a second tap on the item, which may have meant one more of it. */
  | { readonly kind: 'line'; readonly lineId: string; readonly again?: boolean };

export interface LineSheetProps {
  readonly target: LineSheetTarget | null;
  readonly onClose: () => void;
}

/** One line in detail: modifiers, quantity, note; and whether the item is sold at all. */
export function LineSheet(props: LineSheetProps) {
  // An order that is changed while nothing is open draws nothing here.
  return props.target ? <Target target={props.target} onClose={props.onClose} /> : null;
}

function Target({ target, onClose }: LineSheetProps & { readonly target: LineSheetTarget }) {
  const menu = useMirror((state) => state.menu);
  const draft = useDraft();
  if (!menu) return null;
  const line = target.kind === 'line' ? draft.lines.find(({ id }) => id === target.lineId) : null;
  const itemId = target.kind === 'new' ? target.itemId : line?.itemId;
  const item = menu.items.find(({ id }) => id === itemId);
  if (!item) return null;
  const quantity = target.kind === 'new' ? (target.quantity ?? 1) : 1;
  const content = line ?? { itemId: item.id, quantity, modifiers: [], note: '' };
  // Its own state lives as long as it shows this target.
  const key = target.kind === 'line' ? target.lineId : target.itemId;
  const lineId = line?.id ?? null;
  const again = target.kind === 'line' && target.again === true;
  const byTap = again || (target.kind === 'new' && target.byTap === true);
  return <Content key={key} {...{ menu, item, lineId, content, again, byTap, onClose }} />;
}

interface ContentProps {
  readonly menu: Menu;
  readonly item: MenuItem;
  readonly lineId: string | null;
  readonly content: LineContent;
  readonly again: boolean;
  readonly byTap: boolean;
  readonly onClose: () => void;
}

function Content({ menu, item, lineId, content, again, byTap, onClose }: ContentProps) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const { drafts, flows } = useCounter();
  const stock = useMirror((state) => state.stock);
  const [quantity, setQuantity] = useState(content.quantity);
  const [note, setNote] = useState(content.note);
  const [allergy, setAllergy] = useState(content.allergy ?? false);
  const [chosen, setChosen] = useState<readonly string[]>(() => known(menu, item, content));
  const [allergens, setAllergens] = useState(content.allergens ?? NO_ALLERGENS);
  const [course, setCourse] = useState(content.course ?? 1);
  /** How often it was to be saved and something was missing. */
  const [tried, setTried] = useState(0);
  const facts = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (tried === 0) return;
    facts.current?.parentElement
      ?.querySelector('[data-missing]')
      ?.scrollIntoView({ block: 'start' });
  }, [tried]);
  const [leaving, setLeaving] = useState(false);
  const shield = usePressShield();
  useLayoutEffect(() => {
    // Of a hand that taps a third time: neither the sheet nor what is beside it is meant.
    if (again) shield.raise(CLOSED_MS);
  }, [again, shield]);
  const { edit } = drafts.getState();
  useMoreTaps(byTap, () => {
    setQuantity(Math.min(quantity + 1, LIMITS.quantity));
    // What is in the order already is counted there at once; what is being chosen comes with the rest.
    if (lineId) {
      edit((draft) => setLineQuantity(draft, lineId, content.quantity + 1));
    }
  });
  const groups = groupsOf(menu, item);
  const availability = availabilityOf(item, stock);
  const sellable = availability.state === 'on_sale';
  const { discount = null } = content;
  const next: LineContent = {
    itemId: item.id,
    quantity,
    modifiers: chosen,
    note,
    allergy,
    allergens,
    discount,
    course,
  };
  const differs =
    note !== content.note ||
    course !== (content.course ?? 1) ||
    allergy !== (content.allergy ?? false) ||
    (allergy && allergens.said !== (content.allergens ?? NO_ALLERGENS).said) ||
    chosen.toSorted().join() !== known(menu, item, content).toSorted().join();
  const changed = differs || quantity !== content.quantity;
  const price = (unitPrice(menu, next) ?? 0) * quantity;

  const isComplete = (): boolean => {
    const complete = isChoiceComplete(groups, chosen) && (!allergy || allergens.said !== '');
    if (!complete) setTried((times) => times + 1);
    return complete;
  };
  const save = (after?: () => void): void => {
    if (quantity < 1 || !isComplete()) return;
    edit((draft) => (lineId ? replaceLine(draft, lineId, next) : addLine(draft, next)));
    onClose();
    after?.();
  };
  const saveOne = (ofLine: string): void => {
    if (!isComplete()) return;
    edit((draft) => splitLine(draft, ofLine, { ...next, quantity: 1 }));
    onClose();
  };

  return (
    <Sheet
      open
      onClose={() => (changed ? setLeaving(true) : onClose())}
      title={item.name}
      aside={
        sellable ? null : (
          <Badge tone="late" icon={<Ban aria-hidden />}>
            {t(availability.state === 'sold_out' ? 'soldOut' : 'offSale')}
          </Badge>
        )
      }
      footer={
        <>
          {lineId && again && !changed ? (
            <Button
              wide
              icon={<Plus aria-hidden size={20} />}
              onPress={() => {
                edit((draft) => setLineQuantity(draft, lineId, content.quantity + 1));
                onClose();
              }}
            >
              {t('entry.oneMore')}
            </Button>
          ) : null}
          {lineId && differs && content.quantity > 1 && quantity === content.quantity ? (
            <Button wide onPress={() => saveOne(lineId)}>
              {t('entry.onlyOne', { count: quantity })}
            </Button>
          ) : null}
          <QuantityField
            name={item.name}
            value={quantity}
            onChange={setQuantity}
            onEnter={() => save()}
          />
          <Button
            variant="primary"
            className={styles['save']}
            isDisabled={(!sellable && !lineId) || quantity < 1}
            onPress={() => save()}
          >
            {t(lineId ? 'save' : 'add')} · {money(price)}
          </Button>
        </>
      }
    >
      <div ref={facts} className={styles['facts']}>
        {item.description === '' ? null : (
          <p className={styles['description']}>{item.description}</p>
        )}
        <p className={styles['price']}>
          {money(item.priceCents)}
          {sellable && availability.left !== null ? (
            <Badge>{t('left', { count: availability.left })}</Badge>
          ) : null}
        </p>
      </div>
      {/* Before the options: with a queue at the counter nobody scrolls to what comes last. */}
      <AllergyField
        allergy={allergy}
        onAllergy={setAllergy}
        value={allergens}
        onChange={setAllergens}
        showMissing={tried > 0}
      />
      <ModifierGroups
        groups={groups}
        chosen={chosen}
        onChange={setChosen}
        showMissing={tried > 0}
      />
      <LineNote
        value={note}
        onChange={setNote}
        options={groups.flatMap(({ modifiers }) => modifiers.map(({ name }) => name))}
      />
      <CourseField value={course} onChange={setCourse} />
      {lineId ? (
        <div className={styles['actions']}>
          <Button
            icon={<BadgePercent aria-hidden size={20} />}
            onPress={() => save(() => flows.getState().open(discountFlow(lineId)))}
          >
            {t('entry.lineDiscount')}
          </Button>
          <Button
            variant="quiet"
            icon={<Trash2 aria-hidden size={20} />}
            onPress={() => {
              edit((draft) => removeLine(draft, lineId));
              onClose();
            }}
          >
            {t('removeLine', { name: item.name })}
          </Button>
        </div>
      ) : null}
      <LineOnSale item={item} />
      <DiscardDialog open={leaving} onKeep={() => setLeaving(false)} onDiscard={onClose} />
    </Sheet>
  );
}

function discountFlow(lineId: string) {
  return { kind: 'discount', orderId: 'draft', lineId } as const;
}

/** The line's modifiers without those that have left the menu. */
function known(menu: Menu, item: MenuItem, { modifiers }: LineContent): readonly string[] {
  const ids = groupsOf(menu, item).flatMap((group) => group.modifiers.map(({ id }) => id));
  return modifiers.filter((id) => ids.includes(id));
}
