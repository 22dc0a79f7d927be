import { expect, test } from 'vitest';
import { registry, rooms } from './rooms.ts';
import { startOrder } from './start-order.ts';

test('who is called is up before who calls, and rooms that need nothing of each other start side by side', () => {
  expect(startOrder({ till: ['shelf', 'price'], price: ['shelf'], shelf: [], post: [] })).toEqual([['shelf', 'post'], ['price'], ['till']]);
});

test('in a circle the one that calls the fewest goes first, so the one that coordinates is the last to start and the first to stop', () => {
  expect(startOrder({ till: ['shelf', 'price'], shelf: ['till'], price: [] })).toEqual([['price'], ['shelf'], ['till']]);
  expect(startOrder({ left: ['right'], right: ['left'] })).toEqual([['left'], ['right']]);
  expect(startOrder({ alone: ['alone'] })).toEqual([['alone']]);
});

test('orders starts after all that its placements call, and exchange, which nobody calls, after it', () => {
  const waves = startOrder(Object.fromEntries(rooms.map((name) => [name, registry[name].asks])));
  expect(waves.slice(-2)).toEqual([['orders'], ['exchange']]);
  expect(waves.flat().sort()).toEqual([...rooms].sort());
});

test('rooms call only rooms that there are', () => {
  for (const name of rooms) for (const asked of registry[name].asks) expect(rooms).toContain(asked);
});

test('each room has a port of its own', () => {
  expect(new Set(rooms.map((name) => registry[name].port)).size).toBe(rooms.length);
});
