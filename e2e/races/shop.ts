import type { JsonWebKey } from 'node:crypto';
import { uuidFromName } from '@cartograph/kit/ids';
import type { EachRoom, RoomName } from '@cartograph/stack/rooms';
import type { Stack } from '@cartograph/stack/start-stack';
import type pg from 'pg';
import { untilFinished } from '../crash/unfinished.ts';
import { signToken } from '../placing/sign-token.ts';
import { askFor } from '../support/ask.ts';
import { openPool } from './naive.ts';

/** The shop as a race sees it: its public API, the counter where goods come in, and its books. */
export interface Shop {
  readonly url: string;
  /** Puts so many units of a new SKU on sale, for 10.00 USD each; 5.00 for shipping, no tax. */
  stockUp(sku: string, units: number): Promise<void>;
  /** A new coupon of 10 %. */
  issueCoupon(code: string, usageLimit: number): Promise<void>;
  /** A new customer with so many points: the access token. */
  welcome(name: string, points: number): Promise<string>;
  /** The data of an operation that must succeed. */
  askFor<Data>(query: string, variables?: Record<string, unknown>, token?: string): Promise<Data>;
  availableOf(sku: string): Promise<number>;
  pointsOf(token: string): Promise<Points>;
  /** Rows of one room's database, read without delay. */
  readRows<Row extends pg.QueryResultRow>(room: RoomName, text: string, values?: unknown[]): Promise<Row[]>;
  /** Waits until no placement and no cancellation is under way. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface Points {
  available: number;
  pending: number;
  reserved: number;
}

const createdAt = new Date('2026-01-01T00:00:00Z');

/** `databases`: where the shop's books can be read without delay. */
export async function openShop({ url, rooms }: Stack, databases: EachRoom<string>): Promise<Shop> {
  await rooms.pricing.commands.importPricing({
    shippingRates: [{ currency: 'USD', country: null, flatMinor: 500n, freeFromMinor: null }],
  });
  const locations = [{ id: 'main', name: 'Main house', priority: 1 }];
  const pools = new Map<RoomName, pg.Pool>();
  const readRows: Shop['readRows'] = async <Row extends pg.QueryResultRow>(room: RoomName, text: string, values: unknown[] = []) => {
    const pool = pools.get(room) ?? openPool(databases[room], 1);
    pools.set(room, pool);
    return (await pool.query<Row>(text, values)).rows;
  };
  // The first who asks for the keys makes one.
  await rooms.customers.commands.publicJwks();
  const [key] = await readRows<{ kid: string; jwk: JsonWebKey }>(
    'customers',
    'select kid, private_jwk as jwk from signing_keys where is_current',
  );
  if (!key) throw new Error('no key signs access tokens');
  const shopAsks: Shop['askFor'] = (query, variables = {}, token) => askFor(url, query, variables, { token });
  return {
    url,
    askFor: shopAsks,
    readRows,
    stockUp: async (sku, units) => {
      const variants = [{ id: uuidFromName(`variant ${sku}`), sku, title: null }];
      const shown = { title: sku, description: null, status: 'PUBLISHED' as const, createdAt, categorySlugs: [] };
      const product = { ...shown, id: uuidFromName(`product ${sku}`), slug: sku.toLowerCase(), variants };
      await Promise.all([
        rooms.products.commands.importCatalogue({ categories: [], products: [product] }),
        rooms.pricing.commands.importPricing({
          items: [{ sku, taxCategory: 'standard' }],
          prices: [{ sku, currency: 'USD', listMinor: 1_000n, breaks: [] }],
        }),
        rooms.inventory.commands.importStock({ locations, levels: [{ sku, locationId: 'main', onHand: units, lowStockThreshold: 0 }] }),
      ]);
    },
    issueCoupon: (code, usageLimit) => rooms.pricing.commands.importPricing({ coupons: [{ code, basisPoints: 1_000, usageLimit }] }),
    welcome: async (name, points) => {
      const who = { id: uuidFromName(`customer ${name}`), email: `${name}@example.org` };
      const { commands } = rooms.customers;
      await commands.importCustomers([{ ...who, name: null, passwordHash: null, roles: ['customer'], addresses: [], createdAt }]);
      await commands.grantPoints([{ customerId: who.id, points, reason: 'Welcome', key: `welcome ${name}` }]);
      // Signed with the shop's own key: signing in costs 0.1 s of processor time, and is no part of any race.
      return signToken(key, who, 3_600);
    },
    availableOf: async (sku) => {
      // The public is told of 50 at most.
      const [left] = await rooms.inventory.commands.readAvailability([sku]);
      return left?.available ?? 0;
    },
    pointsOf: async (token) => {
      const { me } = await shopAsks<{ me: { loyalty: Points } }>('{ me { loyalty { available pending reserved } } }', {}, token);
      return me.loyalty;
    },
    settled: async () => {
      const { unfinished } = await untilFinished(databases.orders);
      if (unfinished.length > 0) throw new Error(`still under way: ${unfinished.join('; ')}`);
    },
    close: async () => {
      for (const pool of pools.values()) await pool.end();
    },
  };
}
