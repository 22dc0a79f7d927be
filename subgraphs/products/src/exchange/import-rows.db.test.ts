import type { Database } from '@cartograph/kit/db';
import { beforeAll, expect, test } from 'vitest';
import type { ImportRow, RowResult } from '#exchange/rules/row';
import { catalogue, openShopWith, orders, staff, statementsOf } from '#testing/shop';
import { made, staffOf } from '#testing/staff';

let room: Awaited<ReturnType<typeof openShopWith>>['room'];
let db: Database;

beforeAll(async () => {
  ({ room, db } = await openShopWith(catalogue()));
});

const by = { id: null, name: 'npm run import', client: null, requestId: 'job-1' };

const row = (sku: string, more: Partial<ImportRow> = {}): ImportRow => ({
  sku,
  slug: null,
  title: null,
  description: null,
  status: null,
  publishAt: null,
  productTypeCode: null,
  categorySlugs: null,
  tags: null,
  seoTitle: null,
  seoDescription: null,
  attributes: null,
  translations: null,
  variantTitle: null,
  position: null,
  options: null,
  barcode: null,
  weightGrams: null,
  taxCategoryCode: null,
  clears: [],
  ...more,
});

const sized = (slug: string, size: string, more: Partial<ImportRow> = {}): ImportRow =>
  row(`${slug}-${size}`.toUpperCase().replaceAll(' ', '-'), {
    slug,
    title: slug,
    options: [{ code: 'Size', name: null, value: size, label: null, color: null, valuePosition: null }],
    ...more,
  });

const take = (rows: ImportRow[], dryRun = false): Promise<RowResult[]> => room.commands.importRows({ rows, dryRun, by });
const outcomes = async (rows: ImportRow[], dryRun = false): Promise<string[]> => (await take(rows, dryRun)).map(({ outcome }) => outcome);

test('rows of one slug become one product, whose options are what the rows say', async () => {
  const rows = [
    sized('rug', 'Extra large', { status: 'PUBLISHED', tags: ['wool'], categorySlugs: ['kitchen'], weightGrams: 4_000 }),
    sized('rug', 'Small'),
  ];
  expect(await outcomes(rows)).toEqual(['CREATED', 'CREATED']);
  const product = await staffOf(room).read((await take(rows))[0]?.productId ?? '');
  expect(product).toMatchObject({
    version: 1,
    status: 'PUBLISHED',
    options: [{ code: 'Size', name: 'Size', values: [{ code: 'extra-large', name: 'Extra large' }, { code: 'Small' }] }],
    categories: [{ slug: 'kitchen' }],
  });
  expect(product.variants).toMatchObject([{ sku: 'RUG-EXTRA-LARGE', title: 'Extra large', weightGrams: 4_000 }, { sku: 'RUG-SMALL' }]);
});

test('the same rows again change nothing, and a row that says something else changes just that', async () => {
  const rows = [sized('mat', 'S'), sized('mat', 'M'), sized('net', 'S')];
  await take(rows);
  await db.query({ text: 'delete from outbox' });
  expect(await outcomes(rows)).toEqual(['UNCHANGED', 'UNCHANGED', 'UNCHANGED']);
  expect(await db.query({ text: 'select from outbox' })).toEqual([]);
  expect(await outcomes([row('MAT-M', { barcode: '123', weightGrams: 5 }), row('NET-S')])).toEqual(['UPDATED', 'UNCHANGED']);
  expect(await outcomes([row('MAT-M', { clears: ['barcode'] })])).toEqual(['UPDATED']);
  const { data } = await room.execute({ query: '{ productVariant(sku: "MAT-M") { barcode weightGrams } }' }, staff);
  expect(data).toEqual({ productVariant: { barcode: null, weightGrams: 5 } });
});

test('a product of several options is the same again, whatever the order of their names', async () => {
  const option = (code: string, value: string) => ({ code, name: null, value, label: null, color: null, valuePosition: null });
  const rows = ['s', 'm'].map((size) =>
    row(`KILT-${size}`, { slug: 'kilt', title: 'Kilt', options: [option('color', 'red'), option('size', size)] }),
  );
  expect(await outcomes(rows)).toEqual(['CREATED', 'CREATED']);
  expect(await outcomes(rows)).toEqual(['UNCHANGED', 'UNCHANGED']);
  expect(await outcomes([row('KILT-m', { options: [option('size', 'm'), option('color', 'blue')] })])).toEqual(['UPDATED']);
});

test('a dry run tells what would be done, and does nothing', async () => {
  expect(await outcomes([sized('dry', 'S'), row('a b')], true)).toEqual(['CREATED', 'REFUSED']);
  expect(await db.query({ text: `select from products where slug = 'dry'` })).toEqual([]);
});

test('each row that is wrong is told with its field, and keeps no other from being taken', async () => {
  await take([sized('has', 'S')]);
  const results = await take([
    row('a b', { title: 'x' }),
    sized('wrong', 'S', { weightGrams: -1 }),
    sized('wrong', 'M'),
    sized('wrong', 'M', { sku: 'WRONG-OTHER' }),
    sized('wrong', 'M'),
    row('HAS-S', { title: 'Has more' }),
    row('NAMELESS'),
    sized('shelfless', 'S', { categorySlugs: ['no-such'] }),
    sized('shelfless', 'M'),
    row('TYPED', { title: 'Typed', productTypeCode: 'no-such' }),
    sized('fine', 'S'),
  ]);
  expect(results.map(({ outcome, faults }) => (outcome === 'REFUSED' ? faults.map(({ field }) => field).join() : outcome))).toEqual([
    'sku',
    'weightGrams',
    'CREATED',
    'options',
    'sku',
    'UPDATED',
    'title',
    'categoryIds',
    'slug',
    'productTypeCode',
    'CREATED',
  ]);
});

test('two who write the same rows at once make one product, and refuse none of them', async () => {
  await take([sized('mine', 'S')]);
  const rows = [sized('mine', 'S'), sized('ours', 'S'), sized('ours', 'M')];
  const [held, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holding = db.transaction(async (tx) => {
    await tx.query({ text: `select from products where slug = 'mine' for update` });
    held.resolve();
    await gate.promise;
  });
  await held.promise;
  // It has looked whose the rows are, and waits for the product that is held.
  const late = outcomes(rows);
  await expect
    .poll(() => db.query({ text: `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'` }))
    .toHaveLength(1);
  expect(await outcomes(rows.slice(1))).toEqual(['CREATED', 'CREATED']);
  gate.resolve();
  await holding;
  expect(await late).toEqual(['UNCHANGED', 'UNCHANGED', 'UNCHANGED']);
});

test('a thousand rows take no more statements than a few', async () => {
  const few = await statementsOf(room, () => take([sized('few-a', 'S'), sized('few-b', 'S')]));
  const many = Array.from({ length: 1_000 }, (_, i) => sized(`many-${Math.floor(i / 4)}`, `S${i % 4}`));
  expect(await statementsOf(room, () => take(many))).toBeLessThanOrEqual(few);
  await expect(take([...many, row('ONE-MORE')])).rejects.toThrow('1000');
});

test('a page of all variants is five statements, and goes into an empty shop as it is', async () => {
  const shop = staffOf(room);
  await made(
    shop.create({
      slug: 'told-whole',
      title: 'Told whole',
      description: 'All of it',
      seo: { title: 'SEO' },
      tags: ['b', 'a'],
      translations: [{ locale: 'de', slug: 'ganz-erzaehlt', title: 'Ganz erzählt' }],
      options: [{ code: 'size', name: 'Size', values: ['s', 'm', 'l'].map((code) => ({ code, name: code.toUpperCase() })) }],
      variants: ['m', 'l', 's'].map((value) => ({ sku: `TOLD-${value}`, options: [{ code: 'size', value }] })),
    }),
  );
  const pages = async (from: typeof room): Promise<Omit<ImportRow, 'clears'>[]> => {
    const rows = [];
    for (let after = ''; ; ) {
      const page = await from.commands.exportRows(after, 400);
      rows.push(...page.map(({ productId: _p, variantId: _v, ...one }) => one));
      if (page.length < 400) return rows;
      after = page.at(-1)?.sku ?? '';
    }
  };
  expect(await statementsOf(room, () => room.commands.exportRows('', 1_000))).toBe(5);
  const rows = await pages(room);
  const { room: other } = await openShopWith(catalogue());
  for (let at = 0; at < rows.length; at += 500) {
    const results = await other.commands.importRows({
      rows: rows.slice(at, at + 500).map((one) => ({ ...one, clears: [] })),
      dryRun: false,
      by,
    });
    expect(results.filter(({ outcome }) => outcome !== 'CREATED')).toEqual([]);
  }
  expect(await pages(other)).toEqual(rows);
});

test('rooms alone import and export', async () => {
  const query = `mutation ($input: ProductsImportRowsInput!) { productsImportRows(input: $input) { rows { outcome faults { field } } } }`;
  const input = { rows: [{ sku: 'OVER-WIRE', title: 'Over the wire', clears: [] }], dryRun: false, author: { name: 'a', jobId: 'j' } };
  expect((await room.execute({ query, variables: { input } }, staff)).errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  expect((await room.execute({ query, variables: { input } }, orders)).data).toEqual({
    productsImportRows: { rows: [{ outcome: 'CREATED', faults: [] }] },
  });
  const page = await room.execute({ query: '{ productsExportRows(after: "OVER", limit: 1) { sku title options { value } } }' }, orders);
  expect(page.data).toEqual({ productsExportRows: [{ sku: 'OVER-WIRE', title: 'Over the wire', options: [] }] });
});
