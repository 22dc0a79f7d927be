import { migrateRoom } from '@cartograph/drizzle/migrate';
import { readRoomEnvironment, runRoom } from '@cartograph/kit/process';
import { createRemoteCall } from '@cartograph/kit/remote';
import { readCustomersConfig } from '#config';
import { ordersOverHttp } from '#remotes/orders';
import { start } from '#server';

await runRoom(async () => {
  const { env, ...options } = await readRoomEnvironment('customers', 4004);
  const { ORDERS_URL, PUBLIC_URL } = readCustomersConfig(env);
  const secret = options.listen?.callerSecret ?? '';
  const call = createRemoteCall({ url: ORDERS_URL, subgraph: 'orders', caller: 'customers', secret });
  await migrateRoom('customers', options.databaseUrl);
  return start({ ...options, remotes: ordersOverHttp(call), publicUrl: PUBLIC_URL });
});
