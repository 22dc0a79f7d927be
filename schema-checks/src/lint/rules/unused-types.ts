import { reachableBySubgraph } from '../reach.ts';
import { offence, type Rule } from '../rule.ts';

export const unusedTypes: Rule = {
  name: 'unused-types',
  severity: 'warning',
  asks: 'Every type of a subgraph is used there: a root field or an entity leads to it.',
  source: 'what nothing leads to is still documented, generated and composed',
  bad: {
    sdl: {
      shop: 'type Query { lamp: ID } type Box @shareable { size: Size } enum Size { S } input Wish { id: ID }',
      stock: 'type Query { box: Box } type Box @shareable { size: Size } enum Size { S }',
    },
    found: [
      { path: 'Box', message: /nothing in shop/ },
      { path: 'Size', message: /nothing in shop/ },
      { path: 'Wish', message: /nothing in shop/ },
    ],
  },
  good: {
    sdl: {
      shop: `type Query { thing: Thing } interface Thing { id: ID } type Box implements Thing { id: ID size: Size } enum Size { S }
        type Lamp @key(fields: "id") { id: ID! mood(of: Wish): Mood } input Wish { id: ID } union Mood = Warm type Warm { k: Int }`,
    },
  },
  check: (graph) => {
    const used = reachableBySubgraph(graph);
    return graph.types
      .filter((part) => part.root === undefined && !used.get(part.source)?.has(part.path))
      .map((part) =>
        offence(part, `nothing in ${part.source.name ?? 'the schema'} uses it.`, 'Remove it, or the part of it that stands here.'),
      );
  },
};
