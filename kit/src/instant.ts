/** RFC 3339, seconds and their fraction left out where they are none. */
const shape = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-](\d{2}):(\d{2}))$/;

export type ReadInstant = { kind: 'instant'; date: Date } | { kind: 'refused'; reason: string };

/**
 * The instant that a text names, or what is wrong with it. `Date` by itself takes 30 February for 2 March and midnight for "24:00"; a shop
 * that asks for orders since 30 February has made a mistake, and should hear of it.
 */
export function readInstant(text: string): ReadInstant {
  const parts = shape.exec(text);
  if (!parts) return refused('nothing else is read');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, offsetHour = 0, offsetMinute = 0] = parts
    .slice(1)
    .map((digits) => Number(digits ?? 0));
  if (month < 1 || month > 12) return refused('a month is from 01 to 12');
  const days = daysOf(year, month);
  if (day < 1 || day > days) return refused(`${text.slice(0, 7)} has the days 01 to ${days}`);
  if (hour > 23) return refused('an hour is from 00 to 23, and midnight is 00:00 of the day that begins');
  if (minute > 59) return refused('a minute is from 00 to 59');
  if (second > 59) return refused('a second is from 00 to 59, without leap seconds');
  if (offsetHour > 23 || offsetMinute > 59) return refused('a time zone is Z, or from -23:59 to +23:59');
  const date = new Date(text);
  const inUtc = date.getUTCFullYear();
  if (!(inUtc >= 1 && inUtc <= 9999)) return refused('a year is from 0001 to 9999, in UTC');
  return { kind: 'instant', date };
}

const refused = (reason: string): ReadInstant => ({ kind: 'refused', reason });

/** Of the Gregorian calendar, for all years alike, as ISO 8601 has it. */
function daysOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
