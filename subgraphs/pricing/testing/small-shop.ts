import { type Caller, guest } from '@cartograph/kit/caller';
import { openDatabase } from '@cartograph/kit/db';
import { createLocalEventBus } from '@cartograph/kit/event';
import { uuidv7 } from '@cartograph/kit/ids';
import { silentLog } from '@cartograph/kit/log';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { afterAll, beforeAll } from 'vitest';
import { start } from '#server';

const databaseUrl = await freshDatabaseUrl('pricing');

/** Pricing by itself, with a small list of prices, coupons and taxes: one a test file. */
export const room = await start({
  databaseUrl,
  // Products, which has all on sale, and customers, where everybody has 1,000 points.
  remotes: {
    products: { snapshotVariants: async (skus) => skus.map((sku) => ({ sku, sellable: true })) },
    customers: { pointsAvailable: async (ids) => ids.map((customerId) => ({ customerId, available: 1_000 })) },
  },
  bus: createLocalEventBus(),
  log: silentLog(),
  background: false,
});
afterAll(() => room.stop());

export const ada = { kind: 'customer', customerId: uuidv7(), email: 'ada@example.com', roles: ['customer'] } satisfies Caller;
export const staff: Caller = { kind: 'customer', customerId: uuidv7(), email: 'staff@example.com', roles: ['customer', 'staff'] };
export const admin: Caller = { kind: 'customer', customerId: uuidv7(), email: 'admin@example.com', roles: ['customer', 'staff', 'admin'] };
export const orders: Caller = { kind: 'room', room: 'orders' };

/** The answer with plain objects, so that it can be compared whole. */
export async function ask(query: string, variables: Record<string, unknown> = {}, caller: Caller = guest) {
  const { data, errors } = await room.execute({ query, variables }, caller);
  return { data: JSON.parse(JSON.stringify(data ?? null)) as Record<string, never> | null, errors };
}

const db = openDatabase({ url: databaseUrl, log: silentLog(), max: 1 });
afterAll(() => db.close());

/** What stands in its tables. */
export const stored = <Row extends Record<string, unknown>>(text: string) => db.query<Row>({ text });

export async function statementsOf(work: () => Promise<unknown>) {
  const before = room.statements();
  await work();
  return room.statements() - before;
}

export const usd = (amount: string) => ({ amount, currencyCode: 'USD' });
export const law = { rounding: 'HALF_UP' as const, roundedPer: 'LINE' as const, appliesToShipping: false, source: '' };
export const moneyFields = '{ amount currencyCode }';

beforeAll(() =>
  room.commands.importPricing({
    items: [{ sku: 'TEA', taxCategory: 'food' }],
    prices: [
      { sku: 'MUG', currency: 'USD', listMinor: 1250n, breaks: [] },
      { sku: 'TEA', currency: 'USD', listMinor: 990n, breaks: [{ minQuantity: 10, unitMinor: 850n }] },
      { sku: 'TEA', currency: 'JPY', listMinor: 1500n, breaks: [] },
      ...Array.from({ length: 100 }, (_, index) => ({
        sku: `SKU-${index}`,
        currency: 'USD' as const,
        listMinor: BigInt(index),
        breaks: [],
      })),
    ],
    coupons: [
      { code: 'WELCOME10', basisPoints: 1000 },
      { code: 'ONCE', basisPoints: 500, perCustomerLimit: 1 },
    ],
    taxRates: [
      { country: 'US', region: 'CA', taxCategory: 'standard', ratePpm: 72_500, included: false, ...law },
      { country: 'US', region: null, taxCategory: 'food', ratePpm: 0, included: false, ...law },
      { country: 'JP', region: null, taxCategory: 'food', ratePpm: 80_000, included: true, ...law },
    ],
    shippingRates: [
      { currency: 'USD', country: 'US', flatMinor: 595n, freeFromMinor: 5000n },
      { currency: 'USD', country: null, flatMinor: 1500n, freeFromMinor: null },
      { currency: 'JPY', country: null, flatMinor: 0n, freeFromMinor: null },
    ],
  }),
);
