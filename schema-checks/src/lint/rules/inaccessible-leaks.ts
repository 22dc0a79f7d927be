import { isInternal } from '../elements.ts';
import { reachableBySubgraph, reachableInApi } from '../reach.ts';
import { offence, type Rule } from '../rule.ts';

export const inaccessibleLeaks: Rule = {
  name: 'inaccessible-leaks',
  severity: 'error',
  everywhere: true,
  asks: 'A type that only `@inaccessible` elements use is `@inaccessible` itself.',
  source:
    'CONTRIBUTING: commands between rooms are absent from the API, and so is what only they use; the other way round composition refuses',
  bad: {
    sdl: {
      shop: `type Query { lamp: ID sold(at: Place): [Sale!] @inaccessible } type Sale { state: SaleState! } enum SaleState { DONE }
        input Place { shelf: ID }`,
    },
    found: [
      { path: 'Sale', message: /only what is @inaccessible/ },
      { path: 'SaleState', message: /only what is @inaccessible/ },
      { path: 'Place', message: /only what is @inaccessible/ },
    ],
  },
  good: {
    sdl: {
      shop: `type Query { lamp: State sold(state: State): [Sale!] @inaccessible } type Sale @inaccessible { state: State! } enum State { DONE }
        type Unused { id: ID }`,
      stock: 'type Query { shelf: Named } interface Named { name: ID } type Box implements Named { name: ID }',
    },
  },
  check: (graph) => {
    const inApi = reachableInApi(graph);
    const used = reachableBySubgraph(graph);
    return graph.types
      .filter(
        (part) => !isInternal(graph, part) && part.root === undefined && !inApi.has(part.path) && used.get(part.source)?.has(part.path),
      )
      .filter((part) => part.keys.length === 0)
      .map((part) =>
        offence(
          part,
          'only what is @inaccessible leads here, yet the API shows it.',
          'Put @inaccessible on it in every subgraph that declares it.',
        ),
      );
  },
};
