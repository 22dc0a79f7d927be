import { expect, test } from 'vitest';
import { addDays, removalDate } from './dates.ts';
import { deprecatedIn, removable } from './removable.ts';

const sdl = `type Query {
  lamp(
    id: ID
    old: ID @deprecated(reason: "Use id. Removed after 2026-11-20.")
  ): Lamp @deprecated(reason: "Use lamps. Removed after 2026-11-21.")
  lamps: [Lamp] @deprecated
}
extend type Lamp { height: Int @deprecated(reason: """
  Since 2026-01-01, use size.
  Removed after 2026-12-22.
""") }
type Lamp { id: ID width: Int @deprecated(reason: "Removed after 2026-12-21.") }
input Filter { by: Sort! size: Int @deprecated(reason: "Removed after 2026-02-30, or never.") }
enum Sort { NEW OLD @deprecated(reason: "since 2025-12-31") }
directive @mark(how: Int @deprecated(reason: "after 2020-01-01")) on FIELD`;

const lamps = { name: 'lamps', url: 'http://lamps', file: 'lamps.graphql', sdl };

test('what is deprecated is found wherever an SDL can say so', () => {
  expect(deprecatedIn(lamps).map(({ path }) => path)).toEqual([
    'Query.lamp',
    'Query.lamp(old:)',
    'Query.lamps',
    'Lamp.height',
    'Lamp.width',
    'Filter.size',
    'Sort.OLD',
    '@mark(how:)',
  ]);
});

test('what was to go by now is told with its place and subgraph, what goes within 30 days as well', () => {
  const found = removable({ snapshot: { label: 'working tree', subgraphs: [lamps] } }, '2026-11-21');
  expect(found).toMatchObject([
    { rule: 'removal-soon', severity: 'info', path: 'Query.lamp', subgraph: 'lamps', place: { file: 'lamps.graphql', line: 2, column: 3 } },
    { rule: 'removal-due', severity: 'warning', path: 'Query.lamp(old:)', place: { line: 4, column: 5 } },
    { rule: 'removal-soon', path: 'Lamp.width' },
    { rule: 'removal-due', path: 'Sort.OLD' },
    { rule: 'removal-due', path: '@mark(how:)' },
  ]);
  expect(found[1]?.message).toBe('Query.lamp(old:) is deprecated and was to go after 2026-11-20: Use id. Removed after 2026-11-20.');
});

test('an API without subgraphs is looked at as well', () => {
  const found = removable({ snapshot: { label: 'https://shop/graphql', subgraphs: [], api: sdl } }, '2026-11-22');
  expect(found.map(({ path }) => path)).toContain('Query.lamp');
  expect(found.every(({ subgraph, place }) => subgraph === undefined && place?.file === 'https://shop/graphql')).toBe(true);
});

test('the date of a reason is the one after "after", else the last', () => {
  expect(removalDate('Removed after 2027-01-31; see the note of 2026-05-01.')).toBe('2027-01-31');
  expect(removalDate('Deprecated on 2026-05-01, gone on 2027-01-31.')).toBe('2027-01-31');
  expect(removalDate('Use title.')).toBeUndefined();
  expect(removalDate('Removed after 2027-02-30.')).toBeUndefined();
  expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
});
