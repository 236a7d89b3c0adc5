import type { CommittedEvent } from '../broker/ports.ts';
import { type Audience, eventFor } from './audience.ts';

/** The members of an event's JSON object, without the braces: each door puts its own around them. */
function members(audience: Audience, { event, dataJson }: CommittedEvent): string {
  const seen = eventFor(audience, event);
  const data = audience === 'all' ? dataJson : JSON.stringify(seen.data);
  return `"seq":${event.seq},"type":"${seen.type}","at":"${event.at}","data":${data}`;
}

/** `{"seq","type","at","data"}`, as the events' list and a welcome carry it. */
export function eventJson(audience: Audience, committed: CommittedEvent): string {
  return `{${members(audience, committed)}}`;
}

/** `{"t":"event","seq","type","at","data"}`. */
export function eventFrame(audience: Audience, committed: CommittedEvent): string {
  return `{"t":"event",${members(audience, committed)}}`;
}
