import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/overlay.tsx';

export interface DiscardDialogProps {
  readonly open: boolean;
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
}

/** Asks before what was changed on a line is thrown away. */
export function DiscardDialog({ open, onKeep, onDiscard }: DiscardDialogProps) {
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
      <p>{t('discardText')}</p>
    </Dialog>
  );
}
