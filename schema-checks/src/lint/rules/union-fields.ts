import { composedType } from '../composed-type.ts';
import { type Field, type Graph, isInternal, type Part } from '../elements.ts';
import { type Offence, offence, type Rule } from '../rule.ts';

export const unionFields: Rule = {
  name: 'union-fields',
  severity: 'error',
  asks: 'A field name means one type, nullability included, in all members of a union.',
  source: 'GraphQL refuses `... on Kept { cart { id } } ... on Lost { cart { id } }` where one is `Cart!` and the other `Cart`',
  bad: {
    sdl: {
      shop: `type Query { end: End } union End = Kept | Lost | Sold
        type Kept { cart: Cart! at: String! } type Lost { cart: Cart lamps: [Cart!] } type Sold { at: Int! lamps: [Cart]! }
        type Cart { id: ID! }`,
      stock: 'type Query { place: Place } union Place = Shelf | Box type Shelf { size: Int! @shareable } type Box { size: Int! }',
      more: 'type Query { shelf: Shelf } type Shelf { size: Int @shareable }',
    },
    found: [
      { path: 'Lost.cart', message: /is Cart in End, and Kept\.cart is Cart!/ },
      { path: 'Sold.at', message: /is Int! in End, and Kept\.at is String!/ },
      { path: 'Sold.lamps', message: /is \[Cart\]! in End, and Lost\.lamps is \[Cart!\]/ },
      { path: 'Box.size', message: /is Int! in Place, and Shelf\.size is Int/ },
    ],
  },
  good: {
    sdl: {
      shop: `type Query { end: End lamp: Lamp place: Place } union End = Kept | Lost union Place = Shelf | Box
        type Kept { cart: Cart at: Int! hidden: Int } type Lost { cart: Cart at: Int! hidden: Int! @inaccessible }
        type Shelf { size: Int! @shareable } type Box { size: Int } type Cart { id: ID! } type Lamp { at: String hidden: String }`,
      stock: 'type Query { shelf: Shelf } type Shelf { size: Int @shareable }',
    },
  },
  check: (graph) =>
    [...graph.byName.values()].flatMap((parts) => (parts.some(({ kind }) => kind === 'union') ? clashes(graph, parts) : [])),
};

/** The first member that has a field sets its type; whoever gives it another one is told, where it says so. */
function clashes(graph: Graph, union: readonly Part[]): Offence[] {
  const first = new Map<string, Field>();
  const found: Offence[] = [];
  for (const member of new Set(union.flatMap(({ members }) => members)))
    for (const [name, field] of fieldsOf(graph, member)) {
      const other = first.get(name);
      if (other === undefined) first.set(name, field);
      else if (composedType(graph, field) !== composedType(graph, other)) found.push(clash(graph, union[0]?.path ?? '', field, other));
    }
  return found;
}

const fieldsOf = (graph: Graph, type: string): Map<string, Field> =>
  new Map(
    (graph.byName.get(type) ?? [])
      .flatMap(({ fields }) => fields)
      .filter((field) => !isInternal(graph, field))
      .reverse()
      .map((field) => [field.name.value, field]),
  );

const clash = (graph: Graph, union: string, field: Field, other: Field): Offence =>
  offence(
    field,
    `it is ${composedType(graph, field)} in ${union}, and ${other.path} is ${composedType(graph, other)}: clients cannot ask for both.`,
    'Give both one type, nullable where one of them may be null, or call one otherwise.',
  );
