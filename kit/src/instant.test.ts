import { expect, test } from 'vitest';
import { readInstant } from './instant.ts';

const reasonOf = (text: string): string | undefined => {
  const read = readInstant(text);
  return read.kind === 'refused' ? read.reason : undefined;
};

test.each([
  ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.000Z'],
  ['2026-01-31T12:00Z', '2026-01-31T12:00:00.000Z'],
  ['2026-01-31T12:00:00.5+02:00', '2026-01-31T10:00:00.500Z'],
  ['2026-01-31T23:59:59.999999999Z', '2026-01-31T23:59:59.999Z'],
  ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
  ['2000-02-29T00:00:00-05:30', '2000-02-29T05:30:00.000Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
])('orders are asked for since %s', (text, instant) => {
  const read = readInstant(text);
  expect(read.kind === 'instant' && read.date.toISOString()).toBe(instant);
});

test.each([
  ['2026-02-30T00:00:00Z', '2026-02 has the days 01 to 28'],
  ['2027-02-29T00:00:00Z', '2027-02 has the days 01 to 28'],
  ['1900-02-29T00:00:00Z', '1900-02 has the days 01 to 28'],
  ['2026-04-31T00:00:00+02:00', '2026-04 has the days 01 to 30'],
  ['2026-12-00T00:00:00Z', '2026-12 has the days 01 to 31'],
  ['2026-13-01T00:00:00Z', 'month'],
  ['2026-00-01T00:00:00Z', 'month'],
  ['2026-01-31T24:00:00Z', 'hour'],
  ['2026-01-31T24:00Z', 'hour'],
  ['2026-01-31T12:60:00Z', 'minute'],
  ['2016-12-31T23:59:60Z', 'leap seconds'],
  ['2026-01-31T12:00:00+25:00', 'time zone'],
  ['2026-01-31T12:00:00-02:60', 'time zone'],
  ['0000-01-01T00:00:00.000Z', 'year'],
  ['0001-01-01T00:00:00+01:00', 'year'],
  ['9999-12-31T23:59:59-00:01', 'year'],
])('a day or an hour that does not exist is refused, with what may stand there: %s', (text, reason) => {
  expect(reasonOf(text)).toContain(reason);
});

test.each([
  '2026-01-31',
  '2026-01-31T12:00:00',
  '2026-1-31T12:00:00Z',
  '31.01.2026',
  '+012026-01-31T12:00:00Z',
  ' 2026-01-31T12:00:00Z',
  '',
])('what is no instant is none: %j', (text) => expect(reasonOf(text)).toBe('nothing else is read'));

test('every day of 28 years exists or is refused, as the calendar has it', () => {
  for (let year = 2000; year < 2028; year += 1)
    for (let month = 1; month <= 12; month += 1)
      for (let day = 1; day <= 31; day += 1) {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T00:00:00.000Z`;
        const exists = new Date(Date.UTC(year, month - 1, day)).toISOString() === text;
        expect(readInstant(text).kind).toBe(exists ? 'instant' : 'refused');
      }
});
