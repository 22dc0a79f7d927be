import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type NamedTypeNode,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type TypeNode,
  type UnionTypeDefinitionNode,
  valueFromASTUntyped,
} from 'graphql';

/**
 * What the planner sees of one supergraph, cut into pieces: each output type's head (`Product`: its keys, interfaces, members)
 * and each field (`Product.price`: its type, its subgraphs, what it requires and provides).
 */
interface Pieces {
  /** Equal text, equal piece. */
  text: Map<string, string>;
  /** The pieces that planning one piece looks at. */
  looksAt: Map<string, string[]>;
}

/** A field that takes something from its context may depend on any other. */
const anything = '*';

/**
 * The coordinates (`Type` and `Type.field`) for which the two supergraphs may be planned differently: those that changed for the
 * planner, and those whose planning looks at such a one. An operation that selects none of them has the plan that it had.
 */
export function touched(before: string, after: string): ReadonlySet<string> {
  if (before === after) return new Set();
  const old = piecesOf(parse(before, { noLocation: true }));
  const next = piecesOf(parse(after, { noLocation: true }));
  const changed = [...new Set([...old.text.keys(), ...next.text.keys()])].filter((key) => old.text.get(key) !== next.text.get(key));
  if (changed.length === 0) return new Set();
  return reaching([...changed, anything], [old.looksAt, next.looksAt]);
}

/** All that looks at one of these, by however many steps. */
function reaching(goals: readonly string[], graphs: readonly Map<string, string[]>[]): Set<string> {
  const lookedAtBy = new Map<string, string[]>();
  for (const graph of graphs) {
    for (const [piece, others] of graph) for (const other of others) entry(lookedAtBy, other).push(piece);
  }
  const found = new Set(goals);
  const open = [...goals];
  for (let piece = open.pop(); piece !== undefined; piece = open.pop()) {
    for (const looking of lookedAtBy.get(piece) ?? []) {
      if (found.has(looking)) continue;
      found.add(looking);
      open.push(looking);
    }
  }
  return found;
}

type OutputType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode | UnionTypeDefinitionNode;

function piecesOf(document: DocumentNode): Pieces {
  const types = new Map<string, OutputType>();
  const roots = new Set<string>();
  for (const node of document.definitions) {
    if (
      node.kind === Kind.OBJECT_TYPE_DEFINITION ||
      node.kind === Kind.INTERFACE_TYPE_DEFINITION ||
      node.kind === Kind.UNION_TYPE_DEFINITION
    )
      types.set(node.name.value, node);
    if (node.kind === Kind.SCHEMA_DEFINITION) for (const { type } of node.operationTypes) roots.add(type.name.value);
  }
  const possible = possibleTypes(types);
  const objects = new Set([...types.values()].filter(isInterfaceObject).map(({ name }) => name.value));
  const pieces: Pieces = { text: new Map(), looksAt: new Map() };
  for (const type of types.values()) addType(pieces, type, { types, possible, objects, isRoot: roots.has(type.name.value) });
  return pieces;
}

interface Surroundings {
  types: ReadonlyMap<string, OutputType>;
  possible: ReadonlyMap<string, readonly string[]>;
  /** Interfaces that some subgraph has as an object: it answers their fields for every implementation. */
  objects: ReadonlySet<string>;
  isRoot: boolean;
}

function addType(pieces: Pieces, type: OutputType, around: Surroundings): void {
  const name = type.name.value;
  const joins = named(type.directives, 'join__type');
  const interfaces = type.kind === Kind.UNION_TYPE_DEFINITION ? [] : namesOf(type.interfaces);
  const possible = around.possible.get(name) ?? [];
  // A root type is in every subgraph and has no key: a further subgraph alone gives no way that was not there.
  const shown = [
    ...(around.isRoot ? [] : joins),
    ...named(type.directives, 'join__implements'),
    ...named(type.directives, 'join__unionMember'),
  ];
  pieces.text.set(name, [type.kind, ...interfaces, ...possible, ...shown.map(print).sort()].join('\n'));
  // Who asks for an object looks at no other implementation of its interfaces, or `Node` would tie all types together.
  const kin = [...interfaces.filter((name) => around.objects.has(name)), ...possible];
  const keys = joins.flatMap((join) => fieldsIn(argument(join, 'key'), name, around.types));
  pieces.looksAt.set(name, [...keys, ...kin]);
  if (type.kind === Kind.UNION_TYPE_DEFINITION) return;
  const graphs = [...new Set(joins.map((join) => argument(join, 'graph') ?? ''))].sort();
  for (const field of type.fields ?? []) addField(pieces, name, field, { ...around, graphs, kin });
}

function addField(
  pieces: Pieces,
  parent: string,
  field: FieldDefinitionNode,
  around: Surroundings & { graphs: string[]; kin: readonly string[] },
): void {
  const name = field.name.value;
  const result = namedType(field.type);
  const joins = named(field.directives, 'join__field');
  // A field that says nothing is in every subgraph that its type is in.
  const shown = joins.length > 0 ? joins.map(describe).sort() : around.graphs.map((graph) => `graph: ${graph}`);
  pieces.text.set(`${parent}.${name}`, [result, ...shown].join('\n'));
  pieces.looksAt.set(`${parent}.${name}`, [
    parent,
    result,
    ...around.kin.map((type) => `${type}.${name}`),
    ...joins.flatMap((join) => fieldsIn(argument(join, 'requires'), parent, around.types)),
    ...joins.flatMap((join) => fieldsIn(argument(join, 'provides'), result, around.types)),
    ...(joins.some((join) => argument(join, 'contextArguments') !== undefined) ? [anything] : []),
  ]);
}

const isInterfaceObject = ({ directives }: OutputType): boolean =>
  named(directives, 'join__type').some((join) => argument(join, 'isInterfaceObject') === 'true');

function possibleTypes(types: ReadonlyMap<string, OutputType>): Map<string, string[]> {
  const possible = new Map<string, string[]>();
  for (const type of types.values()) {
    if (type.kind === Kind.UNION_TYPE_DEFINITION) entry(possible, type.name.value).push(...namesOf(type.types));
    if (type.kind === Kind.OBJECT_TYPE_DEFINITION) for (const name of namesOf(type.interfaces)) entry(possible, name).push(type.name.value);
  }
  for (const names of possible.values()) names.sort();
  return possible;
}

/** The coordinates that a field set (`id owner { id }`) names, and the heads of the types that it goes through. */
function fieldsIn(fieldSet: string | undefined, type: string, types: ReadonlyMap<string, OutputType>): string[] {
  if (fieldSet === undefined) return [];
  const [definition] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? walk(definition.selectionSet.selections, type, types) : [];
}

const walk = (selections: readonly SelectionNode[], type: string, types: ReadonlyMap<string, OutputType>): string[] =>
  selections.flatMap((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const narrowed = selection.typeCondition?.name.value ?? type;
      return [narrowed, ...walk(selection.selectionSet.selections, narrowed, types)];
    }
    const parent = types.get(type);
    const fields = parent && parent.kind !== Kind.UNION_TYPE_DEFINITION ? (parent.fields ?? []) : [];
    const field = fields.find(({ name }) => name.value === selection.name.value);
    if (!field) return [];
    return [`${type}.${selection.name.value}`, ...walk(selection.selectionSet?.selections ?? [], namedType(field.type), types)];
  });

const named = (directives: readonly ConstDirectiveNode[] | undefined, name: string): ConstDirectiveNode[] =>
  (directives ?? []).filter((directive) => directive.name.value === name);

const describe = (directive: ConstDirectiveNode): string => (directive.arguments ?? []).map(print).sort().join(', ');

const argument = (directive: ConstDirectiveNode, name: string): string | undefined => {
  const value = directive.arguments?.find((given) => given.name.value === name)?.value;
  return value === undefined ? undefined : String(valueFromASTUntyped(value));
};

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));

const namesOf = (types: readonly NamedTypeNode[] | undefined): string[] => (types ?? []).map(({ name }) => name.value).sort();

const entry = (map: Map<string, string[]>, key: string): string[] => {
  const known = map.get(key);
  if (known) return known;
  const made: string[] = [];
  map.set(key, made);
  return made;
};
