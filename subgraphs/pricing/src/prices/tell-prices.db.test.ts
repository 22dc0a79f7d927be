import { authorOfCommand } from '@cartograph/kit/audit';
import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import { undeclared } from '@cartograph/kit/testing/undeclared';
import { expect, test } from 'vitest';
import { events } from '#events';
import { importPricing } from '#import-pricing';
import { savePriceList } from '#prices/save-price-list';
import { setPrices } from '#prices/set-prices';
import { savePromotion } from '#promotions/save-promotion';

const db = await freshDatabase('pricing');
const by = authorOfCommand('a test');

interface Told extends Record<string, unknown> {
  type: string;
  version: number;
  key: string;
  sequence: number | null;
  data: { items?: { sku: string; sequence: number; prices: { unitMinor: string }[] }[]; active?: boolean; conditions?: unknown };
}
const told = (type: string) => db.query<Told>({ text: 'select * from outbox where type = $1 order by sequence, id', values: [type] });

test('prices of one SKU that are set in two lists at once are told with numbers without a gap, and the last one knows both', async () => {
  await importPricing(db, { prices: [{ sku: 'MUG', currency: 'USD', listMinor: 1000n, breaks: [] }] });
  const list = { code: 'sale', name: 'Sale', currency: 'USD' as const, priority: 1, customerGroupCodes: [], channelCode: null };
  await savePriceList(db, { id: null, expectedVersion: null, state: { ...list, validFrom: null, validTo: null } }, by);
  const tomorrow = (days: number) => new Date(Date.UTC(2099, 0, 1 + days));
  // A span of each list, day by day: in turns one and the other is what everybody pays.
  const set = (priceListCode: string, day: number, unit: string) => {
    const span = { validFrom: tomorrow(day), validTo: tomorrow(day + 1) };
    const row = {
      sku: 'MUG',
      priceListCode,
      breaks: [{ minQuantity: 1, unit }],
      compareAt: null,
      id: null,
      expectedVersion: null,
      ...span,
    };
    return setPrices(db, [row], by);
  };
  await importPricing(db, { prices: [{ sku: 'TEA', currency: 'USD', listMinor: 1n, breaks: [] }] });
  const days = Array.from({ length: 12 }, (_, day) => day);
  await Promise.all(days.map((day) => set('sale', day, `${day + 1}.00`)));
  const items = (await told('pricing.price_changed')).flatMap(({ data }) => data.items ?? []).filter(({ sku }) => sku === 'MUG');
  const numbers = items.map(({ sequence }) => sequence).sort((one, other) => one - other);
  expect(numbers).toEqual(Array.from({ length: 13 }, (_, index) => index + 1));
  const last = items.find(({ sequence }) => sequence === 13);
  expect(last?.prices.map(({ unitMinor }) => unitMinor)).toEqual(['1000', ...days.map((day) => `${day + 1}00`), '1000']);
});

test('a promotion is told whole, numbered by its row, each time that it changed and no other', async () => {
  const none = { percent: null, amounts: null, buyQuantity: null, getQuantity: null, bundleSkus: null, maximum: null };
  const condition = { values: null, amount: null, quantity: null };
  const given = {
    code: 'tea-week',
    name: 'A week of tea',
    active: true,
    priority: 1,
    stacking: 'STACKS' as const,
    needsCoupon: false,
    startsAt: null,
    endsAt: new Date('2099-01-01T00:00:00Z'),
    usageLimit: null,
    usageLimitPerCustomer: null,
    conditions: [
      { ...condition, kind: 'CATEGORIES' as const, values: ['tea'] },
      { ...condition, kind: 'SUBTOTAL_FROM' as const, amount: { amount: '20.00', currencyCode: 'USD' as const } },
      { ...condition, kind: 'QUANTITY_FROM' as const, quantity: 2 },
      { ...condition, kind: 'FIRST_ORDER' as const },
    ],
    effect: { ...none, kind: 'BUY_X_GET_Y' as const, buyQuantity: 2, getQuantity: 1 },
  };
  const save = (id: string | null, expectedVersion: number | null, change: { active?: boolean } = {}) =>
    savePromotion(db, { id, expectedVersion, given: { ...given, ...change } }, by);
  const made = await save(null, null);
  if (made.kind !== 'saved') throw new Error(JSON.stringify(made.problem));
  const { id } = made.promotion;
  await save(id, 1);
  await save(id, 1, { active: false });
  await save(id, 1, { active: true });
  const rows = await told('pricing.promotion_changed');
  expect(rows.map(({ key, sequence, data }) => [key, sequence, data.active])).toEqual([
    [id, 1, true],
    [id, 2, false],
  ]);
  expect(rows[0]?.data).toMatchObject({
    code: 'TEA-WEEK',
    endsAt: '2099-01-01T00:00:00.000Z',
    conditions: [
      { kind: 'CATEGORIES', values: ['tea'] },
      { kind: 'SUBTOTAL_FROM', amount: { minor: '2000', currency: 'USD' } },
      { kind: 'QUANTITY_FROM', quantity: 2 },
      { kind: 'FIRST_ORDER' },
    ],
    effect: { kind: 'BUY_X_GET_Y', buy: 2, get: 1, basisPoints: 10_000, maximum: [] },
  });
  expect(undeclared(events, await db.query<Told>({ text: 'select * from outbox' }))).toEqual([]);
});
