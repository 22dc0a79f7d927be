import { migrateRoom } from '@cartograph/drizzle/migrate';
import { readRoomEnvironment, runRoom } from '@cartograph/kit/process';
import { readProductsConfig } from '#config';
import { start } from '#server';

await runRoom(async () => {
  const environment = await readRoomEnvironment('products', 4001);
  const { PUBLIC_URL } = readProductsConfig(environment.env);
  await migrateRoom('products', environment.databaseUrl);
  return start({ ...environment, publicUrl: PUBLIC_URL, uploadSecret: environment.listen?.callerSecret ?? '' });
});
