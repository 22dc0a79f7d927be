import { silentLog } from '@cartograph/kit/log';
import { buildSubgraph, createExecute, type Execute } from '@cartograph/kit/subgraph';
import { compose } from '#testing/small-shop';

const head = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key", "@external", "@requires"])';

const sdl = {
  shelves: `${head}
type Query { items(first: Int = 3): [Item] item(sku: ID! = "A"): Item shelf: [Thing] }
type Mutation { put(sku: ID!, quantity: Int! = 1): Put take(skus: [ID!]!): Int must: Int! }
union Thing = Item | Sign
type Sign { text: String }
type Put { item: Item times: Int }
type Item @key(fields: "sku") { sku: ID! title: String }`,
  prices: `${head}
type Query { quote(sku: ID! = "A", times: Int! = 1, lines: [Line!]): Int rebate: Int }
type Mutation { reprice: Int }
input Line { sku: ID! quantity: Int! = 1 }
type Item @key(fields: "sku") { sku: ID! price(quantity: Int! = 1): Int note: String }`,
  scales: `${head}
type Item @key(fields: "sku") { sku: ID! grams: Int }`,
  parcels: `${head}
type Item @key(fields: "sku") { sku: ID! grams: Int @external postage: Int @requires(fields: "grams") }`,
};

export interface MovingShop {
  supergraphSdl: string;
  rooms: Readonly<Record<string, Execute>>;
  /** Names of rooms that do not answer. */
  away: Set<string>;
  /** What was carried out. */
  done: string[];
}

/** A shop of four rooms, any of which may be away. */
export async function movingShop(): Promise<MovingShop> {
  const away = new Set<string>();
  const done: string[] = [];
  const bySku = { __resolveReference: (item: object) => item };
  const resolvers: Record<keyof typeof sdl, object> = {
    shelves: {
      Query: {
        items: (_: unknown, { first }: { first: number }) => Array.from({ length: first }, (_item, index) => ({ sku: `S${index}` })),
        item: (_: unknown, { sku }: { sku: string }) => ({ sku }),
        shelf: () => [{ text: 'Mugs' }, { sku: 'A' }, { text: 'Lamps' }, { sku: 'B' }],
      },
      Mutation: {
        put: (_: unknown, { sku, quantity }: { sku: string; quantity: number }) => {
          done.push(`${quantity} ${sku}`);
          return { item: { sku }, times: quantity };
        },
        take: (_: unknown, { skus }: { skus: string[] }) => done.push(...skus),
        must: () => done.push('must'),
      },
      Thing: { __resolveType: (thing: object) => ('sku' in thing ? 'Item' : 'Sign') },
      Item: { ...bySku, title: ({ sku }: { sku: string }) => `Item ${sku}` },
    },
    prices: {
      Query: { quote: (_: unknown, { times }: { times: number }) => 7 * times, rebate: () => null },
      Mutation: { reprice: () => done.push('reprice') },
      Item: { ...bySku, price: (_: unknown, { quantity }: { quantity: number }) => 5 * quantity, note: () => null },
    },
    scales: { Item: { ...bySku, grams: () => 100 } },
    parcels: { Item: { ...bySku, postage: ({ grams }: { grams: number }) => grams / 10 } },
  };
  const open = (name: keyof typeof sdl): Execute => {
    const execute = createExecute(buildSubgraph(sdl[name], resolvers[name]), () => ({}), silentLog());
    return (...asked) => (away.has(name) ? Promise.reject(new Error(`${name} is away`)) : execute(...asked));
  };
  const rooms = Object.fromEntries((Object.keys(sdl) as (keyof typeof sdl)[]).map((name) => [name, open(name)]));
  return { supergraphSdl: await compose(sdl), rooms, away, done };
}
