import { authorOfCommand } from '@cartograph/kit/audit';
import type { Database } from '@cartograph/kit/db';
import { importPricing } from '#import-pricing';
import { upsertCustomerGroups } from '#prices/customer-group-store';
import { savePriceList } from '#prices/save-price-list';
import { setPrices } from '#prices/set-prices';
import { savePromotion } from '#promotions/save-promotion';
import { updateCoupons } from '#promotions/update-coupons';
import { saveShippingMethod } from '#shipping/save-shipping-method';
import { saveTaxRate } from '#tax/save-tax-rate';
import type { Change, During } from '#testing/checkout/any-change';

export const by = authorOfCommand('a test');

/** Where 'ada' and 'bob' are customers. */
export type BuyerIds = Readonly<Record<'ada' | 'bob', string>>;

const day = 86_400_000;
const sentence = (cents: number) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
const usd = (cents: number) => ({ amount: sentence(cents), currencyCode: 'USD' as const });

function spanOf(during: During): { from: Date | null; to: Date | null } {
  const [before, later] = [new Date(Date.now() - day), new Date(Date.now() + day)];
  switch (during) {
    case 'always':
      return { from: null, to: null };
    case 'begun':
      return { from: before, to: null };
    case 'ending':
      return { from: null, to: later };
    case 'over':
      return { from: null, to: before };
    case 'to come':
      return { from: later, to: null };
  }
}

interface Versioned extends Record<string, unknown> {
  id: string;
  version: number;
}

/** What staff do, by the use case that their mutation has. A change that another one overtook is refused to them, as it is to people. */
export async function makeChange(db: Database, ids: BuyerIds, change: Change): Promise<void> {
  const find = async (text: string, ...values: unknown[]): Promise<Versioned | undefined> =>
    (await db.query<Versioned>({ text, values }))[0];
  const known = (row: Versioned | undefined) => ({ id: row?.id ?? null, expectedVersion: row?.version ?? null });
  switch (change.kind) {
    case 'price': {
      const row = await find(
        'select e.id, e.version from price_entries e join price_lists l on l.id = e.list_id where l.code = $1 and e.sku = $2',
        change.list,
        change.sku,
      );
      const { from, to } = spanOf(change.during);
      const breaks = [{ minQuantity: 1, unit: sentence(change.cents) }];
      if (change.fromFive !== null) breaks.push({ minQuantity: 5, unit: sentence(change.cents - change.fromFive) });
      const price = { sku: change.sku, priceListCode: change.list, breaks, compareAt: null, validFrom: from, validTo: to };
      await setPrices(db, [{ ...price, ...known(row) }], by);
      return;
    }
    case 'list': {
      const row = await find('select id, version from price_lists where code = $1', change.list);
      const { from, to } = spanOf(change.during);
      const customerGroupCodes = change.members ? ['members'] : [];
      const state = { code: change.list, name: change.list, currency: 'USD' as const, priority: change.priority, customerGroupCodes };
      await savePriceList(db, { ...known(row), state: { ...state, channelCode: null, validFrom: from, validTo: to } }, by);
      return;
    }
    case 'tax':
      return changeTax(db, change);
    case 'shipping': {
      const code = `way-${change.nth}`;
      const row = await find('select id, version from shipping_methods where code = $1', code);
      const rate = { price: usd(change.cents), freeFrom: change.freeFrom === null ? null : usd(change.freeFrom) };
      const dearer = { price: usd(change.cents + 500), freeFrom: null, maxWeightGrams: null };
      const light = change.maxWeightGrams === null ? [] : [dearer];
      const rates = [{ ...rate, maxWeightGrams: change.maxWeightGrams }, ...light];
      const zone = { countries: change.countries, regions: null, rates, minDays: null, maxDays: null };
      const given = { code, name: code, names: [], active: change.active, kind: 'DELIVERY' as const, carrier: null, taxCategory: null };
      await saveShippingMethod(db, { ...known(row), given: { ...given, zones: [zone] } }, by);
      return;
    }
    case 'promotion':
      return changePromotion(db, change, known(await find('select id, version from promotions where code = $1', `P-${change.nth}`)));
    case 'coupon': {
      const coupons = await db.query<{ id: string }>({ text: 'select id from coupons' });
      const endsAt = change.over ? new Date(Date.now() - day) : null;
      const usageLimit = change.limited ? 1_000_000 : null;
      await updateCoupons(db, { ids: coupons.map(({ id }) => id), active: change.active, usageLimit, endsAt }, by);
      return;
    }
    case 'groups':
      return upsertCustomerGroups(db, ids[change.buyer], change.member ? ['members'] : [], nextSequence());
    case 'goods':
      return importPricing(db, { items: [{ sku: change.sku, taxCategory: change.category }] });
  }
}

let sequence = 0;
const nextSequence = () => (sequence += 1);

/** What is in force ends, and another one follows it at once: the moment of it is waited for. */
async function changeTax(db: Database, { place, category, percent, ...law }: Extract<Change, { kind: 'tax' }>): Promise<void> {
  const [last] = await db.query<Versioned & { percent: string; valid_from: Date; soon: Date } & Record<string, unknown>>({
    text: `select t.*, rate_ppm / 10000.0 as percent, date_trunc('milliseconds', now() + interval '20 ms') as soon
      from tax_rates t where country = $1 and region = $2 and tax_category = $3 and valid_to is null`,
    values: [place.country, place.region, category],
  });
  const region = place.region === '' ? null : place.region;
  const rate = { taxCategory: category, country: place.country, region, rounding: 'HALF_UP' as const, source: 'a test', ...law };
  if (last) {
    const before = { included: last['included'] === true, appliesToShipping: last['applies_to_shipping'] === true };
    const roundedPer = last['rounded_per'] === 'LINE' ? ('LINE' as const) : ('RATE' as const);
    const given = { ...rate, ...before, roundedPer, percent: String(Number(last.percent)), validFrom: last.valid_from, validTo: last.soon };
    await saveTaxRate(db, { id: last.id, expectedVersion: last.version, given }, by);
  }
  const [from] = last ? [last.soon] : [new Date('2026-01-01T00:00:00Z')];
  await saveTaxRate(
    db,
    { id: null, expectedVersion: null, given: { ...rate, percent: String(percent), validFrom: from, validTo: null } },
    by,
  );
  await db.query({ text: 'select pg_sleep(greatest(0, extract(epoch from $1::timestamptz - clock_timestamp())) + 0.001)', values: [from] });
}

async function changePromotion(
  db: Database,
  change: Extract<Change, { kind: 'promotion' }>,
  known: { id: string | null; expectedVersion: number | null },
): Promise<void> {
  const code = `P-${change.nth}`;
  const { from, to } = spanOf(change.during);
  const effect = {
    kind: change.shipping ? ('SHIPPING_PERCENT_OFF' as const) : ('PERCENT_OFF' as const),
    percent: String(change.percent),
    amounts: null,
    buyQuantity: null,
    getQuantity: null,
    bundleSkus: null,
    maximum: null,
  };
  const conditions =
    change.quantity === null ? [] : [{ kind: 'QUANTITY_FROM' as const, values: null, amount: null, quantity: change.quantity }];
  const { active, stacking, usageLimit, usageLimitPerCustomer } = change;
  const given = { code, name: code, active, priority: change.nth + 1, stacking, needsCoupon: false, usageLimit, usageLimitPerCustomer };
  await savePromotion(db, { ...known, given: { ...given, startsAt: from, endsAt: to, conditions, effect } }, by);
}
