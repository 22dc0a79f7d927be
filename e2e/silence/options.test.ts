import { expect, test } from 'vitest';
import { wires } from './open-wired-shop.ts';
import { readOptions, usage } from './options.ts';

test('without arguments every wire falls silent for a minute, the databases included', () => {
  expect(readOptions([])).toEqual({ wires, seconds: 60 });
  for (const wire of ['gateway-orders', 'orders-payments', 'pricing-products', 'inventory-database']) expect(wires).toContain(wire);
});

test('a run can be narrowed down', () => {
  const args = ['--wire', 'orders-database,gateway-orders', '--seconds', '5'];
  expect(readOptions(args)).toEqual({ wires: ['orders-database', 'gateway-orders'], seconds: 5 });
  expect(readOptions(['-h'])).toBeUndefined();
  for (const option of ['wire', 'seconds', 'help']) expect(usage).toContain(`--${option} `);
});

test.each([
  [['--wire', 'orders-orders'], /^--wire must be one of gateway-products, /],
  [['--seconds', '0'], '--seconds must be a whole number from 1 to 3600.'],
  [['--seconds', 'long'], '--seconds must be a whole number from 1 to 3600.'],
  [['--loud'], "Unknown option '--loud': npm run silence -- --help says what there is."],
])('%j is refused in one sentence', (args, sentence) => {
  expect(() => readOptions(args)).toThrow(sentence);
});
