import { Kind, type SelectionSetNode } from 'graphql';
import { type Field, type Graph, namedType } from '../elements.ts';
import { stringOf } from '../federation.ts';
import { selectionOf } from '../keys.ts';
import { type Offence, offence, type Rule } from '../rule.ts';

export const requiresArguments: Rule = {
  name: 'requires-arguments',
  severity: 'error',
  everywhere: true,
  asks: 'No field with arguments is required by `@requires`, and no field that takes arguments has one.',
  source: 'CONTRIBUTING: the gateway gives silently wrong data for the first',
  bad: {
    sdl: {
      shop: `type Query { lamp: Lamp } type Lamp @key(fields: "id") { id: ID! price(currency: String): Int box: Box watts: Int } type Box { weight(unit: String): Int }`,
      stock: `type Lamp @key(fields: "id") { id: ID! price(currency: String): Int @external box: Box @external
        tax: Int @requires(fields: "price") post: Int @requires(fields: "box { weight(unit: \\"g\\") }") air(to: String): Int @requires(fields: "watts") watts: Int @external }
        type Box { weight(unit: String): Int @external }`,
    },
    found: [
      { path: 'Lamp.tax', message: /price, which takes arguments/ },
      { path: 'Lamp.post', message: /box.weight, which takes arguments/ },
      { path: 'Lamp.air', message: /takes arguments itself/ },
    ],
  },
  good: {
    sdl: {
      shop: 'type Query { lamp: Lamp } type Lamp @key(fields: "id") { id: ID! weight: Int price(currency: String): Int box: Box } type Box { size: Int }',
      stock: `type Lamp @key(fields: "id") { id: ID! weight: Int @external box: Box @external left(at: ID): Int
        post: Int @requires(fields: "weight box { ... on Box { size } }") } type Box { size: Int @external }`,
    },
  },
  check: (graph) =>
    graph.fields.flatMap((field) => {
      const requires = field.directives.find(({ name }) => name === 'requires');
      return requires ? judge(graph, field, selectionOf(stringOf(requires.node, 'fields') ?? '')) : [];
    }),
};

function judge(graph: Graph, field: Field, selection: SelectionSetNode | undefined): Offence[] {
  const found = withArguments(graph, field.parent.path, selection, '').map((name) =>
    offence(field, `it requires ${name}, which takes arguments.`, 'Let the subgraph find what it needs from the key.'),
  );
  if (field.args.length > 0)
    found.push(offence(field, 'it takes arguments itself and requires fields.', 'Let the subgraph find what it needs from the key.'));
  return found;
}

/** The fields of a selection that some subgraph declares with arguments, `box.weight`. */
function withArguments(graph: Graph, type: string, selection: SelectionSetNode | undefined, way: string): string[] {
  return (selection?.selections ?? []).flatMap((node): string[] => {
    if (node.kind === Kind.INLINE_FRAGMENT) return withArguments(graph, node.typeCondition?.name.value ?? type, node.selectionSet, way);
    if (node.kind !== Kind.FIELD) return [];
    const name = `${way}${node.name.value}`;
    const declared = (graph.byName.get(type) ?? []).flatMap(({ fields }) => fields.filter((each) => each.name.value === node.name.value));
    const [first] = declared;
    const taking = declared.some(({ args }) => args.length > 0) || (node.arguments ?? []).length > 0;
    return [...(taking ? [name] : []), ...(first ? withArguments(graph, namedType(first.node.type), node.selectionSet, `${name}.`) : [])];
  });
}
