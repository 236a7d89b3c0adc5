/**
 * Tells the business day of a moment: the shop's calendar day, with a new one beginning at `dayStartsAt` rather
 * than at midnight, so that a night's orders stay together.
 * @param timeZone IANA name
 * @param dayStartsAt HH:MM, shop time
 * @returns from milliseconds UTC to YYYY-MM-DD
 */
export function businessDay(timeZone: string, dayStartsAt: string): (ms: number) => string {
  const makeFormat = () =>
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  // Made for the first order, not at the start: it takes a tenth of one.
  let format: Intl.DateTimeFormat | null = null;
  // Offsets from UTC are whole minutes, so within one minute the answer can't change.
  let cachedMinute = Number.NaN;
  let cached = '';
  return (ms) => {
    const minute = Math.floor(ms / 60_000);
    if (minute !== cachedMinute) {
      cachedMinute = minute;
      format ??= makeFormat();
      const part = Object.fromEntries(
        format.formatToParts(ms).map(({ type, value }) => [type, value]),
      );
      const date = `${part['year']}-${part['month']}-${part['day']}`;
      // By what the wall clock in the shop shows, so that a day with 23 or 25 hours begins on time as well.
      cached = `${part['hour']}:${part['minute']}` < dayStartsAt ? dayBefore(date) : date;
    }
    return cached;
  };
}

function dayBefore(date: string): string {
  return new Date(Date.parse(date) - 24 * 60 * 60_000).toISOString().slice(0, 10);
}
