import { expect, test } from 'vitest';
import { readGatewayConfig, readSupergraph, roomsOf } from '#config';

const supergraph = `enum join__Graph {
  INVENTORY @join__graph(name: "inventory", url: "http://inventory:4002")
  ORDERS @join__graph(name: "orders", url: "http://orders:4005")
}`;
const house = new Set(['inventory', 'orders']);

test('rooms are found in the supergraph and, unless told otherwise, on this machine', () => {
  const rooms = roomsOf(supergraph);
  expect(rooms.map(({ name }) => name)).toEqual(['inventory', 'orders']);
  const config = readGatewayConfig(rooms, house, { CALLER_SECRET: 'sixteen letters or more', ORDERS_URL: 'http://orders:4005', PORT: '' });
  expect([config.PORT, config.HOST]).toEqual([4000, '127.0.0.1']);
  expect(config.urlOf('inventory')).toBe('http://127.0.0.1:4002');
  expect(config.urlOf('orders')).toBe('http://orders:4005');
});

test('every bad variable is named at once', () => {
  const bad = () => readGatewayConfig(roomsOf(supergraph), house, { ORDERS_URL: 'orders', PORT: '99999' });
  expect(bad).toThrow(/ORDERS_URL/);
  expect(bad).toThrow(/PORT/);
  expect(bad).toThrow(/CALLER_SECRET/);
});

test('a subgraph that is not ours needs to be told where it is', () => {
  const env = { CALLER_SECRET: 'sixteen letters or more' };
  const elsewhere = [{ name: 'gift-cards', url: 'https://gifts.example/graphql' }];
  expect(() => readGatewayConfig([...roomsOf(supergraph), ...elsewhere], house, env)).toThrow(
    /^GIFT_CARDS_URL: gift-cards is no room of ours: set this to where it takes GraphQL, such as [^\n]+$/,
  );
  expect(readGatewayConfig(elsewhere, house, { ...env, GIFT_CARDS_URL: 'http://127.0.0.1:5000/' }).urlOf('gift-cards')).toBe(
    'http://127.0.0.1:5000/',
  );
});

test('a variant of the API is served from its own supergraph, and a file that is none is refused', () => {
  const schema = new URL('../../schema/', import.meta.url);
  const whole = new URL('supergraph.graphql', schema);
  const variant = new URL('contracts/public.supergraph.graphql', schema);
  expect(roomsOf(readSupergraph(whole, {})).map(({ name }) => name)).toContain('orders');
  expect(readSupergraph(whole, { SUPERGRAPH: variant.pathname })).toBe(readSupergraph(variant, {}));
  expect(readSupergraph(whole, { SUPERGRAPH: variant.pathname })).not.toBe(readSupergraph(whole, {}));
  expect(() => readSupergraph(whole, { SUPERGRAPH: 'nowhere.graphql' })).toThrow('SUPERGRAPH: nowhere.graphql cannot be read (ENOENT).');
  const api = new URL('api.graphql', schema).pathname;
  expect(() => readSupergraph(whole, { SUPERGRAPH: api })).toThrow(/^SUPERGRAPH: .*api.graphql is no supergraph/);
});

test('in development it is reached from beyond this machine only where that is said, since the demo may stand behind it', () => {
  const read = (env: Record<string, string>) => () =>
    readGatewayConfig(roomsOf(supergraph), house, { CALLER_SECRET: 'sixteen letters or more', ...env });
  for (const HOST of ['0.0.0.0', '::', '192.0.2.7']) {
    expect(read({ HOST })).toThrow(/^HOST: [^\n]+DEMO_PUBLIC=yes[^\n]+$/);
    for (const env of [{ DEMO_PUBLIC: 'yes' }, { NODE_ENV: 'production' }]) expect(read({ HOST, ...env })).not.toThrow();
  }
  for (const HOST of ['127.0.0.1', '::1', 'localhost']) expect(read({ HOST })).not.toThrow();
});
