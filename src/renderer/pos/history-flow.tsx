import History from 'lucide-react/icons/history';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import { useRefusalText } from '../i18n/use-refusal-text.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/overlay.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useFlows } from './counter-context.tsx';
import { numberIn, useHistoryPages } from './history-pages.ts';
import { HistoryRow } from './history-row.tsx';
import { RepeatedDialog } from './history-repeated.tsx';
import styles from './history.module.css';
import { OrderSheet } from './order-sheet.tsx';

/** Earlier orders: find, repeat, refund. */
export function HistoryFlow() {
  const open = useFlows((state) => state.flow?.kind === 'history');
  return (
    <>
      {open ? <Found /> : null}
      <RepeatedDialog />
    </>
  );
}

function Found() {
  const { t } = useTranslation('pos');
  const { day: sayDay } = useFormat();
  const say = useRefusalText();
  const close = useFlows((state) => state.close);
  const [text, setText] = useState('');
  const [day, setDay] = useState('');
  const [shown, setShown] = useState<string | null>(null);
  const { orders, looked, asking, refusal, more, again } = useHistoryPages({ day, text });
  const searching = text.trim() !== '';

  return (
    <Sheet open wide onClose={close} title={t('orders.history.title')}>
      <div className={styles['find']}>
        <TextField
          className={styles['text']}
          label={t('orders.history.find')}
          description={t('orders.history.findHint')}
          value={text}
          onChange={setText}
          autoComplete="off"
          spellCheck="false"
          autoFocus
        />
        <TextField
          label={t('orders.history.day')}
          type="date"
          value={day}
          onChange={setDay}
          autoComplete="off"
        />
        <Button isDisabled={day === ''} className={styles['all']} onPress={() => setDay('')}>
          {t('orders.history.allDays')}
        </Button>
      </div>
      {orders.length > 0 ? (
        <ul className={styles['rows']} aria-label={t('orders.history.title')}>
          {orders.map((order, index) => (
            <Fragment key={order.id}>
              {orders[index - 1]?.businessDate === order.businessDate ? null : (
                <li className={styles['day']}>
                  <h3>{sayDay(order.businessDate)}</h3>
                </li>
              )}
              <HistoryRow order={order} onOpen={setShown} />
            </Fragment>
          ))}
        </ul>
      ) : null}
      {refusal ? (
        <div role="alert" className={styles['refusal']}>
          <p>
            {refusal.code === 'overloaded'
              ? t('orders.history.unreachable')
              : `${say(refusal).what} ${say(refusal).now}`}
          </p>
          <Button size="touch" onPress={again}>
            {t('orders.history.again')}
          </Button>
        </div>
      ) : asking ? (
        <p role="status" className={styles['asking']}>
          <Spinner /> {t('orders.looking')}
        </p>
      ) : orders.length === 0 ? (
        <EmptyState icon={<History aria-hidden />} title={t('orders.history.none')}>
          {searching && numberIn(text) === null
            ? t('orders.history.noneNamed', { count: looked })
            : null}
        </EmptyState>
      ) : null}
      {more ? (
        <Button wide onPress={more}>
          {t('orders.history.more')}
        </Button>
      ) : null}
      <OrderSheet orderId={shown} onClose={() => setShown(null)} />
    </Sheet>
  );
}
