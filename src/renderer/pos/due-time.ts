/** Milliseconds. */
const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const DAY = 24 * 60 * MINUTE;

/** Nothing is promised for sooner. Milliseconds. */
const SOONEST = 10 * MINUTE;

/** How many times of day are offered: two hours of them. */
const OFFERED = 8;

/** Intl's formats are dear to make, and each chip of the strip asks every second. */
const clocks = new Map<string | undefined, Intl.DateTimeFormat>();

/**
 * What the shop's clock shows at a moment, as the milliseconds at which a clock in UTC shows the same.
 * @param timeZone IANA; undefined = this machine's
 */
function shown(ms: number, timeZone: string | undefined): number {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    clocks.set(timeZone, clock);
  }
  const parts = clock.formatToParts(ms);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'));
}

/** The moment at which the shop's clock shows this; while clocks are put forward, as much later as they are put. */
function momentOf(wall: number, timeZone: string | undefined): number {
  const offsetAt = (ms: number): number => shown(ms, timeZone) - ms;
  // By the offset of about that moment, which is another only in the hours around a change of the clocks.
  return wall - offsetAt(wall - offsetAt(wall));
}

const dayOf = (ms: number, timeZone: string | undefined): number =>
  Math.floor(shown(ms, timeZone) / DAY);

/** Days of the shop's calendar from now to a moment: 0 = today, 1 = tomorrow. */
export function daysUntil(dueAt: string, now: number, timeZone: string | undefined): number {
  return dayOf(Date.parse(dueAt), timeZone) - dayOf(now, timeZone);
}

/** The time of day of a moment by the shop's clock, `HH:MM`. */
export function timeOfDay(dueAt: string, timeZone: string | undefined): string {
  return new Date(shown(Date.parse(dueAt), timeZone)).toISOString().slice(11, 16);
}

/**
 * The next moment at which the shop's clock shows this time: today, or tomorrow when it has passed. Null for what is no
 * time of day.
 * @param time `HH:MM`
 * @param now the broker's clock in milliseconds
 */
export function nextMoment(time: string, now: number, timeZone: string | undefined): string | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(time) ?? [];
  if (hours === undefined) return null;
  const wall = dayOf(now, timeZone) * DAY + (Number(hours) * 60 + Number(minutes)) * MINUTE;
  const today = momentOf(wall, timeZone);
  return new Date(today > now ? today : momentOf(wall + DAY, timeZone)).toISOString();
}

/** The quarters of an hour that come next by the shop's clock, with time enough to cook. */
export function nextQuarters(now: number, timeZone: string | undefined): readonly string[] {
  const first = Math.ceil((shown(now, timeZone) + SOONEST) / QUARTER) * QUARTER;
  return Array.from({ length: OFFERED }, (_, index) =>
    new Date(momentOf(first + index * QUARTER, timeZone)).toISOString(),
  );
}
