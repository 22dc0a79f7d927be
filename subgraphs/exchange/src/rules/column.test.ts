import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Column, type ColumnType, cellText, readCell } from '#rules/column';

const column = (type: ColumnType): Column => ({ name: 'it', type, about: '' });
const read = (type: ColumnType, given: unknown) => {
  const cell = readCell(column(type), given);
  return 'problem' in cell ? cell.problem.message : cell.value;
};

test.each<[ColumnType, unknown, unknown]>([
  ['integer', '12', 12],
  ['integer', 12, 12],
  ['integer', '1.5', 'it must be a whole number such as 12.'],
  ['integer', '99999999999', 'it must be a whole number such as 12.'],
  ['integer', '2147483648', 'it must be a whole number such as 12.'],
  ['decimal', '12.50', '12.50'],
  ['decimal', '12,50', 'it must be a number such as 12.50.'],
  ['decimal', '1e3', 'it must be a number such as 12.50.'],
  ['boolean', 'TRUE', true],
  ['boolean', 'yes', 'it must be true or false.'],
  ['instant', '2026-02-31', 'it must be a time such as 2026-01-31T12:00:00Z.'],
  ['instant', '2026-01-31T12:00:00+01:00', '2026-01-31T11:00:00.000Z'],
  ['instant', 'yesterday', 'it must be a time such as 2026-01-31T12:00:00Z.'],
  ['list', 'red|green', ['red', 'green']],
  ['list', [1], 'it must be a list such as red|green.'],
  ['json', '{"a":1}', { a: 1 }],
  ['json', '{', 'it must be JSON.'],
  ['text', '', null],
  ['text', undefined, undefined],
  ['text', { a: 1 }, 'it must be text.'],
])('%s of %j is %j', (type, given, expected) => {
  expect(read(type, given)).toEqual(expected);
});

test('a list is read as it was written, whatever its items hold', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), (items) => {
      // A list of one empty text is an empty cell, which is nothing.
      fc.pre(items.join('') !== '' || items.length > 1);
      expect(read('list', cellText(column('list'), items))).toEqual(items);
    }),
  );
});
