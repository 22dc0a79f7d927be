import { uuidFromName } from '@cartograph/kit/ids';
import type { Rooms } from '@cartograph/stack/start-rooms';
import { catalogueOf } from '../support/catalogue-of.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { openShopProcesses, type ProcessName, processNames, type ShopProcesses } from '../support/shop-processes.ts';
import { createArmedPrograms } from './armed-programs.ts';
import type { Dice } from './dice.ts';

export interface CrashShop extends ShopProcesses {
  /** From now on exactly these failpoints are armed in one process. */
  arm(name: ProcessName, points: string): Promise<void>;
  /** From now on each way from orders to another room loses other messages: requests, replies, or it brings some twice. */
  shuffleWires(): Promise<void>;
  /** Until the next shuffle nothing is lost any more. */
  mendWires(): Promise<void>;
}

export interface Wires {
  dice: Dice;
  /** The part of all messages between orders and the others that something happens to. */
  share: number;
}

/** One process a room, with shelves that a long run does not empty, two customers with an account, an administrator, and coupons. */
export async function openCrashShop(wires?: Wires): Promise<CrashShop> {
  const programs = createArmedPrograms();
  const proxies: FaultProxy[] = [];
  const detour = async (urls: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> => {
    if (!wires) return urls;
    const entries = Object.entries(urls).map(async ([name, url]) => {
      const { hostname: host, port } = new URL(url);
      const proxy = await startFaultProxy({ host, port: Number(port) }, { seed: wires.dice.between(1, 1_000_000) });
      proxies.push(proxy);
      return [name, `http://127.0.0.1:${proxy.port}`];
    });
    return Object.fromEntries(await Promise.all(entries));
  };
  const closeWires = async (): Promise<void> => {
    await Promise.all(proxies.splice(0).map((proxy) => proxy.stop()));
  };
  try {
    const shop = await openShopProcesses('postgres', detour, { fill, run: (file, env) => programs.run(file, env) });
    const arm: CrashShop['arm'] = (name, points) =>
      programs.arm(name === 'gateway' ? 'gateway/src/main.ts' : `subgraphs/${name}/src/main.ts`, points);
    // Who is armed writes the code it has compiled to the cache: from here on a start is cheap.
    await Promise.all(processNames.map((name) => arm(name, '')));
    return {
      ...shop,
      arm,
      shuffleWires: async () => {
        if (!wires) return;
        const { dice, share } = wires;
        await Promise.all(proxies.map((proxy) => proxy.set({ kind: dice.pick(['reset', 'lost-reply', 'duplicate'] as const), share })));
      },
      mendWires: async () => void (await Promise.all(proxies.map((proxy) => proxy.set({})))),
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

const plenty = 50_000_000;
const shelves = { 'MUG-CLASSIC': plenty, 'TEA-DARJEELING': plenty, 'LAMP-BRASS': 1, 'CHAIR-OAK': 0 };

/** The names and prices of the demo shop, without its past. */
async function fill({ products, inventory, pricing, customers }: Rooms): Promise<void> {
  const createdAt = new Date('2026-01-01T00:00:00Z');
  const skus = Object.keys(shelves);
  const passwordHash = await customers.commands.hashPassword('cartograph-demo');
  const people = ['ada', 'grace'].map((name) => ({ id: uuidFromName(name), email: `${name}@example.com`, name }));
  await Promise.all([
    products.commands.importCatalogue(catalogueOf(skus)),
    inventory.commands.importStock({
      locations: [{ id: 'main', name: 'Main house', priority: 1 }],
      levels: Object.entries(shelves).map(([sku, onHand]) => ({ sku, locationId: 'main', onHand, lowStockThreshold: 1 })),
    }),
    pricing.commands.importPricing({
      items: skus.map((sku) => ({ sku, taxCategory: 'standard' })),
      prices: skus.map((sku) => ({ sku, currency: 'USD', listMinor: 1_250n, breaks: [] })),
      coupons: [
        { code: 'TAKE5', amounts: [{ currency: 'USD', offMinor: 500n, minimumMinor: 4_000n }] },
        { code: 'WELCOME10', basisPoints: 1_000, perCustomerLimit: 1 },
        { code: 'LUCKY3', basisPoints: 2_500, usageLimit: 3 },
      ],
      taxRates: [
        {
          country: 'US',
          region: 'CA',
          taxCategory: 'standard',
          ratePpm: 72_500,
          included: false,
          rounding: 'HALF_UP',
          roundedPer: 'LINE',
          appliesToShipping: false,
          source: '',
        },
      ],
      shippingRates: [{ currency: 'USD', country: null, flatMinor: 595n, freeFromMinor: 7_500n }],
    }),
    customers.commands.importCustomers(
      people.map((person) => ({ ...person, passwordHash, roles: ['customer'], addresses: [], createdAt })),
    ),
  ]);
  await customers.commands.makeAdministrator({
    email: 'admin@example.com',
    name: null,
    password: 'cartograph-demo',
    first: true,
    command: 'e2e/crash',
  });
  await customers.commands.grantPoints(
    people.map(({ id }) => ({ customerId: id, points: 1_000_000, reason: 'a gift', key: `gift ${id}` })),
  );
}
