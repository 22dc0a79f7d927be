import { readFileSync } from 'node:fs';
import { readSubgraphList } from '@cartograph/kit/subgraph-list';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { registry } from './rooms.ts';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

test('supergraph.yaml names every subgraph as schema.config.json does, and each room at its port', () => {
  const { subgraphs } = parse(read('supergraph.yaml')) as { subgraphs: Record<string, { routing_url: string; schema: { file: string } }> };
  const config = JSON.parse(read('schema.config.json')) as { subgraphs: { name: string; sdl: string; url: string }[] };
  const wanted = config.subgraphs.map(({ name, sdl, url }) => [name, { routing_url: `${url}/graphql`, schema: { file: `./${sdl}` } }]);
  expect(subgraphs).toEqual(Object.fromEntries(wanted));
  expect(Object.keys(subgraphs).sort()).toEqual(
    readSubgraphList()
      .map(({ name }) => name)
      .sort(),
  );
  for (const [room, { port }] of Object.entries(registry)) expect(subgraphs[room]?.routing_url).toBe(`http://${room}:${port}/graphql`);
});
