import { migrateRoom } from '@cartograph/drizzle/migrate';
import { readRoomEnvironment, runRoom } from '@cartograph/kit/process';
import { createRemoteCall } from '@cartograph/kit/remote';
import { readPricingConfig } from '#config';
import { customersOverHttp } from '#remotes/customers';
import { productsOverHttp } from '#remotes/products';
import { start } from '#server';

await runRoom(async () => {
  const { env, ...options } = await readRoomEnvironment('pricing', 4003);
  const { PRODUCTS_URL, CUSTOMERS_URL } = readPricingConfig(env);
  const secret = options.listen?.callerSecret ?? '';
  const call = { caller: 'pricing', secret };
  const products = productsOverHttp(createRemoteCall({ ...call, url: PRODUCTS_URL, subgraph: 'products' }));
  // A shopper waits for it: better a quote that says so than one that hangs.
  const customers = customersOverHttp(createRemoteCall({ ...call, url: CUSTOMERS_URL, subgraph: 'customers', deadlineMs: 2_000 }));
  await migrateRoom('pricing', options.databaseUrl);
  return start({ ...options, remotes: { products, customers } });
});
