import { print } from 'graphql';
import { type Field, type Graph, has, isInternal, isRequired, namedType } from '../elements.ts';
import { ownerOf, ownFields } from '../keys.ts';
import { type Offence, offence, type Rule } from '../rule.ts';

export const borderNullability: Rule = {
  name: 'border-nullability',
  severity: 'error',
  everywhere: true,
  asks: "Root fields of Query, fields that a subgraph adds to another's entity, and fields that lead to another's entity are nullable.",
  source: 'CONTRIBUTING: a room that is down nulls a field and not the page',
  bad: {
    sdl: {
      shop: 'type Query { lamp: Lamp! } type Lamp @key(fields: "id") { id: ID! title: String! text: String watts: Int }',
      stock: 'type Lamp @key(fields: "id") { id: ID! left: Int! } type Query { scarcest: [Place!] } type Place { lamp: Lamp! }',
    },
    found: [
      { path: 'Query.lamp', message: /all other fields/ },
      { path: 'Lamp.left', message: /belongs to shop/ },
      { path: 'Place.lamp', message: /belongs to shop/ },
    ],
  },
  good: {
    sdl: {
      shop: 'type Query { lamp: Lamp command: ID! @inaccessible } type Lamp @key(fields: "id") { id: ID! title: String! text: String }',
      stock: 'type Lamp @key(fields: "id") { id: ID! left: Int } type Query { scarcest: [Place!] } type Place { lamp: Lamp shelf: Int! }',
    },
  },
  check: (graph) => [...rootFields(graph), ...addedFields(graph), ...links(graph)],
};

const advice = 'Leave out the !.';

const rootFields = (graph: Graph): Offence[] =>
  graph.fields
    .filter((field) => field.parent.root === 'query' && isRequired(field.node.type) && !isInternal(graph, field))
    .map((field) => offence(field, `while it fails, all other fields of a request are null with it: ${typeOf(field)}.`, advice));

const entities = ({ byName }: Graph) =>
  [...byName.values()].flatMap((parts) => {
    const owner = ownerOf(parts);
    return owner && parts.length > 1 ? [{ owner, parts }] : [];
  });

const addedFields = (graph: Graph): Offence[] =>
  entities(graph).flatMap(({ owner, parts }) =>
    parts
      .filter((part) => part !== owner)
      .flatMap(ownFields)
      .filter((field) => isRequired(field.node.type) && !isInternal(graph, field) && !has(field, 'override'))
      .map((field) =>
        offence(
          ...([
            field,
            `${owner.path} belongs to ${owner.source.name}: while this subgraph fails, the whole of it is null.`,
            advice,
          ] as const),
        ),
      ),
  );

function links(graph: Graph): Offence[] {
  const owners = new Map(entities(graph).map(({ owner }) => [owner.path, owner]));
  return graph.fields.flatMap((field) => {
    const owner = owners.get(namedType(field.node.type));
    if (!owner || owner.source === field.source || field.parent.root !== undefined || has(field, 'external')) return [];
    if (!print(field.node.type).endsWith('!') || isInternal(graph, field)) return [];
    return [offence(field, `${owner.path} belongs to ${owner.source.name}: when it is not found there, this is null as a whole.`, advice)];
  });
}

const typeOf = ({ node }: Field): string => print(node.type);
