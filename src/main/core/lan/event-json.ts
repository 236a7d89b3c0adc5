import type { CommittedEvent } from '../broker/ports.ts';
import { type Audience, eventFor, seesWhole } from './audience.ts';

/** The members of an event's JSON object, without the braces: each door puts its own around them. */
function members(audience: Audience, { event, dataJson }: CommittedEvent): string {
  const seen = eventFor(audience, event);
  const isWhole = seesWhole(audience) && seen.type === event.type;
  const data = isWhole ? dataJson : JSON.stringify(seen.data);
  // Events of the first version did not say it.
  const by = JSON.stringify(seen.by ?? null);
  return `"seq":${event.seq},"type":"${seen.type}","at":"${event.at}","by":${by},"data":${data}`;
}

/** `{"seq","type","at","by","data"}`, as the events' list and a welcome carry it. */
export function eventJson(audience: Audience, committed: CommittedEvent): string {
  return `{${members(audience, committed)}}`;
}

/** `{"t":"event","seq","type","at","by","data"}`. */
export function eventFrame(audience: Audience, committed: CommittedEvent): string {
  return `{"t":"event",${members(audience, committed)}}`;
}
