import { descriptionOf, type Field, has, isInternal, isList, saysBound } from '../elements.ts';
import { offence, type Rule } from '../rule.ts';

export const listLimits: Rule = {
  name: 'list-limits',
  severity: 'error',
  asks:
    'A list of Query or of an entity is bounded: a connection, a list for the list that is asked, `first` or `limit`, `@listSize`, ' +
    'or a description that says "at most N".',
  source: 'the gateway counts what an operation costs by the sizes of its lists, before planning',
  bad: {
    sdl: {
      shop: `type Query { lamps: [Lamp] "All moods." moods(of: ID): [ID!] }
        type Lamp @key(fields: "id") { id: ID! "What was said of it." reviews: [Review!]! } type Review { text: String }`,
    },
    found: [
      { path: 'Query.lamps', message: /limit/ },
      { path: 'Query.moods', message: /limit/ },
      { path: 'Lamp.reviews', message: /limit/ },
    ],
  },
  good: {
    sdl: {
      shop: `type Query { lamps(first: Int = 20): [Lamp] named(ids: [ID!]!): [Lamp] "All moods, at most 1,000." moods: [ID!] command: [ID] @inaccessible }
        type Lamp @key(fields: "id") { id: ID! "Newest first." reviews: [Review!]! @listSize(assumedSize: 50) } type Review { tags: [String!] }`,
    },
  },
  check: (graph) =>
    graph.fields
      .filter((field) => field.parent.root === 'query' || field.parent.keys.length > 0)
      .filter((field) => isList(field.node.type) && !has(field, 'external') && !isInternal(graph, field) && !isBounded(field))
      .map((field) =>
        offence(
          field,
          'nothing limits this list.',
          'Make it a connection, give it `first`, or say in its description how many there are at most.',
        ),
      ),
};

const isBounded = (field: Field): boolean =>
  has(field, 'listSize') ||
  saysBound(descriptionOf(field)) ||
  field.args.some(({ name, node }) => isList(node.type) || /^(first|last|limit|pageSize|top)$/.test(name.value));
