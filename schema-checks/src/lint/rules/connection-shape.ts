import { print } from 'graphql';
import { descriptionOf, type Field, type Graph, isInternal, namedType, type Part, saysBound } from '../elements.ts';
import { type Offence, offence, type Rule } from '../rule.ts';

const pageInfo = 'type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }';

export const connectionShape: Rule = {
  name: 'connection-shape',
  severity: 'error',
  asks: 'A connection has edges of cursor and node and a pageInfo with its four fields; a field that gives one takes `after` and a `first` with a stated limit.',
  source: 'the GraphQL Cursor Connections specification (Relay)',
  bad: {
    sdl: {
      shop: `type Query { lamps(first: Int): LampConnection boxes("From 1 to 100." first: Int = 20, after: String): BoxConnection }
        type LampConnection { edges: [LampEdge!]! pageInfo: PageInfo totalCount: String } type LampEdge { cursor: ID! node: ID }
        type BoxConnection { nodes: [ID!]! pageInfo: PageInfo! } type PageInfo { hasNextPage: Boolean! endCursor: String }`,
    },
    found: [
      { path: 'Query.lamps', message: /first.*limit/ },
      { path: 'Query.lamps', message: /after/ },
      { path: 'LampConnection', message: /pageInfo: PageInfo!/ },
      { path: 'LampConnection', message: /totalCount: Int/ },
      { path: 'LampEdge', message: /cursor: String!/ },
      { path: 'BoxConnection', message: /edges/ },
      { path: 'PageInfo', message: /hasPreviousPage: Boolean!/ },
      { path: 'PageInfo', message: /startCursor: String/ },
    ],
  },
  good: {
    sdl: {
      shop: `type Query { lamps("Size of the page, at most 100." first: Int = 20, after: String): LampConnection lamp: Connection } type Connection { to: ID }
        type LampConnection { edges: [LampEdge!]! pageInfo: PageInfo! totalCount: Int! } type LampEdge { cursor: String! node: ID } ${pageInfo}`,
    },
  },
  check: (graph) => graph.types.flatMap((part) => [...judgeType(graph, part), ...part.fields.flatMap((field) => judgeField(graph, field))]),
};

const isConnection = (name: string): boolean => /.Connection$/.test(name);

function judgeType(graph: Graph, part: Part): Offence[] {
  if (part.kind !== 'object' && part.kind !== 'interface') return [];
  if (part.path === 'PageInfo')
    return [
      ...needs(part, 'hasNextPage', /^Boolean!$/, 'Boolean!'),
      ...needs(part, 'hasPreviousPage', /^Boolean!$/, 'Boolean!'),
      ...needs(part, 'startCursor', /^String!?$/, 'String'),
      ...needs(part, 'endCursor', /^String!?$/, 'String'),
    ];
  if (!isConnection(part.path)) return isEdge(graph, part) ? judgeEdge(part) : [];
  const edge = part.path.replace(/Connection$/, 'Edge');
  const count = part.fields.some(({ name }) => name.value === 'totalCount') ? needs(part, 'totalCount', /^Int!?$/, 'Int') : [];
  return [
    ...needs(part, 'edges', new RegExp(`^\\[${edge}!?\\]!?$`), `[${edge}!]!`),
    ...needs(part, 'pageInfo', /^PageInfo!$/, 'PageInfo!'),
    ...count,
  ];
}

const isEdge = ({ byName }: Graph, { path }: Part): boolean => path.endsWith('Edge') && byName.has(path.replace(/Edge$/, 'Connection'));

const judgeEdge = (part: Part): Offence[] => [
  ...needs(part, 'cursor', /^String!$/, 'String!'),
  ...needs(part, 'node', /^[^[]+$/, 'an object'),
];

function needs(part: Part, field: string, type: RegExp, shown: string): Offence[] {
  const found = part.fields.find(({ name }) => name.value === field);
  if (found && type.test(print(found.node.type))) return [];
  const why = found ? `, not ${print(found.node.type)}` : '';
  return [offence(part, `it needs ${field}: ${shown}${why}.`, 'Give it the shape that every client of connections knows.')];
}

function judgeField(graph: Graph, field: Field): Offence[] {
  if (!isConnection(namedType(field.node.type)) || isInternal(graph, field)) return [];
  const argument = (name: string) => field.args.find((each) => each.name.value === name);
  const found: Offence[] = [];
  const first = argument('first');
  if (!first || namedType(first.node.type) !== 'Int' || !saysBound(descriptionOf(first)))
    found.push(
      offence(
        field,
        'it needs an argument first: Int whose description states its limit.',
        'Take `first: Int = 20`, described as "From 1 to 100."',
      ),
    );
  if (!argument('after')) found.push(offence(field, 'it needs an argument after: String.', 'Take the cursor that a page begins behind.'));
  return found;
}
