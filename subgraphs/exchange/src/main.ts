import { migrateRoom } from '@cartograph/drizzle/migrate';
import { readRoomEnvironment, runRoom } from '@cartograph/kit/process';
import { createRemoteCall, type RemoteCall } from '@cartograph/kit/remote';
import { readExchangeConfig } from '#config';
import { customersOverHttp } from '#remotes/customers';
import { inventoryOverHttp } from '#remotes/inventory';
import { ordersOverHttp } from '#remotes/orders';
import { pricingOverHttp } from '#remotes/pricing';
import { productsOverHttp } from '#remotes/products';
import { start } from '#server';

/** For a batch of rows: a room that is busy selling may take its time. */
const deadlineMs = 20_000;

await runRoom(async () => {
  const { env, ...options } = await readRoomEnvironment('exchange', 4010);
  const { PUBLIC_URL, ...urls } = readExchangeConfig(env);
  const secret = options.listen?.callerSecret ?? '';
  const call = (subgraph: string, url: string): RemoteCall => createRemoteCall({ url, subgraph, caller: 'exchange', secret, deadlineMs });
  await migrateRoom('exchange', options.databaseUrl);
  return start({
    ...options,
    remotes: {
      customers: customersOverHttp(call('customers', urls.CUSTOMERS_URL)),
      inventory: inventoryOverHttp(call('inventory', urls.INVENTORY_URL)),
      orders: ordersOverHttp(call('orders', urls.ORDERS_URL)),
      pricing: pricingOverHttp(call('pricing', urls.PRICING_URL)),
      products: productsOverHttp(call('products', urls.PRODUCTS_URL)),
    },
    publicUrl: PUBLIC_URL,
    urlSecret: secret,
  });
});
