import { print } from 'graphql';
import { isInternal } from '../elements.ts';
import { offence, type Rule } from '../rule.ts';

export const refusals: Rule = {
  name: 'refusals',
  severity: 'warning',
  asks: 'A type with a `code` and a `message` implements `Problem`, where there is such an interface.',
  source: 'CONTRIBUTING: so that a client can show a refusal that it does not know',
  bad: {
    sdl: {
      shop: 'type Query { problem: Problem } interface Problem { code: String! message: String! } type SoldOut { code: String! message: String! }',
    },
    found: [{ path: 'SoldOut', message: /Problem/ }],
  },
  good: {
    sdl: {
      shop: `type Query { problem: Problem } interface Problem { code: String! message: String! }
        type SoldOut implements Problem { code: String! message: String! } type Coupon { code: String! }`,
    },
  },
  check: (graph) =>
    graph.types
      .filter(({ kind, interfaces }) => kind === 'object' && !interfaces.includes('Problem') && graph.byName.has('Problem'))
      .filter(
        (part) =>
          !isInternal(graph, part) &&
          ['code', 'message'].every((wanted) =>
            part.fields.some(({ name, node }) => name.value === wanted && print(node.type) === 'String!'),
          ),
      )
      .map((part) => offence(part, 'it has code and message and does not implement Problem.', 'Let it implement Problem.')),
};
