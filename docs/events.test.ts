import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { firstColumn, readText, root } from './read-docs.ts';

test('each event that a room writes is described, and no other', () => {
  const said = globSync('subgraphs/*/src/events.ts', { cwd: root }).flatMap((file) =>
    [...readText(file).matchAll(/'([a-z]+\.[a-z]+(?:_[a-z]+)+)'/g)].map(([, type = '']) => type),
  );
  expect(said).toContain('orders.order_placed');
  expect(new Set(firstColumn('docs/events.md'))).toEqual(new Set(said));
});
