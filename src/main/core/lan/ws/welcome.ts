import { isOpen } from '../../../../shared/order-states.ts';
import type { CommittedEvent, Device, View } from '../../broker/ports.ts';
import { type Audience, audienceFor, shopFor, snapshotHeadFor, withoutNames } from '../audience.ts';
import type { LanContext } from '../context.ts';
import { eventJson } from '../event-json.ts';
import type { SnapshotPages } from './snapshot-pages.ts';

/** Events of a gap, as JSON, in characters: a wider one is closed by a snapshot, which can be paged. */
export const REPLAY_CHARS = 512 * 1024;

/** The welcome of a client that missed a little; null when it needs a snapshot. */
export function welcomeBack(
  context: LanContext,
  device: Device,
  since: number | null,
): string | null {
  const { broker, log, shop } = context;
  const { seq } = broker.view;
  if (since === null || since > seq) return null;
  const audience = audienceFor(device.role, shop.board);
  const events: string[] = [];
  let size = 0;
  try {
    const missed = broker.eventsSince(since);
    if (missed === null) return null;
    for (const committed of missed) {
      // On disk already, but announced only later, to this session too.
      if (committed.event.seq > seq) break;
      const json = eventJson(audienceOfPast(audience, committed, broker.view), committed);
      size += json.length;
      if (size > REPLAY_CHARS) return null;
      events.push(json);
    }
  } catch (error) {
    // The state in memory is whole even where the disk cannot be read.
    log.error({ err: error }, 'the missed events could not be read');
    return null;
  }
  if (events.length !== seq - since) return null;
  return welcome(context, device, 'null', false, events);
}

/** What an order that has left was called by is told to no board that comes back. */
function audienceOfPast(audience: Audience, { event }: CommittedEvent, view: View): Audience {
  if (event.type !== 'order.placed' && event.type !== 'order.changed') return audience;
  const now = view.order(event.data.order.id);
  return now && isOpen(now.status) ? audience : withoutNames(audience);
}

/** The welcome with a snapshot, and as many of its orders as fit. */
export function snapshotWelcome(context: LanContext, device: Device, pages: SnapshotPages): string {
  const { broker, shop } = context;
  const head = snapshotHeadFor(audienceFor(device.role, shop.board), {
    shop,
    menu: broker.view.menu,
    stock: broker.view.stock(),
    mail: broker.view.mail(),
    shifts: broker.view.shifts(),
    people: broker.view.people(),
  });
  const orders = pages.take();
  const snapshot = `${JSON.stringify(head).slice(0, -1)},"orders":${orders}}`;
  return welcome(context, device, snapshot, !pages.done, []);
}

function welcome(
  { broker, shop }: LanContext,
  { id, role }: Device,
  snapshot: string,
  more: boolean,
  events: readonly string[],
): string {
  const head = JSON.stringify({
    t: 'welcome',
    seq: broker.view.seq,
    serverTime: new Date(broker.now()).toISOString(),
    role,
    deviceId: id,
    shop: shopFor(audienceFor(role, shop.board), shop),
  });
  return `${head.slice(0, -1)},"snapshot":${snapshot},"more":${more},"events":[${events.join(',')}]}`;
}
