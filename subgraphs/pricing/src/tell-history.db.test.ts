import { authorOfCommand } from '@cartograph/kit/audit';
import { createLocalEventBus, type DomainEvent } from '@cartograph/kit/event';
import { silentLog } from '@cartograph/kit/log';
import { startOutboxRelay } from '@cartograph/kit/outbox';
import { tellHistory } from '@cartograph/kit/tell-history';
import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import { undeclared } from '@cartograph/kit/testing/undeclared';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { events, type PromotionChanged } from '#events';
import { history } from '#history-store';
import { importPricing } from '#import-pricing';
import { savePriceList } from '#prices/save-price-list';
import { setPrices } from '#prices/set-prices';
import { standingPrices } from '#prices/standing-prices';
import { savePromotion } from '#promotions/save-promotion';
import { standingPromotions } from '#promotions/standing-promotions';

const db = await freshDatabase('pricing');
const by = authorOfCommand('a test');
const bus = createLocalEventBus();
const relay = startOutboxRelay(db, bus, silentLog(), 20);
afterAll(() => relay.stop());

interface Item {
  sku: string;
  sequence: number;
  prices: { currency: string; unitMinor: string; to: string | null }[];
}
const heard: DomainEvent[] = [];
/** As a room that shows prices keeps them: of two things told of a SKU the newer one. */
let shown = new Map<string, Item>();
/** The control: it forgets to look at the numbers. */
let careless = new Map<string, Item>();
const take = (item: Item): void => {
  if (item.sequence >= (shown.get(item.sku)?.sequence ?? 0)) shown.set(item.sku, item);
  careless.set(item.sku, item);
};
const units = (model: Map<string, Item>) =>
  [...model].map(([sku, { prices }]) => `${sku} ${prices.map(({ unitMinor }) => unitMinor).join()}`).sort();
await bus.subscribe('a listener', ['pricing.price_changed', 'pricing.promotion_changed'], async (event) => {
  heard.push(event);
  for (const item of (event.data as { items?: Item[] }).items ?? []) take(item);
});
beforeEach(() => {
  heard.splice(0);
  [shown, careless] = [new Map(), new Map()];
});

const tell = () => tellHistory(db, history, () => undefined, { limit: 50, standing: [standingPromotions, standingPrices] });
const list = { code: 'sale', name: 'Sale', currency: 'USD' as const, priority: 1, customerGroupCodes: [], channelCode: null };
const set = (sku: string, unit: string, validFrom: Date | null = null, validTo: Date | null = null, code = 'sale') =>
  setPrices(
    db,
    [
      {
        sku,
        priceListCode: code,
        breaks: [{ minQuantity: 1, unit }],
        compareAt: null,
        validFrom,
        validTo,
        id: null,
        expectedVersion: null,
      },
    ],
    by,
  );
const costs = (model: Map<string, Item>, sku: string) => model.get(sku)?.prices.map(({ unitMinor, to }) => [unitMinor, to]);
const skus = Array.from({ length: 450 }, (_, nth) => `SKU-${String(nth).padStart(3, '0')}`);

test('whoever joins later is told what everybody pays for every SKU, sales to come included, and what nobody was ever told of', async () => {
  await importPricing(db, { prices: skus.map((sku) => ({ sku, currency: 'USD', listMinor: 1_000n, breaks: [] })) });
  await savePriceList(db, { id: null, expectedVersion: null, state: { ...list, validFrom: null, validTo: null } }, by);
  await set('SKU-001', '8.00', new Date('2099-01-01T00:00:00Z'), new Date('2099-02-01T00:00:00Z'));
  // As a data folder from before prices were told has them.
  await db.query({ text: `update items set prices_told = 0 where sku = 'SKU-002'` });
  await relay.flush();
  await db.query({ text: `delete from outbox where type = 'pricing.price_changed'` });
  heard.splice(0);
  shown = new Map();

  expect(await tell()).toMatchObject({ parked: 0, gone: 0 });
  expect([...shown.keys()].sort()).toEqual(skus);
  expect(costs(shown, 'SKU-001')).toEqual([
    ['1000', '2099-01-01T00:00:00.000Z'],
    ['800', '2099-02-01T00:00:00.000Z'],
    ['1000', null],
  ]);
  expect(shown.get('SKU-002')).toMatchObject({ sequence: 1, prices: [{ unitMinor: '1000' }] });
  expect(heard.every((event) => event.history)).toBe(true);
  expect(undeclared(events, heard)).toEqual([]);
  expect(heard.map(({ data }) => (data as { items: Item[] }).items.length)).toEqual(expect.arrayContaining([200, 200, 50]));
});

test('what is told twice has the ids of before, and what changed meanwhile has another one', async () => {
  await tell();
  const first = heard.map(({ id }) => id);
  await tell();
  expect(new Set(heard.map(({ id }) => id))).toEqual(new Set(first));
  expect(heard).toHaveLength(2 * first.length);
  await set('SKU-449', '7.00');
  await relay.flush();
  heard.splice(0);
  await tell();
  const ids = heard.map(({ id }) => id);
  expect(first.filter((id) => !ids.includes(id))).toHaveLength(1);
});

test('prices that are set while they are told stand with whoever takes the newer number, in whichever order events come', async () => {
  const telling = Array.from({ length: 4 }, () => tell());
  await Promise.all(skus.slice(0, 40).map((sku, nth) => set(sku, `${nth + 1}.00`).then(() => set(`NEW-${nth}`, '1.00'))));
  await Promise.all(telling);
  await relay.flush();
  const told = await db.query<{ data: { items: Item[] } }>({
    text: `select data from outbox where type = 'pricing.price_changed' order by occurred_at, id`,
  });
  await tell();
  const truth = units(shown);
  [shown, careless] = [new Map(), new Map()];
  for (const { data } of told.toReversed()) for (const item of data.items) take(item);
  expect(units(shown)).toEqual(truth);
  expect(units(careless)).not.toEqual(truth);
});

test('a promotion is told again under the ids of then, and one that nobody was told of is told once', async () => {
  const none = { percent: null, amounts: null, buyQuantity: null, getQuantity: null, bundleSkus: null, maximum: null };
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
      { kind: 'SUBTOTAL_FROM' as const, values: null, quantity: null, amount: { amount: '20.00', currencyCode: 'USD' as const } },
      { kind: 'CATEGORIES' as const, values: ['tea'], amount: null, quantity: null },
    ],
    effect: { ...none, kind: 'PERCENT_OFF' as const, percent: '10' },
  };
  const made = await savePromotion(db, { id: null, expectedVersion: null, given }, by);
  const other = await savePromotion(db, { id: null, expectedVersion: null, given: { ...given, code: 'untold' } }, by);
  if (made.kind !== 'saved' || other.kind !== 'saved') throw new Error('not saved');
  await relay.flush();
  const [news] = heard.filter(({ key }) => key === made.promotion.id);
  // The archive is forgotten; of the other one, as of coupons of before, nothing was ever told.
  const moved = `with moved as (delete from outbox where key in ($1, $2) returning *)
    insert into event_history (id, type, version, key, sequence, occurred_at)
    select id, type, version, key::uuid, sequence, occurred_at from moved where key = $1 and type = 'pricing.promotion_changed'`;
  await db.query({ text: moved, values: [made.promotion.id, other.promotion.id] });
  await db.query({ text: 'update promotions set event_sequence = 0 where id = $1', values: [other.promotion.id] });

  for (const time of ['first', 'second']) {
    heard.splice(0);
    await tell();
    const promotions = heard.filter(({ type }) => type === 'pricing.promotion_changed');
    expect(promotions.find(({ key }) => key === made.promotion.id)).toEqual({ ...news, history: true });
    const told = promotions.filter(({ key }) => key === other.promotion.id);
    expect([time, told.map(({ sequence, data }) => [sequence, (data as PromotionChanged).code])]).toEqual([time, [[1, 'UNTOLD']]]);
    expect(undeclared(events, promotions)).toEqual([]);
  }
});
