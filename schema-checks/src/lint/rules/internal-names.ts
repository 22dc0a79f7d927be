import { has } from '../elements.ts';
import { offence, type Rule } from '../rule.ts';

export const internalNames: Rule = {
  name: 'internal-names',
  severity: 'error',
  asks: 'An `@inaccessible` type begins with the name of its subgraph; scalars may be shared.',
  source: "decision 0008: two subgraphs' inputs of one name silently become their intersection",
  bad: {
    sdl: {
      stock:
        'type Query { shelf: ID hold(what: HoldInput): Hold @inaccessible } input HoldInput @inaccessible { id: ID } type Hold @inaccessible { id: ID }',
    },
    found: [
      { path: 'HoldInput', message: /StockHoldInput/ },
      { path: 'Hold', message: /StockHold/ },
    ],
  },
  good: {
    sdl: {
      'price-list': `type Query { shelf: ID hold(what: PriceListHoldInput): PriceListHold @inaccessible } scalar Minor @inaccessible
        input PriceListHoldInput @inaccessible { id: ID } type PriceListHold @inaccessible { id: Minor } type Shelf { id: ID }`,
    },
  },
  check: ({ types }) =>
    types.flatMap((part) => {
      const prefix = pascal(part.source.name ?? '');
      const fine = part.kind === 'scalar' || part.root !== undefined || !has(part, 'inaccessible') || part.path.startsWith(prefix);
      if (fine) return [];
      return [offence(part, `an internal type carries the name of its subgraph: ${prefix}${part.path}.`, `Call it ${prefix}${part.path}.`)];
    }),
};

const pascal = (name: string): string => name.replaceAll(/(?:^|[-_]+)([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
