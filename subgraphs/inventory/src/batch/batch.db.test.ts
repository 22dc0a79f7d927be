import { beforeAll, describe, expect, it } from 'vitest';
import { saveLocation } from '#location/save-location';
import { setStockPolicy } from '#policy/set-stock-policy';
import type { CountedRow } from '#rules/counted-row';
import { clerk, openShop, type Shop } from '#testing/shop';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});

const row = (sku: string, onHand: number, locationCode = 'main'): CountedRow => ({ sku, locationCode, onHand });
const count = async (rows: CountedRow[], dryRun = false) => {
  const [outcome] = await shop.importCounts([{ batch: 'one', dryRun, by: { id: 'staff-1', name: 'staff@example.com' }, rows }]);
  return outcome?.rows.map((each) => (each.kind === 'REFUSED' ? each.problems.map(({ path }) => path.join('.')).join() : each.kind));
};

describe('a file of counts', () => {
  it('is taken row by row: what is wrong is told, and holds up no other', async () => {
    await shop.stock('POT', [5]);
    await shop.order('POT', 3);
    const shut = {
      id: null,
      expectedVersion: null,
      code: 'shut',
      name: 'Shut',
      priority: 9,
      active: false,
      offersPickup: false,
      address: null,
    };
    await saveLocation(shop.db, shut, clerk);
    const rows = [
      row('CUP', 4),
      row('CUP', 2, 'EAST'),
      row('POT', 2),
      row('CUP', 9),
      row('', -1),
      row('CUP', 1, 'moon'),
      row('CUP', 1, 'shut'),
      row('POT', 3, 'x\0'),
    ];
    const told = ['CHANGED', 'CHANGED', 'onHand', 'sku', 'sku,onHand', 'locationCode', 'locationCode', 'locationCode'];
    expect(await count(rows, true)).toEqual(told);
    expect(await shop.shelves('CUP')).toEqual([]);
    expect(await count(rows)).toEqual(told);
    expect([await shop.shelves('CUP'), await shop.shelves('POT')]).toEqual([['4/0', '2/0'], ['5/3']]);
  });

  it('said again changes nothing, and leaves nothing in the ledger', async () => {
    const rows = [row('PEN', 7), row('NIB', 0)];
    expect(await count(rows)).toEqual(['CHANGED', 'CHANGED']);
    expect(await count(rows)).toEqual(['UNCHANGED', 'UNCHANGED']);
    const ledger = await shop.db.query({
      text: `select kind, delta, on_hand_after, made_by_name from movements where sku in ('PEN', 'NIB')`,
    });
    expect(ledger).toEqual([{ kind: 'COUNT', delta: 7, on_hand_after: 7, made_by_name: 'staff@example.com' }]);
  });

  it('takes a thousand rows in a number of statements that does not grow', async () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => row(`MANY-${index}`, 1 + (index % 5)));
    expect(await shop.statementsOf(() => count(rows))).toBeLessThan(12);
    expect(new Set(await count(rows))).toEqual(new Set(['UNCHANGED']));
    await expect(count([...rows, row('ONE-MORE', 1)])).rejects.toThrow('at most 1000');
  });

  it('serves those who wait', async () => {
    await setStockPolicy(
      shop.db,
      { sku: 'HAT', expectedVersion: null, change: { backorder: 'PREORDER', backorderLimit: 3 } },
      clerk,
      new Date(),
    );
    await shop.order('HAT', 2);
    await count([row('HAT', 5)]);
    expect(await shop.shelves('HAT')).toEqual(['5/2']);
  });

  it('comes out page by page as it went in, and says what changed since', async () => {
    const all = [];
    for (let after: string | null = null; ; ) {
      const [page] = await shop.exportStock([{ after, changedAfter: null, first: 300 }]);
      all.push(...(page?.rows ?? []));
      if (!page?.next) break;
      after = page.next;
    }
    expect(new Set(all.map(({ sku, locationCode }) => `${sku} ${locationCode}`)).size).toBe(all.length);
    expect(all.find(({ sku }) => sku === 'HAT')).toMatchObject({ locationCode: 'main', onHand: 5, reserved: 2 });
    expect(all.length).toBeGreaterThan(1_000);
    const rows = all.slice(0, 1_000).map(({ sku, locationCode, onHand }) => row(sku, onHand, locationCode));
    expect(new Set(await count(rows))).toEqual(new Set(['UNCHANGED']));
    const [later] = await shop.exportStock([{ after: null, changedAfter: new Date(Date.now() + 60_000), first: 10 }]);
    expect(later).toMatchObject({ rows: [], next: null });
    await expect(shop.exportStock([{ after: 'x', changedAfter: null, first: 10 }])).rejects.toThrow('cursor');
  });

  it('leaves the books in order', async () => {
    expect(await shop.violations()).toEqual([]);
  });
});
