import type { Caller } from '@cartograph/kit/caller';
import { uuidFromName } from '@cartograph/kit/ids';
import type { Stack } from '@cartograph/stack/start-stack';

const skuCount = 1_000;
/** One a client at most, so that no two clients share a points account. */
export const buyerCount = 64;
export const password = 'cartograph-bench';

const since = new Date('2026-01-01T00:00:00Z');
export const skuOf = (index: number): string => `BENCH-${String(index).padStart(4, '0')}`;
export const skus: readonly string[] = Array.from({ length: skuCount }, (_, index) => skuOf(index));

export interface Buyer {
  id: string;
  email: string;
}

export const buyers: readonly Buyer[] = Array.from({ length: buyerCount }, (_, index) => ({
  id: uuidFromName(`bench buyer ${index}`),
  email: `buyer-${index}@bench.example`,
}));

export function buyerAt(client: number): Buyer {
  const buyer = buyers[client];
  if (!buyer) throw new Error(`there is no buyer ${client}`);
  return buyer;
}

export const callerOf = ({ id, email }: Buyer): Caller => ({ kind: 'customer', customerId: id, email, roles: ['customer'] });

/** A thousand products of one variant, never short of stock, 10.00 to 19.99 USD, taxed and sent as in a US shop. */
export async function fillShop({ rooms }: Pick<Stack, 'rooms'>): Promise<void> {
  await rooms.products.commands.importCatalogue({
    categories: [],
    products: skus.map((sku, index) => ({
      id: uuidFromName(`product ${sku}`),
      slug: sku.toLowerCase(),
      title: `Bench product ${index}`,
      description: null,
      status: 'PUBLISHED',
      createdAt: since,
      categorySlugs: [],
      variants: [{ id: uuidFromName(`variant ${sku}`), sku, title: null }],
    })),
  });
  await rooms.pricing.commands.importPricing({
    items: skus.map((sku) => ({ sku, taxCategory: 'standard' })),
    prices: skus.map((sku, index) => ({ sku, currency: 'USD', listMinor: BigInt(1_000 + index), breaks: [] })),
    taxRates: [
      {
        country: 'US',
        region: 'CA',
        taxCategory: 'standard',
        ratePpm: 72_500,
        included: false,
        rounding: 'HALF_UP',
        roundedPer: 'LINE',
        appliesToShipping: false,
        source: '',
      },
    ],
    shippingRates: [{ currency: 'USD', country: 'US', flatMinor: 500n, freeFromMinor: 5_000n }],
  });
  await rooms.inventory.commands.importStock({
    locations: [{ id: 'main', name: 'Main warehouse', priority: 1 }],
    levels: skus.map((sku) => ({ sku, locationId: 'main', onHand: 50_000_000, lowStockThreshold: 10 })),
  });
  const passwordHash = await rooms.customers.commands.hashPassword(password);
  await rooms.customers.commands.importCustomers(
    buyers.map((buyer) => ({ ...buyer, name: null, passwordHash, roles: ['customer'], addresses: [], createdAt: since })),
  );
}
