import { Kind } from 'graphql';
import { type Graph, isRequired, namedType, type Part } from '../elements.ts';
import { type Offence, offence, type Rule } from '../rule.ts';

export const entityKeys: Rule = {
  name: 'entity-keys',
  severity: 'error',
  everywhere: true,
  asks: 'A key is made of non-null fields, never of a Float, nor of a Boolean alone.',
  source: 'federation: references travel as JSON and are looked up by equality',
  bad: {
    sdl: {
      shop: `type Query { lamp: Lamp } type Lamp @key(fields: "id") @key(fields: "watts") { id: ID watts: Float! }
        type Box @key(fields: "shelf { no }") { shelf: Shelf! } type Shelf { no: Int }`,
    },
    found: [
      { path: 'Lamp.id', message: /null/ },
      { path: 'Lamp.watts', message: /Float/ },
      { path: 'Shelf.no', message: /null/ },
    ],
  },
  good: {
    sdl: {
      shop: `type Query { lamp: Lamp } type Lamp @key(fields: "id") @key(fields: "sku lit") { id: ID! sku: String! lit: Boolean! watts: Float }
        type Box @key(fields: "shelf { no }") { shelf: Shelf! } type Shelf { no: Int! }`,
    },
  },
  check: (graph) =>
    graph.types.flatMap((part) =>
      part.keys.flatMap(({ selection, fields }) => judge(graph, part, selection.selections, fields.length === 1 && part.keys.length > 0)),
    ),
};

type Selections = Part['keys'][number]['selection']['selections'];

function judge(graph: Graph, part: Part, selections: Selections, alone: boolean): Offence[] {
  return selections.flatMap((node): Offence[] => {
    const field = node.kind === Kind.FIELD && part.fields.find(({ name }) => name.value === node.name.value);
    if (!field) return [];
    const type = namedType(field.node.type);
    const found: Offence[] = [];
    if (!isRequired(field.node.type)) found.push(offence(field, 'it is a part of a key and may be null.', `Make it ${type}!.`));
    if (type === 'Float' || (type === 'Boolean' && alone))
      found.push(offence(field, `a ${type} names nothing: it is a part of a key.`, 'Take an ID or a String.'));
    const inner = node.kind === Kind.FIELD ? node.selectionSet : undefined;
    const below = graph.byName.get(type)?.find(({ source }) => source === part.source);
    return inner && below ? [...found, ...judge(graph, below, inner.selections, false)] : found;
  });
}
