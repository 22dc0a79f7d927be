import { expect, test } from 'vitest';
import { edges, faultNames } from './faults.ts';
import { readOptions, usage } from './options.ts';

test('without arguments every fault is tried before every room, with 500 orders each', () => {
  expect(readOptions([])).toEqual({ help: false, edges, faults: faultNames, orders: 500, clients: 24, seed: 1, stopSeconds: 30 });
});

test('a run can be narrowed down', () => {
  const args = ['--edge', 'payments', '--fault', 'lost-reply', '--orders', '20', '--clients', '4', '--seed', '7', '--stop-seconds', '5'];
  expect(readOptions(args)).toMatchObject({ edges: ['payments'], faults: ['lost-reply'], orders: 20, clients: 4, seed: 7, stopSeconds: 5 });
});

test.each([
  [['--edge', 'orders'], '--edge must be one of products, pricing, inventory, customers, payments.'],
  [['--fault', 'rain'], `--fault must be one of ${faultNames.join(', ')}.`],
  [['--orders', '0'], '--orders must be a whole number from 1 to 100000.'],
  [['--orders', 'many'], '--orders must be a whole number from 1 to 100000.'],
  [['--orders='], '--orders must be a whole number from 1 to 100000.'],
  [['--clients', '65'], '--clients must be a whole number from 1 to 64.'],
  [['--seed', '1.5'], '--seed must be a whole number from 0 to 999999999.'],
  [['--stop-seconds', '91'], '--stop-seconds must be a whole number from 1 to 90.'],
  [['--speed'], "Unknown option '--speed': npm run faults -- --help says what there is."],
  [['payments'], /^Unexpected argument 'payments'/],
])('%j is refused in one sentence', (args, sentence) => {
  expect(() => readOptions(args)).toThrow(sentence);
});

test('the usage names every option', () => {
  expect(readOptions(['-h']).help).toBe(true);
  for (const option of ['orders', 'clients', 'edge', 'fault', 'stop-seconds', 'seed', 'help']) expect(usage).toContain(`--${option} `);
});
