import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import { expect, test } from 'vitest';
import { importCatalogue } from '#import-catalogue';
import { takeVariantSnapshots } from '#take-variant-snapshots';
import { smallShop } from '#testing/shop';

test('order lines get what they keep in the order asked, in one statement', async () => {
  const db = await freshDatabase('products', true);
  await importCatalogue(db, smallShop);
  const before = db.statements();
  const snapshots = await takeVariantSnapshots(db, [
    'OLD-KETTLE',
    'NO-SUCH',
    'MUG-CLASSIC-BLUE',
    'x\u0000',
    'MUG-CLASSIC-BLUE',
    'SECRET-POT',
    'ASSAM',
  ]);
  expect(db.statements() - before).toBe(1);
  expect(snapshots.map((snapshot) => snapshot && [snapshot.title, snapshot.sellable])).toEqual([
    ['Old Kettle', false],
    null,
    ['Classic Mug, Blue', true],
    null,
    ['Classic Mug, Blue', true],
    ['Secret Pot', false],
    ['Assam', true],
  ]);
});

test('nothing is asked when no SKU can exist', async () => {
  const db = await freshDatabase('products', true);
  const before = db.statements();
  expect(await takeVariantSnapshots(db, ['', ' '])).toEqual([null, null]);
  expect(db.statements() - before).toBe(0);
});
