import { beforeEach, describe, expect, it } from 'vitest';
import { checks } from '#checks';
import { openShop, type Shop } from '#testing/shop';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await shop.stock('MUG', [10]);
  for (const verb of ['commitStock', 'shipStock'] as const) await shop[verb]([{ placementId: (await committed()).placementId }]);
  await shop.order('MUG', 1);
});

async function committed() {
  const order = await shop.order('MUG', 1);
  await shop.commitStock([order]);
  return order;
}

async function violatedBy(...planted: string[]): Promise<string[]> {
  expect(await shop.violations()).toEqual([]);
  for (const text of planted) await shop.db.query({ text });
  const found = await Promise.all(checks.own.map(async ({ name, sql }) => ({ name, rows: await shop.db.query({ text: sql }) })));
  for (const { rows } of found) for (const row of rows) expect(row['detail']).toEqual(expect.any(String));
  return found.filter(({ rows }) => rows.length > 0).map(({ name }) => name);
}

describe('the doctor finds', () => {
  it('a level that its movements do not explain', async () => {
    expect(await violatedBy('update levels set on_hand = on_hand + 1')).toEqual(['levels_match_ledger']);
  });

  it('a movement that no level shows', async () => {
    expect(await violatedBy(`insert into movements (sku, location_id, kind, delta) values ('MUG', 'main', 'OTHER', 1)`)).toEqual([
      'levels_match_ledger',
    ]);
  });

  it('reserved stock that nobody holds, and holds that reserve nothing', async () => {
    expect(await violatedBy('update levels set reserved = reserved + 1')).toEqual(['reserved_matches_holds']);
    await shop.db.query({ text: 'update levels set reserved = reserved - 2' });
    expect(await shop.violations()).toHaveLength(1);
  });

  it('more reserved than there is', async () => {
    const planted = ['alter table levels drop constraint levels_reserved_within_on_hand', 'update levels set reserved = on_hand + 1'];
    expect(await violatedBy(...planted)).toContain('reserved_within_on_hand');
  });

  it('a shipment without its movement', async () => {
    const planted = `update holds set state = 'SHIPPED', expires_at = null where state = 'HELD'`;
    expect(await violatedBy(planted)).toContain('shipments_match_movements');
  });

  it('goods in transit that no transfer has sent, and sent ones that are nowhere', async () => {
    expect(await violatedBy('update levels set in_transit = in_transit + 1')).toEqual(['stock_in_transit']);
    await shop.db.query({ text: 'update levels set in_transit = 0' });
    const sent = `with sent as (insert into stock_transfers (id, from_location_id, to_location_id, status) values (uuidv7(), 'main', 'east', 'IN_TRANSIT') returning id)
      insert into stock_transfer_lines (transfer_id, sku, quantity) select id, 'MUG', 2 from sent`;
    expect(await violatedBy(sent)).toEqual(['stock_in_transit']);
    await shop.db.query({ text: `update stock_transfers set status = 'RECEIVED'` });
    expect(await shop.violations()).toHaveLength(1);
  });

  it('more sold than may be before it is there, a queue that nobody stands in, and one for a placement that has let go', async () => {
    const terms = (backordered: number) =>
      `insert into stock_policies (sku, version, backorder, backorder_limit, backordered) values ('MUG', 1, 'PREORDER', 5, ${backordered})`;
    expect(await violatedBy(terms(2))).toEqual(['backorders_match_queue']);
    const queue = `insert into backorders (placement_id, sku, quantity, waiting) select placement_id, 'MUG', 2, 2 from holds where state = 'HELD'`;
    await shop.db.query({ text: queue });
    expect(await violatedBy(`update holds set state = 'SHIPPED', expires_at = null where state = 'HELD'`)).toContain(
      'only_live_orders_wait',
    );
    await shop.db.query({ text: `alter table stock_policies drop constraint stock_policies_backordered_within_limit` });
    await shop.db.query({ text: 'update stock_policies set backordered = 6' });
    expect((await shop.violations()).join()).toContain('6 are sold that are not there, of at most 5');
  });

  it('a live hold without a line', async () => {
    const planted = `insert into holds (placement_id, state) values (uuidv7(), 'COMMITTED')`;
    expect(await violatedBy(planted)).toEqual(['live_holds_have_lines']);
  });

  it('a refused placement that took something', async () => {
    const planted = `update holds set state = 'REFUSED', expires_at = null, shortages = '[]' where state = 'HELD'`;
    expect(await violatedBy(planted)).toContain('refused_holds_hold_nothing');
  });

  it('a hold that nobody asked about 30 seconds after it expired', async () => {
    const late = (seconds: number) => `update holds set expires_at = now() - interval '${seconds} seconds' where state = 'HELD'`;
    expect(await violatedBy(late(25))).toEqual([]);
    expect(await violatedBy(late(31))).toEqual(['no_hold_overdue']);
  });
});

it('the doctor is told of every hold', async () => {
  const rows = await shop.db.query({ text: checks.readings['holds'] ?? '' });
  expect(rows.map((row) => String(row['state'])).sort()).toEqual(['COMMITTED', 'HELD', 'SHIPPED']);
});
