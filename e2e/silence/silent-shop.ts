import { type SilentProxy, startSilentProxy } from '@cartograph/kit/testing/silent-proxy';
import { type EachRoom, forEachRoom } from '@cartograph/stack/rooms';
import { fillShelves, openShopProcesses } from '../support/shop-processes.ts';

export interface SilentShop {
  url: string;
  /** Without the proxies. */
  databases: EachRoom<string>;
  proxies: EachRoom<SilentProxy>;
  close(): Promise<void>;
}

export const startProxies = (databases: EachRoom<string>): Promise<EachRoom<SilentProxy>> =>
  forEachRoom((room) => startSilentProxy(databases[room]));

/** Every room and the gateway as a process of its own, each room with a proxy before its database. */
export async function openManyProcesses(): Promise<SilentShop> {
  let proxies: EachRoom<SilentProxy> | undefined;
  const shop = await openShopProcesses('postgres', undefined, {
    fill: (rooms) => fillShelves(rooms, 100_000),
    detourDatabases: async (databases) => {
      const started = await startProxies(databases);
      proxies = started;
      return started;
    },
  });
  if (!proxies) throw new Error('nobody asked for the proxies');
  const started = proxies;
  return {
    url: shop.url,
    databases: shop.databases,
    proxies: started,
    close: async () => {
      await shop.close();
      await forEachRoom((room) => started[room].stop());
    },
  };
}
