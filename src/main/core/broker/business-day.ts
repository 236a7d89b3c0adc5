/**
 * Tells the business day of a moment: the shop's calendar day, with a new one beginning at `dayStartsAt` rather
 * than at midnight, so that a night's orders stay together.
 * @param timeZone IANA name
 * @param dayStartsAt HH:MM, shop time
 * @returns from milliseconds UTC to YYYY-MM-DD
 */
export function businessDay(timeZone: string, dayStartsAt: string): (ms: number) => string {
  const [hours = 0, minutes = 0] = dayStartsAt.split(':').map(Number);
  const shift = (hours * 60 + minutes) * 60_000;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  // Offsets from UTC are whole minutes, so within one minute the answer can't change.
  let cachedMinute = -1;
  let cached = '';
  return (ms) => {
    const minute = Math.floor(ms / 60_000);
    if (minute !== cachedMinute) {
      cachedMinute = minute;
      cached = format.format(ms - shift);
    }
    return cached;
  };
}
