import { migrateRoom } from '@cartograph/drizzle/migrate';
import { readRoomEnvironment, runRoom } from '@cartograph/kit/process';
import { createRemoteCall } from '@cartograph/kit/remote';
import { readInventoryConfig } from '#config';
import { ordersOverHttp } from '#remotes/orders';
import { start } from '#server';

await runRoom(async () => {
  const { env, ...options } = await readRoomEnvironment('inventory', 4002);
  const { ORDERS_URL } = readInventoryConfig(env);
  const secret = options.listen?.callerSecret ?? '';
  const call = createRemoteCall({ url: ORDERS_URL, subgraph: 'orders', caller: 'inventory', secret });
  await migrateRoom('inventory', options.databaseUrl);
  return start({ ...options, remotes: ordersOverHttp(call) });
});
