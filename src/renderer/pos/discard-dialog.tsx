import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/overlay.tsx';

export interface DiscardDialogProps {
  readonly open: boolean;
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
  /** What would be lost. Default: what was set on one item. */
  readonly text?: string;
}

/** Asks before what was changed and not saved is thrown away. */
export function DiscardDialog({ open, onKeep, onDiscard, text }: DiscardDialogProps) {
  const { t } = useTranslation('pos');
  return (
    <Dialog
      open={open}
      onClose={onKeep}
      title={t('discardTitle')}
      footer={
        <>
          <Button variant="primary" wide onPress={onKeep}>
            {t('discardNot')}
          </Button>
          <Button variant="danger" wide onPress={onDiscard}>
            {t('discard')}
          </Button>
        </>
      }
    >
      <p>{text ?? t('discardText')}</p>
    </Dialog>
  );
}
