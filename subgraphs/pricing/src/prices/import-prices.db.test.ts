import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import { expect, test } from 'vitest';
import { commands } from '#commands';
import type { ImportPricesCommand } from '#prices/import-prices';

const db = await freshDatabase('pricing');
const pricing = commands(db);
const empty = commands(await freshDatabase('pricing'));

const row = (sku: string, unit = '10.00', change: Partial<ImportPricesCommand['rows'][number]> = {}) => ({
  sku,
  priceListCode: 'default-usd',
  breaks: [{ minQuantity: 1, unit }],
  compareAt: null,
  validFrom: null,
  validTo: null,
  ...change,
});
const send = async (rows: ImportPricesCommand['rows'], dryRun = false, to = pricing) => {
  const [outcome] = await to.importPrices([{ batch: 'b', dryRun, writerId: null, writerName: 'a test', rows }]);
  return outcome?.rows ?? [];
};
const statesOf = async (rows: ImportPricesCommand['rows'], dryRun = false) => (await send(rows, dryRun)).map(({ state }) => state);
const everything = async (from = pricing) => {
  const rows: ImportPricesCommand['rows'][number][] = [];
  for (let after: string | null = null; ; ) {
    const [page] = await from.exportPrices([{ after, changedAfter: null, first: 3 }]);
    rows.push(...(page?.rows ?? []));
    after = page?.next ?? null;
    if (after === null) return rows;
  }
};
const statementsOf = async (work: () => Promise<unknown>) => {
  const before = db.statements();
  await work();
  return db.statements() - before;
};

test('rows are written each for itself, a dry run says the same beforehand, and said again nothing changes', async () => {
  const rows = [
    row('MUG'),
    row('TEA', '9.90', {
      breaks: [
        { minQuantity: 1, unit: '9.90' },
        { minQuantity: 10, unit: '8.50' },
      ],
    }),
    row('MUG', '-1'),
    row('POT', '1', { priceListCode: 'nowhere' }),
    row('JAR', '3.333'),
  ];
  const wanted = ['CREATED', 'CREATED', 'REFUSED', 'REFUSED', 'REFUSED'];
  expect(await statesOf(rows, true)).toEqual(wanted);
  expect(await everything()).toEqual([]);
  expect(await statesOf(rows)).toEqual(wanted);
  expect((await send(rows)).map(({ state, problems }) => [state, problems.map(({ path }) => path.join('.'))])).toEqual([
    ['UNCHANGED', []],
    ['UNCHANGED', []],
    ['REFUSED', ['breaks.0.unit']],
    ['REFUSED', ['priceListCode']],
    ['REFUSED', ['breaks.0.unit']],
  ]);
  expect(await statesOf([row('MUG', '11.00')])).toEqual(['CHANGED']);
});

test('what is exported and imported into an empty shop is exported from it again', async () => {
  const later = new Date('2027-01-01T00:00:00Z');
  await send([
    row('LID', '5.00', { validTo: later }),
    row('LID', '6.00', { validFrom: later, compareAt: '7.00' }),
    row('MUG', '1900', { priceListCode: 'default-jpy' }),
  ]);
  const all = await everything();
  expect(all.length).toBeGreaterThan(4);
  await send(all, false, empty);
  const plain = (rows: typeof all) => rows.map((one) => JSON.stringify(one)).toSorted((one, other) => one.localeCompare(other));
  expect(plain(await everything(empty))).toEqual(plain(all));
});

test('a thousand prices take three statements more for each 200 of them, and a thousand that are there take none more', async () => {
  const many = (count: number, name: string) => Array.from({ length: count }, (_, index) => row(`${name}-${index}`));
  const single = await statementsOf(() => send(many(1, 'ONE')));
  expect(await statementsOf(() => send(many(1_000, 'MANY')))).toBe(single + 3 * 4);
  expect(await statementsOf(() => send(many(1_000, 'MANY')))).toBeLessThan(single);
  await expect(send(many(1_001, 'MORE'))).rejects.toThrow('at most 1000');
});

test('two imports of the same prices at once make each once', async () => {
  const rows = Array.from({ length: 50 }, (_, index) => row(`TWIN-${index}`));
  const answers = await Promise.all([send(rows), send(rows), send(rows)]);
  const created = answers.flat().filter(({ state }) => state === 'CREATED');
  expect(created).toHaveLength(50);
  expect(answers.flat().filter(({ state }) => state === 'REFUSED')).toEqual([]);
});
