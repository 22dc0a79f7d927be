import { readFileSync } from 'node:fs';
import { uuidv7 } from '@cartograph/kit/ids';
import { type Graph, namedType, type Part } from '@cartograph/schema-checks/lint/elements';
import { readGraph } from '@cartograph/schema-checks/lint/graph';
import { type RoomName, rooms } from '@cartograph/stack/rooms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';
import { sdlOf } from '../support/room-list.ts';
import { entityKeys } from '../support/room-sdl.ts';

let shop: DemoShop;
let real: Readonly<Record<string, readonly Reference[]>>;
beforeAll(async () => {
  shop = await openDemoShop();
  real = await readReferences();
});
afterAll(() => shop?.close());

type Reference = Readonly<Record<string, unknown>>;

const staff = { kind: 'customer', customerId: uuidv7(), email: 'staff@example.com', roles: ['staff'] } as const;

/** What each room says of itself. */
const graphOf = (room: RoomName): Graph => {
  const sdl = readFileSync(new URL(`../../subgraphs/${room}/${room}.graphql`, import.meta.url), 'utf8');
  return readGraph({ label: room, subgraphs: [{ name: room, url: '', file: room, sdl }] });
};

/** Arguments that fields cannot do without. */
const needed: Readonly<Record<string, string>> = {
  shippingOptions: '(destination: { country: "US", region: "CA" })',
  variantBySelectedOptions: '(selectedOptions: [{ code: "color", value: "blue" }])',
};

const batched = rooms.flatMap((room) => {
  const graph = graphOf(room);
  const parts = graph.types.filter(({ directives }) => directives.some(({ name }) => name === 'batched'));
  return parts.map((part) => [room, part.path, selectionOf(graph, part, 3)] as const);
});

/** Every field that the room answers of a type, three levels deep; other entities by their keys. */
function selectionOf(graph: Graph, part: Part, depth: number): string {
  const fields = part.fields.flatMap(({ name, node, directives }): string[] => {
    if (directives.some((each) => each.name === 'external')) return [];
    const type = namedType(node.type);
    const [below] = graph.byName.get(type) ?? [];
    if (!below || below.fields.length === 0) return below?.kind === 'union' ? [] : [name.value];
    if (depth === 0) return [];
    const keys = below.keys.flatMap((key) => key.fields);
    const inner = keys.length > 0 ? keys.join(' ') : selectionOf(graph, below, depth - 1);
    return inner === '' ? [] : [`${name.value}${needed[name.value] ?? ''} { ${inner} }`];
  });
  return fields.join(' ');
}

/** Things of the demo, so that what stands below an entity is looked up, too. */
async function readReferences(): Promise<Record<string, Reference[]>> {
  const token = await shop.tokenOf('staff');
  type Edges<Node> = { edges: { node: Node }[] };
  type Named = { id: string };
  const { products, orders, locations } = await shop.askFor<{
    products: Edges<Named & { variants: (Named & { sku: string })[]; categories: Named[] }>;
    orders: Edges<Named & { customer: Named | null; payments: Named[] | null }>;
    locations: Named[];
  }>(
    `{ products(first: 20) { edges { node { id variants { id sku } categories { id } } } }
       orders(first: 20) { edges { node { id customer { id } payments { id } } } }
       locations { id } }`,
    {},
    token,
  );
  const carts = await Promise.all(
    ['MUG-CLASSIC', 'TEA-DARJEELING', 'DESK-STANDING'].map(async (sku) => {
      const add = 'mutation ($sku: String!) { addToCart(input: { sku: $sku }) { ... on CartUpdated { cart { id } } } }';
      const { addToCart } = await shop.askFor<{ addToCart: { cart: Named } }>(add, { sku });
      return { id: addToCart.cart.id, lines: [{ sku, quantity: 1 }], currencyCode: 'USD', couponCodes: [] };
    }),
  );
  const [collections, types] = await Promise.all([twice(saveCollection, token), twice(saveType, token)]);
  const [goods, placed] = [products.edges.map(({ node }) => node), orders.edges.map(({ node }) => node)];
  const byId = (things: readonly (Named | null)[]) =>
    [...new Set(things.flatMap((thing) => (thing ? [thing.id] : [])))].map((id) => ({ id }));
  return {
    Product: byId(goods),
    ProductVariant: goods.flatMap(({ variants }) => variants.map(({ sku }) => ({ sku }))),
    Category: byId(goods.flatMap(({ categories }) => categories)),
    Order: byId(placed),
    Placement: byId(placed),
    Customer: byId(placed.map(({ customer }) => customer)),
    Payment: byId(placed.flatMap(({ payments }) => payments ?? [])),
    Cart: carts,
    Location: byId(locations),
    Collection: collections,
    ProductType: types,
  };
}

const saveCollection = (name: string) =>
  `saveCollection(input: { slug: "${name}", title: "${name}", status: PUBLISHED }) { ... on CollectionSaved { saved: collection { id } } }`;
const saveType = (name: string) =>
  `saveProductType(input: { code: "${name}", name: "${name}", attributes: [] }) { ... on ProductTypeSaved { saved: productType { id } } }`;

/** The demo has none of these: two of them. */
async function twice(save: (name: string) => string, token: string): Promise<{ id: string }[]> {
  const operation = `mutation { a: ${save('first')} b: ${save('second')} }`;
  const { a, b } = await shop.askFor<Record<'a' | 'b', { saved: { id: string } }>>(operation, {}, token);
  return [a.saved, b.saved];
}

const unknown = (type: string): Reference =>
  type === 'ProductVariant'
    ? { sku: `NONE-${uuidv7()}` }
    : { id: uuidv7(), ...(type === 'Cart' && { lines: [{ sku: 'MUG-CLASSIC', quantity: 1 }], currencyCode: 'USD', couponCodes: [] }) };

/** The statements that a room needs for references; relays and sweeps fall into some of five rounds, never into all. */
async function statementsFor(room: RoomName, type: string, selection: string, references: readonly Reference[]): Promise<number> {
  const query = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on ${type} { ${selection} } } }`;
  const refs = references.map((reference) => ({ ...reference, __typename: type }));
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round += 1) {
    const before = shop.stack().statements()[room];
    const { errors } = await shop.stack().rooms[room].execute({ query, variables: { refs } }, staff);
    expect(errors).toBeUndefined();
    least = Math.min(least, shop.stack().statements()[room] - before);
  }
  return least;
}

test('every room that others refer to marks entities', () => {
  expect([...new Set(batched.map(([room]) => room))]).toEqual(rooms.filter((room) => entityKeys(sdlOf(room)).length > 0));
});

test.each(batched)('%s looks up 100 references to %s with as many statements as 2', async (room, type, selection) => {
  const known = real[type] ?? [];
  expect(known.length).toBeGreaterThan(1);
  const hundred = [...known.slice(0, 50), ...Array.from({ length: 100 }, () => unknown(type))].slice(0, 100);
  const few = await statementsFor(room, type, selection, known.slice(0, 2));
  const many = await statementsFor(room, type, selection, hundred);
  console.log(`${room} ${type}: ${few} statements for 2, ${many} for 100 (${Math.min(known.length, 50)} of them real)`);
  expect(few).toBeGreaterThan(0);
  expect(many).toBeLessThanOrEqual(few);
});
