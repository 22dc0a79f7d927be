import { expect, test } from 'vitest';
import { renderTable, summarise } from './render.ts';
import type { Turn } from './side.ts';

const turn = (ms: number): Turn => ({ rate: 1_000 / ms, all: ms, node: ms * 0.6, postgres: ms * 0.4 });
const turns = (...ms: number[]): Turn[] => ms.map(turn);

const duels = [
  { work: { asks: 'orders', clients: 64 }, before: turns(4, 4, 4, 4, 4, 4), after: turns(4, 4.04, 4.04, 4.04, 4.08, 4.12) },
  { work: { asks: 'pages', clients: 64 }, before: turns(1, 1), after: turns(0.9, 0.8) },
] as const;

const writable = duels.map(({ work, before, after }) => ({ work, before: [...before], after: [...after] }));

test('the last line can be quoted as it stands', () => {
  expect(summarise(writable)).toBe(
    'processor time per order 1.01 (1.00 to 1.03), of Node alone 1.01 (1.00 to 1.03), orders per second 0.99 (0.97 to 1.00), ' +
      'processor time per product page 0.85 (0.80 to 0.90), pages per second 1.18 (1.11 to 1.25)',
  );
});

test('each figure has both sides, their ratio with its interval, and how far the rounds lie apart', () => {
  const lines = renderTable(writable).split('\n');
  expect(lines[0]).toMatch(/^placing orders, 64 clients +before +after +ratio$/);
  expect(lines[2]).toMatch(/^ {2}ms of processor time per order +4\.00 +4\.04 {3}1\.01 \(1\.00 to 1\.03\) {3}1\.00 \.\. 1\.03$/);
  expect(lines.filter((line) => line.includes('of PostgreSQL'))).toHaveLength(2);
});
