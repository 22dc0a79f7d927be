import { readFileSync } from 'node:fs';
import { startGateway } from '@cartograph/gateway/server';
import { silentLog } from '@cartograph/kit/log';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { eachRoom, forEachRoom, type RoomName } from '@cartograph/stack/rooms';
import { startRooms } from '@cartograph/stack/start-rooms';
import { fillShelves } from '../support/shop-processes.ts';
import { type SilentShop, startProxies } from './silent-shop.ts';

/** Every room and the gateway in this process, each room with a proxy before its database. */
export async function openOneProcess(): Promise<SilentShop> {
  const databases = await forEachRoom(freshDatabaseUrl);
  const proxies = await startProxies(databases);
  const shape = {
    callerSecret: 'the secret of one test and no other',
    publicUrl: 'http://127.0.0.1',
    eventBus: 'postgres',
    logLevel: 'silent',
  };
  const { rooms, stop } = await startRooms({ databases: eachRoom((room) => proxies[room].url), ...shape });
  await fillShelves(rooms, 100_000);
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    supergraphSdl: readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8'),
    sources: (room) => ({ execute: rooms[room as RoomName].execute }),
    jwks: () => rooms.customers.commands.publicJwks(),
    log: silentLog(),
    production: false,
    unready: async () =>
      (
        await forEachRoom((room) => rooms[room].unready().then((reasons) => reasons.map((reason) => `${room}: ${reason}`))).then(
          Object.values,
        )
      ).flat(),
  });
  return {
    url: gateway.url,
    databases,
    proxies,
    close: async () => {
      await gateway.stop();
      await stop();
      await forEachRoom((room) => proxies[room].stop());
    },
  };
}
