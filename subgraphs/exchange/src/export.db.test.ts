import { expect, test } from 'vitest';
import { openExchange } from '#testing/shop';

const formulas = [
  '=1+1',
  "'=1+1",
  '+49 30',
  '-5',
  '@SUM(A1)',
  '\tx',
  '\rx',
  "'",
  "''-1",
  ' leads',
  'two\r\nlines',
  'a;b',
  '"quoted"',
  '',
  'ü€😀',
  "it's",
];

test.each(['CSV', 'JSONL'] as const)('what is exported as %s and imported into an empty shop is the same again', async (format) => {
  const [from, into] = [await openExchange(), await openExchange()];
  for (const [index, title] of formulas.entries())
    from.warehouse.kept.set(`=SKU ${index}`, { title: title === '' ? null : title, onHand: index });
  for (let index = 0; index < 1_500; index += 1) from.warehouse.kept.set(`SKU-${index}`, { title: `Mug ${index}`, onHand: index });
  const bytes = await from.export(format);
  const job = await into.run(bytes, format);
  expect(await into.refusals(job.id)).toEqual([]);
  expect(into.warehouse.inOrder()).toEqual(from.warehouse.inOrder());
  expect(await from.violations()).toEqual([]);
});

test('no value of an exported file is a formula to a spreadsheet', async () => {
  const exchange = await openExchange();
  for (const [index, title] of formulas.entries()) exchange.warehouse.kept.set(`SKU-${index}`, { title, onHand: 1 });
  const cells = (await exchange.export()).toString().split(/\r\n|,/);
  expect(cells.filter((cell) => /^"?[=+\-@\t\r]/.test(cell))).toEqual([]);
  expect(cells).toContain("'=1+1");
});

test('an empty shop gives a file that names its columns', async () => {
  const exchange = await openExchange();
  expect((await exchange.export()).toString()).toBe('sku,title,onHand\r\n');
});
