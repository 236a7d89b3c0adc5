import Check from 'lucide-react/icons/check';
import Info from 'lucide-react/icons/info';
import Minus from 'lucide-react/icons/minus';
import Plus from 'lucide-react/icons/plus';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../client/client-context.tsx';
import { cx } from '../ui/cx.ts';
import { Spinner } from '../ui/spinner.tsx';
import { isAllergyNote } from './allergy.ts';
import styles from './card-lines.module.css';
import { useKitchen, useKitchenState } from './kitchen-context.tsx';
import { lineKey } from './kitchen-state.ts';
import type { Part, Piece } from './paging.ts';
import { inQueue, type Ticket, type TicketLine } from './tickets.ts';

/** The pieces of one line that stand on one card. */
interface Block {
  readonly of: TicketLine;
  readonly pieces: readonly Piece[];
}

function blocksOf(pieces: readonly Piece[]): Block[] {
  const blocks: { of: TicketLine; pieces: Piece[] }[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'order-note' || piece.kind === 'more') continue;
    const last = blocks.at(-1);
    if (last && last.of === piece.of) last.pieces.push(piece);
    else blocks.push({ of: piece.of, pieces: [piece] });
  }
  return blocks;
}

/** The lines of a card, each of them one large thing to touch. */
export const CardLines = memo(function CardLines({ part }: { readonly part: Part }) {
  const { ticket } = part;
  return (
    <ul className={styles['lines']}>
      {blocksOf(part.pieces).map((block) => (
        <li key={block.of.line.id}>
          {ticket.notice === null && block.of.line.quantity === 0 ? (
            <RemovedLine block={block} />
          ) : (
            <Line
              block={block}
              ticket={ticket}
              struck={ticket.notice !== null}
              fixed={ticket.notice !== null || !inQueue(ticket.order)}
            />
          )}
        </li>
      ))}
    </ul>
  );
});

interface LineProps {
  readonly block: Block;
  readonly ticket: Ticket;
  /** Struck because the order is cancelled, whatever the line says. */
  readonly struck: boolean;
  /** Not to be touched: there is nothing left to do with it. */
  readonly fixed: boolean;
}

function Line({ block, ticket, struck, fixed }: LineProps) {
  const { order } = ticket;
  const { t } = useTranslation('kds');
  const kitchen = useKitchen();
  const { line, elsewhere } = block.of;
  const key = lineKey(order.id, line.id);
  const waiting = useKitchenState((state) => state.waiting.has(key));
  const { done } = block.of;
  const head = block.pieces.some((piece) => piece.kind === 'line');

  const toggle = (): void => {
    if (fixed || !kitchen.guard.mayPress(order.id)) return;
    kitchen.toggleLine(ticket, block.of);
  };

  return (
    <button
      type="button"
      className={cx(
        styles['line'],
        (done || struck) && styles['done'],
        elsewhere && styles['elsewhere'],
        !head && styles['rest'],
      )}
      aria-pressed={done}
      aria-disabled={fixed || waiting}
      onClick={toggle}
    >
      <LineText block={block} units={line.quantity} />
      {waiting ? (
        <span className={styles['mark']}>
          <Spinner size={26} />
          <span className={styles['spoken']}>{t('lineWaiting')}</span>
        </span>
      ) : done ? (
        <span className={styles['mark']}>
          <Check aria-hidden size={28} strokeWidth={3} />
          <span className={styles['spoken']}>{t('lineDone')}</span>
        </span>
      ) : null}
    </button>
  );
}

/** What was taken off: struck, with the word for it, and nothing to touch. */
function RemovedLine({ block }: { readonly block: Block }) {
  return (
    <div className={cx(styles['line'], styles['done'], styles['taken'])}>
      <LineText block={block} units={block.of.news?.kind === 'removed' ? block.of.news.units : 0} />
    </div>
  );
}

function LineText({ block, units }: { readonly block: Block; readonly units: number }) {
  const head = block.pieces.some((piece) => piece.kind === 'line');
  return (
    <>
      {head ? (
        <span className={styles['quantity']}>
          {units}
          <span className={styles['times']}>×</span>
        </span>
      ) : null}
      <span className={styles['text']}>
        {block.pieces.map((piece, index) => (
          // Pieces of a line never change their order.
          // oxlint-disable-next-line react/no-array-index-key
          <LinePiece key={index} piece={piece} />
        ))}
      </span>
    </>
  );
}

function LinePiece({ piece }: { readonly piece: Piece }) {
  switch (piece.kind) {
    case 'added':
      return <Added />;
    case 'removed':
      return <Removed units={piece.units} left={piece.of.line.quantity} />;
    case 'allergy':
      return <Allergy />;
    case 'line':
      return (
        <>
          <span className={styles['name']}>{piece.of.line.name}</span>
          {piece.of.elsewhere ? <Station id={piece.of.line.station} /> : null}
        </>
      );
    case 'modifier':
      return <span className={styles['modifier']}>{piece.modifier.name}</span>;
    case 'line-note': {
      const { line } = piece.of;
      // What is not cooked warns of nothing.
      const loud = line.quantity > 0 && (line.allergy || isAllergyNote(piece.text));
      return <Note text={piece.text} warning={loud} />;
    }
    case 'order-note':
    case 'more':
      return null;
  }
}

/** Where a line is made that is not made here. */
function Station({ id }: { readonly id: string }) {
  const { t } = useTranslation('kds');
  const name = useMirror(({ menu }) => menu?.stations.find((each) => each.id === id)?.name ?? id);
  return (
    <span className={styles['station']}>
      <span aria-hidden>▸ {name}</span>
      <span className={styles['spoken']}>{t('made', { station: name })}</span>
    </span>
  );
}

/** The kitchen was told of the line after the order. */
function Added() {
  const { t } = useTranslation('kds');
  return (
    <span className={cx(styles['change'], styles['added'])}>
      <Plus aria-hidden size={22} strokeWidth={3} />
      {t('changes.added')}
    </span>
  );
}

/** So many units are not to be made any more; of how many, where some are, so that nobody subtracts twice. */
function Removed({ units, left }: { readonly units: number; readonly left: number }) {
  const { t } = useTranslation('kds');
  return (
    <span className={cx(styles['change'], styles['removed'])}>
      <Minus aria-hidden size={22} strokeWidth={3} />
      {left > 0
        ? t('changes.removedOf', { count: units, total: units + left })
        : t('changes.removed', { count: units })}
    </span>
  );
}

/** The counter says that the line is a matter of health, beside what its note says or without one. */
function Allergy() {
  const { t } = useTranslation('kds');
  return (
    <span className={cx(styles['note'], styles['allergy'])}>
      <TriangleAlert size={24} strokeWidth={2.5} role="img" aria-label={t('allergy')} />
      <span>{t('allergyWord')}</span>
    </span>
  );
}

function Note({ text, warning }: { readonly text: string; readonly warning: boolean }) {
  const { t } = useTranslation('kds');
  return (
    <span className={cx(styles['note'], warning && styles['allergy'])}>
      {warning ? (
        <TriangleAlert size={24} strokeWidth={2.5} role="img" aria-label={t('allergy')} />
      ) : (
        <Info size={22} strokeWidth={2.5} role="img" aria-label={t('note')} />
      )}
      <span>{text}</span>
    </span>
  );
}

/** What the customer said of the whole order: above all lines. */
export function OrderNote({ text }: { readonly text: string }) {
  return (
    <p className={styles['orderNote']}>
      <Note text={text} warning={isAllergyNote(text)} />
    </p>
  );
}
