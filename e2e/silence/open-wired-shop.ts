import { type SilentProxy, startSilentProxy } from '@cartograph/kit/testing/silent-proxy';
import { rooms } from '@cartograph/stack/rooms';
import { natsProgram, startNats } from '../support/nats-server.ts';
import { fillShelves, openShopProcesses, type ProcessName, type ShopProcesses } from '../support/shop-processes.ts';

/** Who calls which room over HTTP. */
const calls = {
  gateway: rooms,
  orders: ['products', 'pricing', 'inventory', 'customers', 'payments'],
  pricing: ['products', 'customers'],
  inventory: ['orders'],
  customers: ['orders'],
} as const satisfies Partial<Record<ProcessName, readonly string[]>>;

const callers = Object.keys(calls) as (keyof typeof calls)[];
/** Each way from one process to another, such as gateway-orders, orders-payments, orders-database; the bus is one for all rooms. */
export const wires: readonly string[] = [
  ...callers.flatMap((caller) => calls[caller].map((callee) => `${caller}-${callee}`)),
  ...rooms.map((room) => `${room}-database`),
  ...(natsProgram === undefined ? [] : ['bus']),
];

export interface WiredShop extends ShopProcesses {
  /** All that is open on these wires passes nothing on any more, and nobody is told; how many connections that are. */
  silence(names: readonly string[]): number;
}

/** A shop of one process a room with a proxy on each wire. */
export async function openWiredShop(): Promise<WiredShop> {
  const proxies = new Map<string, SilentProxy>();
  const before = async (wire: string, url: string): Promise<string> => {
    const proxy = await startSilentProxy(url);
    proxies.set(wire, proxy);
    return proxy.url.replace(/\/$/, '');
  };
  const nats = natsProgram === undefined ? undefined : await startNats();
  const closeWires = async (): Promise<void> => {
    await Promise.all([...proxies.values()].map((proxy) => proxy.stop()));
    await nats?.close();
  };
  try {
    const bus = nats ? await before('bus', nats.url) : 'postgres';
    const shop = await openShopProcesses(bus, undefined, {
      fill: (own) => fillShelves(own, 1_000_000),
      detourDatabases: async (databases) => {
        const detoured = rooms.map(async (room) => [room, { url: await before(`${room}-database`, databases[room]) }] as const);
        return Object.fromEntries(await Promise.all(detoured)) as Record<(typeof rooms)[number], { url: string }>;
      },
      detours: async (urls) => {
        const detoured = callers.map(async (caller) => {
          const own = calls[caller].map(async (callee) => {
            const variable = `${callee.toUpperCase()}_URL`;
            return [variable, await before(`${caller}-${callee}`, String(urls[variable]))] as const;
          });
          return [caller, Object.fromEntries(await Promise.all(own))] as const;
        });
        return Object.fromEntries(await Promise.all(detoured));
      },
    });
    return {
      ...shop,
      silence: (names) => names.reduce((sum, name) => sum + (proxies.get(name)?.silence() ?? 0), 0),
      close: async () => {
        await shop.close();
        await closeWires();
      },
    };
  } catch (error) {
    await closeWires();
    throw error;
  }
}
