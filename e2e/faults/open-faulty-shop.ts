import { askFor } from '../support/ask.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { openShopProcesses, type ShopProcesses } from '../support/shop-processes.ts';
import { accounts, compareEffects, type Effect } from './effects.ts';
import { type Edge, edges, type FaultName, faults } from './faults.ts';

export interface FaultyShop extends ShopProcesses {
  strike(edge: Edge, fault: FaultName): Promise<void>;
  lift(edge: Edge, fault: FaultName): Promise<void>;
  /** How many messages and connections were struck so far; a stop is one. */
  hits(edge: Edge): number;
  /** Effects in the rooms that are not exactly those of the orders. Everything must be final. */
  wrongEffects(): Promise<string[]>;
}

/** A shop in processes whose orders reaches each room through a proxy, with shelves and accounts full enough for a long run. */
export async function openFaultyShop(seed: number): Promise<FaultyShop> {
  const proxies = new Map<Edge, Awaited<ReturnType<typeof startFaultProxy>>>();
  const stops = new Map<Edge, number>();
  const proxyOf = (edge: Edge) => {
    const proxy = proxies.get(edge);
    if (!proxy) throw new Error(`no proxy before ${edge}`);
    return proxy;
  };
  const stopProxies = (): Promise<unknown> => Promise.all([...proxies.values()].map((proxy) => proxy.stop()));
  const shop = await openShopProcesses('postgres', async (urls) => {
    for (const [index, edge] of edges.entries()) {
      const target = { host: '127.0.0.1', port: Number(new URL(String(urls[`${edge.toUpperCase()}_URL`])).port) };
      proxies.set(edge, await startFaultProxy(target, { seed: seed * 10 + index }));
    }
    return Object.fromEntries([...proxies].map(([edge, { port }]) => [`${edge.toUpperCase()}_URL`, `http://127.0.0.1:${port}`]));
  }).catch(async (error: unknown) => {
    await stopProxies();
    throw error;
  });
  const close = async (): Promise<void> => {
    await shop.close();
    await stopProxies();
  };
  try {
    await fill(shop);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ...shop,
    close,
    strike: async (edge, name) => {
      const fault = faults[name];
      if (fault !== 'SIGSTOP') return proxyOf(edge).set(fault);
      stops.set(edge, (stops.get(edge) ?? 0) + 1);
      shop.signalRoom(edge, fault);
    },
    lift: async (edge, name) => (faults[name] === 'SIGSTOP' ? shop.signalRoom(edge, 'SIGCONT') : proxyOf(edge).set({})),
    hits: (edge) => proxyOf(edge).hits() + (stops.get(edge) ?? 0),
    wrongEffects: async () => {
      const found = accounts.map(async ({ name, room, expected, actual }) =>
        compareEffects(name, await shop.readRows<Effect & Record<string, unknown>>('orders', expected), await shop.readRows(room, actual)),
      );
      return (await Promise.all(found)).flat();
    },
  };
}

/** MUG and TEA for everybody, LAMP soon sold out, a coupon for everybody and one that is soon used up, and points. */
async function fill(shop: ShopProcesses): Promise<void> {
  const customerIds = await Promise.all(['ada', 'grace'].map((name) => signUp(shop.url, name)));
  await shop.withRooms(async ({ inventory, pricing, customers }) => {
    await inventory.commands.importStock({
      locations: [{ id: 'annex', name: 'Annex', priority: 2 }],
      levels: ['MUG', 'TEA'].map((sku) => ({ sku, locationId: 'annex', onHand: 1_000_000, lowStockThreshold: 2 })),
    });
    const amounts = [{ currency: 'USD' as const, offMinor: 100n }];
    await pricing.commands.importPricing({
      coupons: [
        { code: 'TAKE1', amounts },
        { code: 'LUCKY', amounts, usageLimit: 50 },
      ],
    });
    await customers.commands.grantPoints(
      customerIds.map((customerId) => ({ customerId, points: 1_000_000, reason: 'a gift', key: customerId })),
    );
  });
}

async function signUp(url: string, name: string): Promise<string> {
  const { signUp: session } = await askFor<{ signUp: { customer?: { id: string } } }>(
    url,
    'mutation ($input: SignUpInput!) { signUp(input: $input) { ... on Session { customer { id } } } }',
    { input: { email: `${name}@example.com`, password: 'cartograph-demo', name } },
  );
  if (!session.customer) throw new Error(`${name} cannot sign up`);
  return session.customer.id;
}
