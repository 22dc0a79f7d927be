import { migrateRoom } from '@cartograph/drizzle/migrate';
import { readRoomEnvironment, runRoom } from '@cartograph/kit/process';
import { createRemoteCall } from '@cartograph/kit/remote';
import { readPricingConfig } from '#config';
import { productsOverHttp } from '#remotes/products';
import { start } from '#server';

await runRoom(async () => {
  const { env, ...options } = await readRoomEnvironment('pricing', 4003);
  const { PRODUCTS_URL } = readPricingConfig(env);
  const secret = options.listen?.callerSecret ?? '';
  const call = createRemoteCall({ url: PRODUCTS_URL, subgraph: 'products', caller: 'pricing', secret });
  await migrateRoom('pricing', options.databaseUrl);
  return start({ ...options, remotes: productsOverHttp(call) });
});
