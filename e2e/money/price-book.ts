import type { Mode } from './exact.ts';

/** What the shop knows of prices, read as rows: all amounts in minor units. */
export interface PriceBook {
  goods: Map<string, { category: string; prices: Map<string, { list: bigint; breaks: { from: number; unit: bigint }[] }> }>;
  rates: Rate[];
  shipping: { currency: string; country: string; flat: bigint; freeFrom: bigint | null }[];
  coupons: Map<string, Coupon>;
  /** Millionths of a minor unit a point. */
  points: Map<string, bigint>;
}

export interface Rate {
  country: string;
  region: string;
  category: string;
  ppm: number;
  included: boolean;
  rounding: Mode;
  per: 'LINE' | 'RATE';
  shipping: boolean;
}

export interface Coupon {
  basisPoints: number | null;
  skus: string[] | null;
  categories: string[] | null;
  over: boolean;
  amounts: Map<string, { off: bigint | null; minimum: bigint }>;
}

interface EntryRow extends Record<string, unknown> {
  sku: string;
  currency: string;
  break_quantities: number[];
  break_units_minor: (string | bigint)[];
}

type Read = <Row extends Record<string, unknown>>(sql: string) => Promise<Row[]>;

/** Plain selects, put together here: not the statement that the room reads with. */
export async function readPriceBook(read: Read): Promise<PriceBook> {
  const goods: PriceBook['goods'] = new Map();
  for (const { sku, tax_category } of await read<{ sku: string; tax_category: string }>('select * from items'))
    goods.set(sku, { category: tax_category, prices: new Map() });
  for (const row of await read<EntryRow>('select * from price_entries')) {
    const [list = 0n, ...units] = row.break_units_minor.map(BigInt);
    const breaks = row.break_quantities.slice(1).map((from, index) => ({ from, unit: units[index] ?? 0n }));
    goods.get(row.sku)?.prices.set(row.currency, { list, breaks });
  }
  const points = await read<{ currency: string; micro_minor: string }>('select * from point_values');
  return {
    goods,
    rates: await readRates(read),
    shipping: await readShipping(read),
    coupons: await readCoupons(read),
    points: new Map(points.map(({ currency, micro_minor }) => [currency, BigInt(micro_minor)])),
  };
}

interface RateRow extends Record<string, unknown> {
  country: string;
  region: string;
  tax_category: string;
  rate_ppm: number;
  included: boolean;
  rounding: Mode;
  rounded_per: 'LINE' | 'RATE';
  applies_to_shipping: boolean;
}

const readRates = async (read: Read): Promise<Rate[]> =>
  (await read<RateRow>('select * from tax_rates')).map((row) => ({
    country: row.country,
    region: row.region,
    category: row.tax_category,
    ppm: row.rate_ppm,
    included: row.included,
    rounding: row.rounding,
    per: row.rounded_per,
    shipping: row.applies_to_shipping,
  }));

const readShipping = async (read: Read): Promise<PriceBook['shipping']> =>
  (
    await read<{ currency: string; country: string; flat_minor: string; free_from_minor: string | null }>(
      `select r.currency, coalesce(z.countries[1], '') as country, r.price_minor as flat_minor, r.free_from_minor
       from shipping_zones z join shipping_zone_rates r on r.method_id = z.method_id and r.zone = z.place`,
    )
  ).map((row) => ({
    currency: row.currency,
    country: row.country,
    flat: BigInt(row.flat_minor),
    freeFrom: row.free_from_minor === null ? null : BigInt(row.free_from_minor),
  }));

type InMoney = { minor: string; currency: string };

interface CouponRow extends Record<string, unknown> {
  code: string;
  over: boolean;
  effect: { kind: string; basisPoints?: number; amounts?: InMoney[] };
  conditions: { kind: string; values?: string[]; amount?: InMoney }[];
}

/** The coupons of this test: each with a promotion of its own, a percentage or fixed amounts. */
async function readCoupons(read: Read): Promise<PriceBook['coupons']> {
  const rows = await read<CouponRow>(`select c.code, coalesce(c.ends_at <= now(), false) as over, p.effect, p.conditions
    from coupons c join promotions p on p.id = c.promotion_id`);
  return new Map(rows.map((row) => [row.code, couponOf(row)]));
}

function couponOf({ over, effect, conditions }: CouponRow): Coupon {
  const valuesOf = (kind: string) => conditions.find((condition) => condition.kind === kind)?.values ?? null;
  const amounts: Coupon['amounts'] = new Map();
  for (const { minor, currency } of effect.amounts ?? []) amounts.set(currency, { off: BigInt(minor), minimum: 0n });
  for (const { amount } of conditions)
    if (amount) amounts.set(amount.currency, { off: amounts.get(amount.currency)?.off ?? null, minimum: BigInt(amount.minor) });
  return { basisPoints: effect.basisPoints ?? null, skus: valuesOf('SKUS'), categories: valuesOf('TAX_CATEGORIES'), over, amounts };
}
