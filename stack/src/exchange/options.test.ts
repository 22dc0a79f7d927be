import { expect, test } from 'vitest';
import { readExportOptions, readImportOptions } from './options.ts';

test('what comes in is a kind of data and a file, whose name says how it is written', () => {
  expect(readImportOptions(['stock', 'levels.csv'])).toEqual({
    data: 'STOCK',
    file: 'levels.csv',
    format: 'CSV',
    dryRun: false,
    report: undefined,
  });
  expect(readImportOptions(['products', 'all.JSONL', '--dry-run', '--report', 'wrong.csv'])).toEqual({
    data: 'PRODUCTS',
    file: 'all.JSONL',
    format: 'JSONL',
    dryRun: true,
    report: 'wrong.csv',
  });
  expect(readImportOptions(['prices', 'p.txt', '--format', 'jsonl'])).toMatchObject({ format: 'JSONL' });
  expect(readExportOptions(['orders'])).toEqual({ data: 'ORDERS', format: 'CSV', output: undefined });
  expect(readExportOptions(['orders', '--output', 'o.jsonl'])).toMatchObject({ format: 'JSONL' });
  expect(readImportOptions(['-h'])).toMatchObject({ help: expect.stringContaining('--dry-run') as string });
  expect(readExportOptions(['--help'])).toMatchObject({ help: expect.stringContaining('--output') as string });
});

test.each([
  [[], /^Say what: one of products, prices/],
  [['mugs', 'x.csv'], /^mugs: one of/],
  [['toString', 'x.csv'], /^toString: one of/],
  [['stock'], /^Name one file/],
  [['stock', 'a.csv', 'b.csv'], /^Name one file/],
  [['stock', 'a.csv', '--format', 'xml'], /^--format xml: csv or jsonl/],
  [['stock', 'a.csv', '--fast'], /^Unknown option '--fast'/],
  [['stock', 'a.csv', '--output', 'b'], /^--output is of npm run export/],
])('an import of %j is refused with what there is', (args, sentence) => {
  expect(() => readImportOptions(args)).toThrow(sentence);
  expect(() => readImportOptions(args)).toThrow('npm run import -- --help says what there is.');
});

test('an export of two kinds at once is refused with what there is', () => {
  expect(() => readExportOptions(['stock', 'prices'])).toThrow('npm run export -- --help says what there is.');
});
