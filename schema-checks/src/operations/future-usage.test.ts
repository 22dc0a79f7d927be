import { expect, test } from 'vitest';
import { futureUsage } from './future-usage.ts';
import { parseUsage } from './usage-records.ts';

const line = (lastSeen: string, operation = 'Browse'): string =>
  JSON.stringify({ hash: 'a'.repeat(64), client: 'web', count: 1, lastSeen, operation });
const told = (...lines: string[]) => futureUsage(parseUsage(`${lines.join('\n')}\n`, 'usage.jsonl'), '2026-06-30');

test('what was seen up to tomorrow is nothing to speak of: clocks differ, and so do days', () => {
  expect(told(line('2026-06-30T23:59:59Z'), line('2026-07-01T23:59:59.999Z'), line('2026-07-02T01:00:00+02:00'))).toEqual([]);
});

test('what was seen later is told with its file, line, operation and client', () => {
  expect(told(line('2026-06-01T00:00:00Z'), line('2026-07-02T00:00:00Z', 'Search'))).toEqual([
    expect.objectContaining({
      severity: 'warning',
      message: expect.stringContaining('The record of Search of web was last seen at 2026-07-02T00:00:00Z: that is more than a day after'),
      place: { file: 'usage.jsonl', line: 2, column: 1 },
    }),
  ]);
});

test('several of one file are one finding', () => {
  const [finding, ...others] = told(line('2027-01-01T00:00:00Z'), line('2027-01-02T00:00:00Z'), line('2027-01-03T00:00:00Z'));
  expect(finding?.message).toContain('and 2 more records of this file');
  expect(others).toEqual([]);
});
