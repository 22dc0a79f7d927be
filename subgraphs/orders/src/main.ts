import { migrateRoom } from '@cartograph/drizzle/migrate';
import { readRoomEnvironment, runRoom } from '@cartograph/kit/process';
import { createRemoteCall } from '@cartograph/kit/remote';
import { readOrdersConfig } from '#config';
import { customersOverHttp } from '#remotes/customers';
import { inventoryOverHttp, stockReadsOverHttp } from '#remotes/inventory';
import { paymentsOverHttp } from '#remotes/payments';
import { priceReadsOverHttp, pricingOverHttp } from '#remotes/pricing';
import { productsOverHttp } from '#remotes/products';
import { start } from '#server';

await runRoom(async () => {
  const { env, ...options } = await readRoomEnvironment('orders', 4005);
  const config = readOrdersConfig(env);
  const secret = options.listen?.callerSecret ?? '';
  const call = (subgraph: string, url: string) => createRemoteCall({ url, subgraph, caller: 'orders', secret });
  const [inventory, pricing] = [call('inventory', config.INVENTORY_URL), call('pricing', config.PRICING_URL)];
  await migrateRoom('orders', options.databaseUrl);
  return start({
    ...options,
    accessTokenSecret: config.ACCESS_TOKEN_SECRET ?? secret,
    remotes: {
      products: productsOverHttp(call('products', config.PRODUCTS_URL)),
      inventory: { ...inventoryOverHttp(inventory), ...stockReadsOverHttp(inventory) },
      pricing: { ...pricingOverHttp(pricing), ...priceReadsOverHttp(pricing) },
      customers: customersOverHttp(call('customers', config.CUSTOMERS_URL)),
      payments: paymentsOverHttp(call('payments', config.PAYMENTS_URL)),
    },
  });
});
