import { readFileSync } from 'node:fs';
import { startGateway } from '@cartograph/gateway/server';
import { createLocalEventBus } from '@cartograph/kit/event';
import { uuidFromName } from '@cartograph/kit/ids';
import { silentLog } from '@cartograph/kit/log';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { type OrdersRemotes, start as startOrders } from '@cartograph/orders/server';
import { forEachRoom, type RoomName } from '@cartograph/stack/rooms';
import { type Rooms, startRooms } from '@cartograph/stack/start-rooms';

export interface Shop {
  url: string;
  databases: Readonly<Record<RoomName, string>>;
  stop(): Promise<void>;
}

export const sku = 'KETTLE';
const callerSecret = 'the secret of one test and no other';

/** A shop behind its gateway with one thing to sell; `inventory` takes the place of the real one in what orders asks. */
export async function openShop(stock: number, inventory?: OrdersRemotes['inventory']): Promise<Shop> {
  const databases = await forEachRoom(freshDatabaseUrl);
  const { rooms, stop } = await startRooms({
    databases,
    callerSecret,
    publicUrl: 'http://127.0.0.1',
    eventBus: 'postgres',
    logLevel: 'silent',
  });
  await stockUp(rooms, stock);
  const orders = inventory ? await ordersWith(rooms, inventory) : undefined;
  const sources = { ...rooms, ...(orders ? { orders } : {}) };
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    supergraphSdl: readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8'),
    sources: (room) => ({ execute: sources[room as RoomName].execute }),
    jwks: () => rooms.customers.commands.publicJwks(),
    log: silentLog(),
    production: false,
    unready: () => Promise.resolve([]),
  });
  return {
    url: gateway.url,
    databases,
    stop: async () => {
      await gateway.stop();
      await orders?.stop();
      await stop();
    },
  };
}

/** Orders once more, on a database of its own, with another inventory. */
const ordersWith = async ({ products, pricing, customers, payments, inventory: own }: Rooms, inventory: OrdersRemotes['inventory']) =>
  startOrders({
    databaseUrl: await freshDatabaseUrl('orders'),
    accessTokenSecret: callerSecret,
    bus: createLocalEventBus(),
    log: silentLog(),
    remotes: {
      inventory: { ...inventory, readAvailability: async (skus) => own.commands.readAvailability(skus) },
      products: products.commands,
      pricing: pricing.commands,
      customers: customers.commands,
      payments: payments.commands,
    },
  });

async function stockUp({ products, pricing, inventory }: Rooms, stock: number): Promise<void> {
  const variant = { id: uuidFromName(`variant ${sku}`), sku, title: null };
  const kettle = { id: uuidFromName(sku), slug: 'kettle', title: 'Kettle', description: null, createdAt: new Date(), categorySlugs: [] };
  await products.commands.importCatalogue({
    categories: [],
    products: [{ ...kettle, status: 'PUBLISHED', variants: [variant] }],
  });
  await pricing.commands.importPricing({
    items: [{ sku, taxCategory: 'standard' }],
    prices: [{ sku, currency: 'USD', listMinor: 3_900n, breaks: [] }],
    shippingRates: [{ currency: 'USD', country: null, flatMinor: 500n, freeFromMinor: null }],
  });
  const [near, far] = [Math.ceil(stock / 2), Math.floor(stock / 2)];
  await inventory.commands.importStock({
    locations: [
      { id: 'near', name: 'Near', priority: 1 },
      { id: 'far', name: 'Far', priority: 2 },
    ],
    levels: [
      { sku, locationId: 'near', onHand: near, lowStockThreshold: 0 },
      { sku, locationId: 'far', onHand: far, lowStockThreshold: 0 },
    ],
  });
}
