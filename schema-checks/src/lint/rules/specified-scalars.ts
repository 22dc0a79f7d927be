import { isInternal, type Part } from '../elements.ts';
import { stringOf } from '../federation.ts';
import { offence, type Rule } from '../rule.ts';

export const specifiedScalars: Rule = {
  name: 'specified-scalars',
  severity: 'error',
  asks: 'A custom scalar of the API carries `@specifiedBy` with the URL of what it looks like.',
  source: 'the GraphQL specification, custom scalars',
  bad: {
    sdl: { shop: 'type Query { at: DateTime on: Day } scalar DateTime scalar Day @specifiedBy(url: "a day")' },
    found: [
      { path: 'DateTime', message: /@specifiedBy/ },
      { path: 'Day', message: /@specifiedBy/ },
    ],
  },
  good: {
    sdl: {
      shop: `type Query { at: DateTime minor: Minor @inaccessible } scalar Minor @inaccessible
        scalar DateTime @specifiedBy(url: "https://scalars.graphql.org/andimarek/date-time.html")`,
    },
  },
  check: (graph) =>
    graph.types
      .filter((part) => part.kind === 'scalar' && !isInternal(graph, part) && !isSpecified(part))
      .map((part) => offence(part, 'this scalar has no @specifiedBy with a URL.', 'Name the page that says how its values are written.')),
};

const isSpecified = ({ directives }: Part): boolean =>
  directives.some(({ name, node }) => name === 'specifiedBy' && URL.canParse(stringOf(node, 'url') ?? ''));
