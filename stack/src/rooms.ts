import { room } from './room-entry.ts';

const products = () => import('@cartograph/products/server');
const inventory = () => import('@cartograph/inventory/server');
const pricing = () => import('@cartograph/pricing/server');
const customers = () => import('@cartograph/customers/server');
const orders = () => import('@cartograph/orders/server');
const payments = () => import('@cartograph/payments/server');
const exchange = () => import('@cartograph/exchange/server');
const reviews = () => import('@cartograph/reviews/server');

/** Every room, each once: everything else that goes through rooms reads this. Reading it reads no room's code. */
export const registry = {
  products: room({
    server: products,
    port: 4001,
    start: ({ start }, options, _asked, { callerSecret, publicUrl, dataDir }) =>
      start({ ...options, remotes: {}, publicUrl, dataDir, uploadSecret: callerSecret }),
  }),
  inventory: room({
    server: inventory,
    port: 4002,
    asks: { orders },
    start: ({ start }, options, asked) =>
      start({ ...options, remotes: { placementDecisions: (ids) => asked.orders.placementDecisions([...ids]) } }),
  }),
  pricing: room({
    server: pricing,
    port: 4003,
    asks: { products, customers },
    start: ({ start }, options, remotes) => start({ ...options, remotes }),
  }),
  customers: room({
    server: customers,
    port: 4004,
    asks: { orders },
    start: ({ start }, options, asked, { callerSecret, publicUrl }) =>
      start({
        ...options,
        remotes: { mergeCarts: (list) => asked.orders.mergeCarts([...list]), openOf: (ids) => asked.orders.openOf(ids) },
        clientSecret: callerSecret,
        publicUrl,
      }),
  }),
  orders: room({
    server: orders,
    port: 4005,
    asks: { products, inventory, pricing, customers, payments },
    start: ({ start }, options, remotes, { callerSecret, publicUrl }) =>
      start({ ...options, remotes, accessTokenSecret: callerSecret, publicUrl }),
  }),
  payments: room({
    server: payments,
    port: 4006,
    start: ({ start }, options, _asked, { publicUrl }) => start({ ...options, remotes: {}, publicUrl }),
  }),
  exchange: room({
    server: exchange,
    port: 4010,
    asks: { customers, inventory, orders, pricing, products },
    start: ({ start }, options, asked, { callerSecret, publicUrl }) =>
      start({
        ...options,
        remotes: {
          customers: {
            importCustomers: (batches) => asked.customers.importRows(batches),
            exportCustomers: (pages) => asked.customers.exportRows(pages),
          },
          inventory: {
            importStock: async (batches) => {
              const outcomes = await asked.inventory.importCounts(batches);
              return outcomes.map(({ batch, rows }) => ({
                batch,
                rows: rows.map((row) => ({ kind: row.kind, problems: 'problems' in row ? [...row.problems] : [] })),
              }));
            },
            exportStock: (pages) => asked.inventory.exportStock(pages),
          },
          orders: { exportOrders: (pages) => asked.orders.exportOrders(pages) },
          pricing: {
            importPrices: (batches) => asked.pricing.importPrices(batches),
            exportPrices: async (pages) => {
              const outcomes = await asked.pricing.exportPrices(pages);
              return outcomes.map(({ rows, ...page }) => ({
                ...page,
                rows: rows.map(({ compareAt, validFrom, validTo, ...row }) => ({
                  ...row,
                  was: compareAt,
                  startsAt: validFrom,
                  endsAt: validTo,
                })),
              }));
            },
            importCoupons: (batches) => asked.pricing.importCoupons(batches),
            exportCoupons: (pages) => asked.pricing.exportCoupons(pages),
          },
          products: {
            importRows: async ({ rows, dryRun, author: { id, name } }) => ({
              rows: await asked.products.importRows({ rows, dryRun, by: { id, name, client: null, requestId: null } }),
            }),
            exportRows: ({ after, limit }) => asked.products.exportRows(after, limit),
          },
        },
        publicUrl,
        urlSecret: callerSecret,
      }),
  }),
  reviews: room({ server: reviews, port: 4011, start: ({ start }, options) => start({ ...options, remotes: {} }) }),
};

export type RoomName = keyof typeof registry;
export const rooms = Object.keys(registry) as RoomName[];

/** One value per room. */
export type EachRoom<T> = Readonly<Record<RoomName, T>>;

export const eachRoom = <T>(make: (room: RoomName) => T): EachRoom<T> =>
  Object.fromEntries(rooms.map((name) => [name, make(name)])) as unknown as EachRoom<T>;

/** The same work for every room side by side. */
export async function forEachRoom<T>(work: (room: RoomName) => Promise<T>): Promise<EachRoom<T>> {
  const done = await Promise.all(rooms.map(async (name) => [name, await work(name)] as const));
  return Object.fromEntries(done) as unknown as EachRoom<T>;
}
