import Check from 'lucide-react/icons/check';
import CornerDownRight from 'lucide-react/icons/corner-down-right';
import Minus from 'lucide-react/icons/minus';
import Plus from 'lucide-react/icons/plus';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../ui/cx.ts';
import { Spinner } from '../ui/spinner.tsx';
import { isAllergyNote } from './allergy.ts';
import styles from './card-lines.module.css';
import { Allergy, Note } from './card-notes.tsx';
import { lineOf, wasMade, type CourseHead, type Piece } from './card-pieces.ts';
import { CourseRow } from './course-row.tsx';
import { useKitchen, useKitchenState } from './kitchen-context.tsx';
import { lineKey } from './kitchen-state.ts';
import { isLeftOut } from './left-out.ts';
import type { Part } from './paging.ts';
import { StationRows } from './station-rows.tsx';
import { inQueue, type News, type Ticket, type TicketLine } from './tickets.ts';

/** The pieces of one line that stand on one card. */
interface Block {
  readonly of: TicketLine;
  readonly pieces: readonly Piece[];
}

/** Lines that are served together, under their head where a ticket has several courses. */
interface Group {
  readonly head: CourseHead | null;
  readonly blocks: readonly Block[];
}

function groupsOf(pieces: readonly Piece[]): Group[] {
  const groups: { head: CourseHead | null; blocks: { of: TicketLine; pieces: Piece[] }[] }[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'course') groups.push({ head: piece, blocks: [] });
    const of = lineOf(piece);
    if (of === null) continue;
    if (groups.length === 0) groups.push({ head: null, blocks: [] });
    const blocks = groups.at(-1)?.blocks;
    const last = blocks?.at(-1);
    if (last && last.of === of) last.pieces.push(piece);
    else blocks?.push({ of, pieces: [piece] });
  }
  return groups;
}

/** The lines of a card, each of them one large thing to touch. */
export const CardLines = memo(function CardLines({ part }: { readonly part: Part }) {
  const { t } = useTranslation('kds');
  const { ticket } = part;
  return groupsOf(part.pieces).map(({ head, blocks }) => (
    <div key={head?.course ?? 0}>
      {head ? <CourseRow head={head} ticket={ticket} /> : null}
      <ul
        className={styles['lines']}
        aria-label={head ? t('cards.course', { course: head.course }) : undefined}
      >
        {blocks.map((block) => (
          <li key={block.of.line.id}>
            <Line block={block} ticket={ticket} />
          </li>
        ))}
      </ul>
    </div>
  ));
});

interface LineProps {
  readonly block: Block;
  readonly ticket: Ticket;
}

/** A line to touch where there is something to do with it here, and else one to read. */
function Line({ block, ticket }: LineProps) {
  const { line, elsewhere, done, waits } = block.of;
  const removed = line.quantity === 0;
  const struck = ticket.notice !== null || removed || (done && !elsewhere && !ticket.whole);
  const look = cx(
    styles['line'],
    struck && styles['done'],
    (elsewhere || waits) && styles['dimmed'],
    !block.pieces.some((piece) => piece.kind === 'line') && styles['rest'],
  );
  const touches =
    ticket.notice === null &&
    !ticket.whole &&
    !elsewhere &&
    !waits &&
    !removed &&
    inQueue(ticket.order);
  if (touches) return <TouchLine {...{ block, ticket, look }} />;
  return (
    <div className={cx(look, styles['read'])}>
      <LineText block={block} whole={ticket.whole}>
        {done && ticket.whole ? <DoneMark /> : null}
      </LineText>
    </div>
  );
}

function TouchLine({ block, ticket, look }: LineProps & { readonly look: string }) {
  const { order } = ticket;
  const { t } = useTranslation('kds');
  const kitchen = useKitchen();
  const { line, done } = block.of;
  const key = lineKey(order.id, line.id);
  const waiting = useKitchenState((state) => state.waiting.has(key));
  const toggle = (): void => {
    if (kitchen.guard.mayPress(order.id)) kitchen.toggleLine(ticket, block.of);
  };
  return (
    <button
      type="button"
      className={look}
      aria-pressed={done}
      aria-disabled={waiting}
      onClick={toggle}
    >
      <LineText block={block} whole={ticket.whole}>
        {waiting ? (
          <Mark spoken={t('lineWaiting')}>
            <Spinner size={26} />
          </Mark>
        ) : done ? (
          <DoneMark />
        ) : null}
      </LineText>
    </button>
  );
}

function DoneMark() {
  const { t } = useTranslation('kds');
  return (
    <Mark spoken={t('lineDone')}>
      <Check aria-hidden size={28} strokeWidth={3} />
    </Mark>
  );
}

function Mark({ spoken, children }: { readonly spoken: string; readonly children: ReactNode }) {
  return (
    <span className={styles['mark']}>
      {children}
      <span className={styles['spoken']}>{spoken}</span>
    </span>
  );
}

function LineText({
  block: { of, pieces },
  whole,
  children,
}: {
  readonly block: Block;
  readonly whole: boolean;
  /** What stands at the end of the first row. */
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('kds');
  const { line, news } = of;
  const head = pieces.some((piece) => piece.kind === 'line');
  // Of what was wholly taken off, nothing is left but how much it was.
  const units = line.quantity === 0 && news?.kind === 'removed' ? news.units : line.quantity;
  return (
    <>
      {head && news ? <NewsWord news={news} left={line.quantity} /> : null}
      {head ? (
        <span className={styles['quantity']}>
          {units}
          <span className={styles['times']}>×</span>
        </span>
      ) : null}
      {pieces[0]?.kind === 'line-again' ? (
        <span className={styles['goesOn']}>
          <CornerDownRight role="img" aria-label={t('continued')} size={24} strokeWidth={2.5} />
        </span>
      ) : null}
      <span className={styles['text']}>
        {pieces.map((piece, index) => (
          // Pieces of a line never change their order.
          // oxlint-disable-next-line react/no-array-index-key
          <LinePiece key={index} piece={piece} whole={whole} />
        ))}
        {children}
      </span>
    </>
  );
}

function LinePiece({ piece, whole }: { readonly piece: Piece; readonly whole: boolean }) {
  switch (piece.kind) {
    case 'allergy':
      return <Allergy />;
    case 'line':
      return (
        <>
          <span className={styles['name']}>{piece.of.line.name}</span>
          <StationRows of={piece.of} whole={whole} />
          {wasMade(piece.of) ? <MadeRow /> : null}
        </>
      );
    case 'line-again':
      return <span className={styles['again']}>{piece.of.line.name}</span>;
    case 'modifier':
      return (
        <span
          className={cx(styles['modifier'], isLeftOut(piece.modifier.name) && styles['leftOut'])}
        >
          {piece.modifier.name}
        </span>
      );
    case 'line-note': {
      const { line } = piece.of;
      // What is not cooked warns of nothing.
      const loud = line.quantity > 0 && (line.allergy || isAllergyNote(piece.text));
      return <Note text={piece.text} warning={loud} />;
    }
    case 'facts':
    case 'order-note':
    case 'course':
    case 'more':
    case 'elsewhere-more':
      return null;
  }
}

/** The line is off, and was made before anybody knew. */
function MadeRow() {
  const { t } = useTranslation('kds');
  return (
    <span className={cx(styles['station'], styles['made'])}>
      <Check aria-hidden size={22} strokeWidth={3.25} />
      {t('cards.made')}
    </span>
  );
}

/** What the kitchen was told of a line after the order; of how many units, where some are left, so that nobody subtracts twice. */
function NewsWord({ news, left }: { readonly news: News; readonly left: number }) {
  const { t } = useTranslation('kds');
  if (news.kind === 'added') {
    return (
      <span className={cx(styles['change'], styles['added'])}>
        <Plus aria-hidden size={22} strokeWidth={3} />
        {t('changes.added')}
      </span>
    );
  }
  const { units } = news;
  return (
    <span className={cx(styles['change'], styles['removed'])}>
      <Minus aria-hidden size={22} strokeWidth={3} />
      {left > 0
        ? t('changes.removedOf', { count: units, total: units + left })
        : t('changes.removed', { count: units })}
    </span>
  );
}
