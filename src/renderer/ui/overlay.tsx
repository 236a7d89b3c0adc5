import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import X from 'lucide-react/icons/x';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import { lastPress } from './last-press.ts';
import styles from './overlay.module.css';
import { CLOSED_MS, usePressShield, type Place } from './press-shield.ts';
import { useScrollableByKeys } from './scrollable-by-keys.ts';

export interface OverlayProps {
  readonly open: boolean;
  /** Asked for by Esc, a tap outside or the close button. */
  readonly onClose: () => void;
  readonly title: ReactNode;
  /** Beside the title: a badge, a number. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  /** Stays in view at the bottom while the content scrolls. */
  readonly footer?: ReactNode;
  /** A sheet with room for two columns. */
  readonly wide?: boolean;
}

function Overlay(
  props: OverlayProps & {
    readonly shape: 'dialog' | 'sheet';
    readonly role: 'dialog' | 'alertdialog';
  },
) {
  const { t } = useTranslation();
  const { open, onClose, title, aside, children, footer, wide = false, shape, role } = props;
  const dialog = useRef<HTMLElement>(null);
  useEffect(() => {
    // What had the focus may be gone (an action that is over): the keys must still reach the dialog.
    if (document.activeElement === document.body) dialog.current?.focus();
  });
  const body = useScrollableByKeys();
  const shield = usePressShield();
  useLayoutEffect(() => {
    if (!open) return undefined;
    const element = dialog.current;
    let place: Place | null = element?.getBoundingClientRect() ?? null;
    return () => {
      if (element?.isConnected === true) place = element.getBoundingClientRect();
      const pressed = lastPress();
      const places = place && (pressed ? [place, pressed] : [place]);
      // Before the browser hears the second of two taps: what lies beneath must not get it. What lies elsewhere was
      // in sight all the time, and is meant.
      shield.raise(CLOSED_MS, places ?? undefined);
    };
  }, [open, shield]);
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      isDismissable
      className={cx(styles['scrim'], styles[`${shape}Scrim`])}
    >
      <Modal className={cx(styles['modal'], styles[shape], wide && styles['wide'])}>
        <AriaDialog ref={dialog} role={role} className={styles['content'] ?? ''}>
          <div className={styles['header']}>
            <Heading slot="title" level={2} className={styles['title'] ?? ''}>
              {title}
            </Heading>
            {aside}
            <IconButton
              size="counter"
              label={t('close')}
              onPress={onClose}
              className={styles['close']}
            >
              <X aria-hidden />
            </IconButton>
          </div>
          <div ref={body} className={styles['body']}>
            {children}
          </div>
          {footer ? <div className={styles['footer']}>{footer}</div> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** A question in the middle of the page that must be answered or left. */
export function Dialog(props: OverlayProps) {
  return <Overlay {...props} shape="dialog" role="alertdialog" />;
}

/** Details that slide in from the right (from below on a phone), over the page and never instead of it. */
export function Sheet(props: OverlayProps) {
  return <Overlay {...props} shape="sheet" role="dialog" />;
}
