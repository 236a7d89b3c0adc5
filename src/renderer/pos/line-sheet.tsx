import Ban from 'lucide-react/icons/ban';
import Trash2 from 'lucide-react/icons/trash-2';
import Undo2 from 'lucide-react/icons/undo-2';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../shared/limits.ts';
import type { Menu, MenuItem } from '../../shared/menu.ts';
import { useClient, useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/overlay.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { availabilityOf } from './availability.ts';
import { useCounter, useDraft } from './counter-context.tsx';
import { addLine, removeLine, replaceLine, unitPrice, type LineContent } from './draft.ts';
import styles from './line-sheet.module.css';
import { LineNote } from './line-note.tsx';
import { groupsOf, isChoiceComplete, ModifierGroups } from './modifier-groups.tsx';
import { DiscardDialog } from './discard-dialog.tsx';
import { sendOrTell } from './order-actions.ts';

/** What the sheet is about: an item to be added, or a line that is there already. */
export type LineSheetTarget =
  | { readonly kind: 'new'; readonly itemId: string }
  | { readonly kind: 'line'; readonly lineId: string };

export interface LineSheetProps {
  readonly target: LineSheetTarget | null;
  readonly onClose: () => void;
}

/** One line in detail: modifiers, quantity, note; and whether the item is sold at all. */
export function LineSheet({ target, onClose }: LineSheetProps) {
  const menu = useMirror((state) => state.menu);
  const draft = useDraft();
  if (!target || !menu) return null;
  const line = target.kind === 'line' ? draft.lines.find(({ id }) => id === target.lineId) : null;
  const itemId = target.kind === 'new' ? target.itemId : line?.itemId;
  const item = menu.items.find(({ id }) => id === itemId);
  if (!item) return null;
  const content = line ?? { itemId: item.id, quantity: 1, modifiers: [], note: '' };
  // Its own state lives as long as it shows this target.
  const key = target.kind === 'line' ? target.lineId : target.itemId;
  const lineId = line?.id ?? null;
  return <Content key={key} {...{ menu, item, lineId, content, onClose }} />;
}

interface ContentProps {
  readonly menu: Menu;
  readonly item: MenuItem;
  readonly lineId: string | null;
  readonly content: LineContent;
  readonly onClose: () => void;
}

function Content({ menu, item, lineId, content, onClose }: ContentProps) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const { drafts } = useCounter();
  const stock = useMirror((state) => state.stock);
  const [quantity, setQuantity] = useState(content.quantity);
  const [note, setNote] = useState(content.note);
  const [chosen, setChosen] = useState<readonly string[]>(() => known(menu, item, content));
  const [tried, setTried] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const availability = availabilityOf(item, stock);
  const sellable = availability.state === 'on_sale';
  const next: LineContent = { itemId: item.id, quantity, modifiers: chosen, note };
  const changed =
    quantity !== content.quantity ||
    note !== content.note ||
    chosen.toSorted().join() !== known(menu, item, content).toSorted().join();
  const price = (unitPrice(menu, next) ?? 0) * quantity;

  const save = (): void => {
    setTried(true);
    if (!isChoiceComplete(groupsOf(menu, item), chosen)) return;
    drafts
      .getState()
      .edit((draft) => (lineId ? replaceLine(draft, lineId, next) : addLine(draft, next)));
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
          <Stepper
            size="counter"
            name={item.name}
            value={quantity}
            min={1}
            max={LIMITS.quantity}
            onChange={setQuantity}
          />
          <Button
            variant="primary"
            className={styles['save']}
            isDisabled={!sellable && !lineId}
            onPress={save}
          >
            {t(lineId ? 'save' : 'add')} · {money(price)}
          </Button>
        </>
      }
    >
      <div className={styles['facts']}>
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
      <ModifierGroups
        groups={groupsOf(menu, item)}
        chosen={chosen}
        onChange={setChosen}
        showMissing={tried}
      />
      <LineNote value={note} onChange={setNote} />
      {lineId ? (
        <Button
          variant="quiet"
          icon={<Trash2 aria-hidden size={20} />}
          onPress={() => {
            drafts.getState().edit((draft) => removeLine(draft, lineId));
            onClose();
          }}
        >
          {t('removeLine', { name: item.name })}
        </Button>
      ) : null}
      <OnSale item={item} />
      <DiscardDialog open={leaving} onKeep={() => setLeaving(false)} onDiscard={onClose} />
    </Sheet>
  );
}

/** Takes the item off sale ("86"), or puts it back, for the whole shop. */
function OnSale({ item }: { readonly item: MenuItem }) {
  const { t } = useTranslation('pos');
  const client = useClient();
  const { actions } = useCounter();
  return (
    <section className={styles['onSale']}>
      <Button
        variant={item.onSale ? 'danger' : 'secondary'}
        icon={item.onSale ? <Ban aria-hidden size={20} /> : <Undo2 aria-hidden size={20} />}
        onPress={() =>
          void sendOrTell(client, actions, 'menu.set_on_sale', {
            itemId: item.id,
            onSale: !item.onSale,
          })
        }
      >
        {t(item.onSale ? 'stopSelling' : 'resumeSelling')}
      </Button>
      <p>{t('stopSellingText')}</p>
    </section>
  );
}

/** The line's modifiers without those that have left the menu. */
function known(menu: Menu, item: MenuItem, { modifiers }: LineContent): readonly string[] {
  const ids = groupsOf(menu, item).flatMap((group) => group.modifiers.map(({ id }) => id));
  return modifiers.filter((id) => ids.includes(id));
}
