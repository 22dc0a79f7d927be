import { expect, test } from 'vitest';
import { readGatewayConfig, roomsOf } from '#config';

const supergraph = `enum join__Graph {
  INVENTORY @join__graph(name: "inventory", url: "http://inventory:4002")
  ORDERS @join__graph(name: "orders", url: "http://orders:4005")
}`;

test('rooms are found in the supergraph and, unless told otherwise, on this machine', () => {
  const rooms = roomsOf(supergraph);
  expect(rooms.map(({ name }) => name)).toEqual(['inventory', 'orders']);
  const config = readGatewayConfig(rooms, { CALLER_SECRET: 'sixteen letters or more', ORDERS_URL: 'http://orders:4005', PORT: '' });
  expect([config.PORT, config.HOST]).toEqual([4000, '127.0.0.1']);
  expect(config.urlOf('inventory')).toBe('http://127.0.0.1:4002');
  expect(config.urlOf('orders')).toBe('http://orders:4005');
});

test('every bad variable is named at once', () => {
  const bad = () => readGatewayConfig(roomsOf(supergraph), { ORDERS_URL: 'orders', PORT: '99999' });
  expect(bad).toThrow(/ORDERS_URL/);
  expect(bad).toThrow(/PORT/);
  expect(bad).toThrow(/CALLER_SECRET/);
});
