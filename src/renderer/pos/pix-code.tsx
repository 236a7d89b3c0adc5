import Check from 'lucide-react/icons/check';
import Copy from 'lucide-react/icons/copy';
import { correction, generate } from 'lean-qr';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cents } from '../../shared/money.ts';
import type { Order } from '../../shared/order.ts';
import { pixOfOrder, staticPix, type PixCode } from '../../shared/pix.ts';
import type { Shop } from '../../shared/shop.ts';
import { useFormat } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './pix-code.module.css';

/** The PIX code to pay an amount of an order with; null where the shop takes no PIX. */
export function pixFor(
  order: Pick<Order, 'number' | 'businessDate'>,
  { pix, currency }: Pick<Shop, 'pix' | 'currency'>,
  amountCents: Cents,
): PixCode | null {
  return pix && staticPix({ ...pix, currency, amountCents, ...pixOfOrder(order) });
}

/** Modules of white around the code (ISO/IEC 18004, 6.3.8). */
const QUIET = 4;

/** A QR code as one path: sharp at every size, black on white whatever the theme. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => draw(text), [text]);
  const side = size + 2 * QUIET;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      className={styles['qr']}
    >
      <rect width={side} height={side} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}

/** Each row's dark runs as rectangles of one module's height. */
function draw(text: string): { readonly size: number; readonly path: string } {
  const code = generate(text, { minCorrectionLevel: correction.M });
  let path = '';
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (!code.get(x, y)) continue;
      const from = x;
      while (code.get(x + 1, y)) x += 1;
      const width = x - from + 1;
      path += `M${from + QUIET} ${y + QUIET}h${width}v1h-${width}z`;
    }
  }
  return { size: code.size, path };
}

/** The code to scan and the same as text to paste, for who pays on the phone that shows it. */
export function PixToPay({ text, cents }: { readonly text: string; readonly cents: Cents }) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<'yes' | 'by_hand' | null>(null);
  const copy = async (): Promise<void> => {
    try {
      // Only where the page came over https or from this machine: elsewhere there is no clipboard to write to.
      await navigator.clipboard.writeText(text);
      setCopied('yes');
    } catch {
      field.current?.focus();
      field.current?.select();
      setCopied('by_hand');
    }
  };
  return (
    <div className={styles['pay']}>
      <QrCode text={text} label={t('till.pixCode', { amount: money(cents) })} />
      <div className={styles['text']}>
        <TextField
          label={t('till.pixText')}
          value={text}
          isReadOnly
          inputRef={field}
          className={styles['field']}
        />
        <Button
          icon={copied === 'yes' ? <Check aria-hidden size={20} /> : <Copy aria-hidden size={20} />}
          onPress={() => void copy()}
        >
          {t(copied === 'yes' ? 'till.copied' : 'till.copy')}
        </Button>
      </div>
      <p role="status" className={styles['note']}>
        {copied === 'by_hand' ? t('till.copyByHand') : null}
      </p>
    </div>
  );
}
