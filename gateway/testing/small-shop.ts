import { setTimeout as sleep } from 'node:timers/promises';
import { LocalCompose } from '@apollo/gateway';
import { type Caller, requireStaff } from '@cartograph/kit/caller';
import { badUserInput } from '@cartograph/kit/errors';
import { silentLog } from '@cartograph/kit/log';
import { DateTime } from '@cartograph/kit/scalars';
import { buildSubgraph, createExecute, type Execute } from '@cartograph/kit/subgraph';
import { parse } from 'graphql';

const head = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key", "@inaccessible"])';

const productsSdl = `${head}
scalar DateTime
input Filter { placedAfter: DateTime }
type Query {
  orders(filter: Filter): Int
  products(first: Int = 3): [Product!]
  whoAmI: String
  staffOnly: String
  broken: String
  slow(ms: Int!): String
  lies: Product
  listed(texts: [String!]!): Int
  productsSecret: String @inaccessible
}
type Mutation { order(sku: String!, ms: Int = 0, at: DateTime): String! }
type Product @key(fields: "sku") { sku: String! title: String! }`;

const stockSdl = `${head}
type Product @key(fields: "sku") { sku: String! available: Int }`;

/** A shop of two rooms, small enough to see through: what the gateway's tests talk to. */
export interface SmallShop {
  supergraphSdl: string;
  products: Execute;
  stock: Execute;
  /** Who the rooms were told is calling, in order. */
  callers: Caller[];
  /** Orders that were carried out to their end. */
  orders: string[];
  /** How many operations reached a room. */
  calls: { products: number; stock: number };
}

export async function smallShop(): Promise<SmallShop> {
  const shop = { callers: [] as Caller[], orders: [] as string[], calls: { products: 0, stock: 0 } };
  const titles = ['Brass lamp', 'Oak chair', 'Classic mug'];
  const products = buildSubgraph(productsSdl, {
    DateTime,
    Query: {
      orders: () => shop.orders.length,
      products: (_: unknown, { first }: { first: number }) => {
        if (first > 100) throw badUserInput('first', 'first must be from 1 to 100.');
        return titles.slice(0, first).map((title, index) => ({ sku: `SKU-${index}`, title }));
      },
      whoAmI: (_: unknown, __: unknown, { caller }: { caller: Caller }) => (caller.kind === 'customer' ? caller.email : caller.kind),
      staffOnly: (_: unknown, __: unknown, { caller }: { caller: Caller }) => {
        requireStaff(caller);
        return 'for staff';
      },
      broken: () => {
        throw new Error('relation "secret_table" does not exist at postgres://user:password@db:5432');
      },
      slow: async (_: unknown, { ms }: { ms: number }) => {
        await sleep(ms);
        return 'at last';
      },
      listed: (_: unknown, { texts }: { texts: string[] }) => texts.length,
      lies: () => ({ sku: 'SKU-9', title: null }),
    },
    Mutation: {
      order: async (_: unknown, { sku, ms }: { sku: string; ms: number }) => {
        await sleep(ms);
        shop.orders.push(sku);
        return sku;
      },
    },
    Product: { title: ({ title }: { title: string | null }) => title },
  });
  const stock = buildSubgraph(stockSdl, {
    Product: { __resolveReference: ({ sku }: { sku: string }) => ({ sku, available: 7 }) },
  });
  const counted = (room: 'products' | 'stock', execute: Execute): Execute => {
    return (request, caller, requestId) => {
      shop.calls[room] += 1;
      shop.callers.push(caller);
      return execute(request, caller, requestId);
    };
  };
  const contextOf = (caller: Caller) => ({ caller });
  return {
    ...shop,
    supergraphSdl: await compose({ products: productsSdl, stock: stockSdl }),
    products: counted('products', createExecute(products, contextOf, silentLog())),
    stock: counted('stock', createExecute(stock, contextOf, silentLog())),
  };
}

/** The supergraph of rooms by their SDL. */
export async function compose(rooms: Record<string, string>): Promise<string> {
  const localServiceList = Object.entries(rooms).map(([name, sdl]) => ({ name, url: `http://${name}:1`, typeDefs: parse(sdl) }));
  const composed = await new LocalCompose({ localServiceList }).initialize({
    update: () => {},
    healthCheck: () => Promise.resolve(),
    getDataSource: () => ({ process: () => Promise.resolve({}) }),
  });
  return composed.supergraphSdl;
}
