import { useTranslation } from 'react-i18next';
import { formatOrderNumber } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/overlay.tsx';
import { useActions } from './counter-context.tsx';
import type { LeftOut } from './history-repeat.ts';
import styles from './history.module.css';

/** Tells by name what of a repeated order could not be had: the customer is still there to ask. */
export function RepeatedDialog() {
  const { t } = useTranslation('pos');
  const repeated = useActions((state) => state.repeated);
  const tell = useActions((state) => state.tellRepeated);
  if (!repeated) return null;
  const close = (): void => tell(null);
  return (
    <Dialog
      open
      onClose={close}
      title={t('orders.repeat.title', { number: formatOrderNumber(repeated.number) })}
      footer={
        <Button variant="primary" wide onPress={close}>
          {t('orders.repeat.done')}
        </Button>
      }
    >
      <p>{t('orders.repeat.text', { count: repeated.units })}</p>
      <ul className={styles['leftOut']} aria-label={t('orders.repeat.leftOut')}>
        {repeated.leftOut.map((each) => (
          <li key={`${each.kind} ${each.name} ${each.kind === 'option' ? each.option : ''}`}>
            <Said leftOut={each} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function Said({ leftOut }: { readonly leftOut: LeftOut }) {
  const { t } = useTranslation('pos');
  const { kind, name } = leftOut;
  return (
    <>
      <strong>{name}</strong>:{' '}
      {kind === 'option'
        ? t('orders.repeat.option', { option: leftOut.option })
        : t(`orders.repeat.${kind}`)}
    </>
  );
}
