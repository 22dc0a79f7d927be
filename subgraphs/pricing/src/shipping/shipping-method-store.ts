import type { Queryable } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import type { CurrencyCode } from '@cartograph/kit/money';
import type { LocalizedName, ShippingKind } from '#rules/shipping';
import { maxShippingMethods, type ShippingMethodRow, type ShippingMethodState, type Zone } from '#shipping/rules/shipping-method-state';

interface MethodRow extends Record<string, unknown> {
  id: string;
  version: number;
  code: string;
  name: string;
  names: LocalizedName[];
  active: boolean;
  kind: ShippingKind;
  carrier: string | null;
  tax_category: string | null;
  zones: (Omit<Zone, 'rates'> & {
    rates: { currency: CurrencyCode; priceMinor: string; freeFromMinor: string | null; maxWeightGrams: number | null }[];
  })[];
}

const zonesJson = `(select coalesce(json_agg(json_build_object('countries', z.countries, 'regions', z.regions, 'minDays', z.min_days,
    'maxDays', z.max_days, 'rates', (select coalesce(json_agg(json_build_object('currency', r.currency, 'priceMinor', r.price_minor::text,
      'freeFromMinor', r.free_from_minor::text, 'maxWeightGrams', r.max_weight_grams) order by r.place), '[]')
      from shipping_zone_rates r where r.method_id = z.method_id and r.zone = z.place)) order by z.place), '[]')
  from shipping_zones z where z.method_id = m.id) as zones`;

const select = `select m.id, m.version, m.code, m.name, m.names, m.active, m.kind, m.carrier, m.tax_category, ${zonesJson} from shipping_methods m`;

const methodOf = ({ tax_category, zones, ...row }: MethodRow): ShippingMethodRow => ({
  ...row,
  taxCategory: tax_category,
  zones: zones.map((zone) => ({
    ...zone,
    rates: zone.rates.map((rate) => ({
      ...rate,
      priceMinor: BigInt(rate.priceMinor),
      freeFromMinor: rate.freeFromMinor === null ? null : BigInt(rate.freeFromMinor),
    })),
  })),
});

/** All there are, by code. */
export async function loadShippingMethods(db: Queryable): Promise<ShippingMethodRow[]> {
  const rows = await db.query<MethodRow>({
    name: 'pricing_shipping_methods',
    text: `${select} order by m.code limit ${maxShippingMethods}`,
  });
  return rows.map(methodOf);
}

/** One who writes methods at a time; quotes read on. */
export async function lockShippingMethods(tx: Queryable): Promise<void> {
  await tx.query({ text: 'lock table shipping_methods in share row exclusive mode' });
}

/** That of the id and that of the code. */
export async function findShippingMethods(
  tx: Queryable,
  id: string | null,
  code: string,
): Promise<{ own: ShippingMethodRow | undefined; taken: ShippingMethodRow | undefined; methods: number }> {
  const rows = await tx.query<MethodRow>({
    name: 'pricing_shipping_methods_to_change',
    text: `${select} where m.id = $1::uuid or m.code = $2`,
    values: [id !== null && isUuid(id) ? id : null, code],
  });
  const [counted] = await tx.query<{ methods: number }>({ text: 'select count(*)::int as methods from shipping_methods' });
  const methods = rows.map(methodOf);
  return {
    own: methods.find((method) => method.id === id),
    taken: methods.find((method) => method.code === code && method.id !== id),
    methods: counted?.methods ?? 0,
  };
}

/** Writes a new one, or in place of the one that was read; the table is locked. Zones and rates are written anew. */
export async function writeShippingMethod(
  tx: Queryable,
  before: ShippingMethodRow | null,
  state: ShippingMethodState,
): Promise<ShippingMethodRow> {
  const values = [state.code, state.name, JSON.stringify(state.names), state.active, state.kind, state.carrier, state.taxCategory];
  const [row] = before
    ? await tx.query<{ id: string; version: number }>({
        name: 'pricing_update_shipping_method',
        text: `update shipping_methods set code = $1, name = $2, names = $3, active = $4, kind = $5, carrier = $6, tax_category = $7,
          version = version + 1, changed_at = now() where id = $8 and version = $9 returning id, version`,
        values: [...values, before.id, before.version],
      })
    : await tx.query<{ id: string; version: number }>({
        name: 'pricing_insert_shipping_method',
        text: `insert into shipping_methods (code, name, names, active, kind, carrier, tax_category) values ($1, $2, $3, $4, $5, $6, $7)
          returning id, version`,
        values,
      });
  if (!row) throw new Error(`shipping method ${state.code} was changed beside the lock`);
  await writeZones(tx, row.id, state.zones);
  return { ...state, ...row };
}

async function writeZones(tx: Queryable, methodId: string, zones: readonly Zone[]): Promise<void> {
  await tx.query({ name: 'pricing_delete_zones', text: 'delete from shipping_zones where method_id = $1', values: [methodId] });
  await tx.query({
    name: 'pricing_insert_zones',
    text: `insert into shipping_zones (method_id, place, countries, regions, min_days, max_days)
      select $1, z.place, z.countries, z.regions, z.min_days, z.max_days
      from jsonb_to_recordset($2) as z(place int, countries text[], regions text[], min_days int, max_days int)`,
    values: [
      methodId,
      JSON.stringify(
        zones.map(({ countries, regions, minDays, maxDays }, place) => ({
          place,
          countries,
          regions,
          min_days: minDays,
          max_days: maxDays,
        })),
      ),
    ],
  });
  await tx.query({
    name: 'pricing_insert_zone_rates',
    text: `insert into shipping_zone_rates (method_id, zone, place, currency, price_minor, free_from_minor, max_weight_grams)
      select $1, r.zone, r.place, r.currency, r.price_minor, r.free_from_minor, r.max_weight_grams
      from jsonb_to_recordset($2) as r(zone int, place int, currency text, price_minor bigint, free_from_minor bigint, max_weight_grams int)`,
    values: [
      methodId,
      JSON.stringify(
        zones.flatMap(({ rates }, zone) =>
          rates.map(({ currency, priceMinor, freeFromMinor, maxWeightGrams }, place) => ({
            zone,
            place,
            currency,
            price_minor: String(priceMinor),
            free_from_minor: freeFromMinor === null ? null : String(freeFromMinor),
            max_weight_grams: maxWeightGrams,
          })),
        ),
      ),
    ],
  });
}
