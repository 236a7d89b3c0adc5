import CircleAlert from 'lucide-react/icons/circle-alert';
import RefreshCw from 'lucide-react/icons/refresh-cw';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import { useRefusalText } from '../i18n/use-refusal-text.ts';
import { Button } from '../ui/button.tsx';
import { Hidden } from '../ui/hidden.tsx';
import { useCounter } from './counter-context.tsx';
import type { Draft } from './draft.ts';
import { isToldElsewhere } from './edit-refusal.ts';
import styles from './edit-sheet.module.css';
import { changedMeanwhile, type Edit } from './edit-store.ts';

export interface EditTroubleProps {
  readonly order: Order;
  readonly edit: Edit;
  readonly draft: Draft;
  readonly onCancelOrder: () => void;
  readonly onOpenDrawer: () => void;
}

/** What stands between a change and the order: it cannot be changed any more, it was changed elsewhere, the broker said no. */
export function EditTrouble(props: EditTroubleProps) {
  const { order, edit, draft, onCancelOrder, onOpenDrawer } = props;
  const { t } = useTranslation(['pos', 'common']);
  const { actions } = useCounter();
  const say = useRefusalText();
  const { refusal } = draft;
  const told = refusal ? say(refusal) : null;
  return (
    <>
      {order.allowedChanges.includes('edit') ? null : (
        <div role="alert" className={styles['refusal']}>
          <CircleAlert aria-hidden size={20} />
          <p>
            {t('orders.edit.over', {
              status: t(`common:statuses.${order.status}`).toLowerCase(),
            })}
          </p>
        </div>
      )}
      {changedMeanwhile(edit, order) && !edit.sending ? (
        <div role="status" className={styles['notice']}>
          <RefreshCw aria-hidden size={20} />
          <p>{t('orders.edit.meanwhile')}</p>
          <Button
            size="touch"
            onPress={() =>
              actions.getState().changeEdit(order.id, (old) => ({ ...old, seen: order }))
            }
          >
            {t('orders.edit.understood')}
          </Button>
        </div>
      ) : null}
      {refusal && told ? (
        isToldElsewhere(refusal, draft) ? (
          <div role="alert">
            <Hidden>
              {told.what} {told.now}
            </Hidden>
          </div>
        ) : (
          <div role="alert" className={styles['refusal']}>
            <CircleAlert aria-hidden size={20} />
            <p>
              <strong>{told.what}</strong> {told.now}
            </p>
            {refusal.code === 'no_open_shift' ? (
              <Button size="touch" onPress={onOpenDrawer}>
                {t('till.openDrawer')}
              </Button>
            ) : null}
            {refusal.code === 'nothing_left' && order.allowedActions.includes('cancel') ? (
              <Button size="touch" variant="danger" onPress={onCancelOrder}>
                {t('actions.cancel')}
              </Button>
            ) : null}
          </div>
        )
      ) : null}
    </>
  );
}
