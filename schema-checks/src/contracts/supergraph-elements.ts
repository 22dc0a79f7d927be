import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type NamedTypeNode,
  type TypeDefinitionNode,
  type TypeNode,
  valueFromASTUntyped,
} from 'graphql';

/** Something of a supergraph that a contract may show or hide. */
export interface Element {
  /** `Type`, `Type.field`, `Type.field(arg:)`, `Enum.VALUE`. */
  coordinate: string;
  /** What it is tagged with; a field of an object or interface also with what its type is tagged with. */
  tags: ReadonlySet<string>;
  inaccessible: boolean;
}

export interface ValueElement extends Element {
  type: string;
}

export interface FieldElement extends ValueElement {
  name: string;
  args: readonly ValueElement[];
}

export interface TypeElement extends Element {
  kind: TypeDefinitionNode['kind'];
  /** Of an object or interface. */
  fields: readonly FieldElement[];
  /** Of an input type. */
  inputFields: readonly ValueElement[];
  /** Of an enum. */
  values: readonly Element[];
  /** Of a union. */
  members: readonly string[];
  interfaces: readonly string[];
}

export interface SupergraphElements {
  types: ReadonlyMap<string, TypeElement>;
  /** Names of the root types that there are; Query is the first. */
  roots: readonly string[];
  /** Types that arguments of the API's own directives have: these directives are in every contract. */
  ofDirectives: readonly string[];
  /** What the supergraph calls @inaccessible; absent when it does not link it yet. */
  inaccessible?: string;
  /** All tags that something carries, sorted. */
  tags: readonly string[];
}

/** What a supergraph consists of, without what federation itself brings along (join__Graph and its kin). */
export function supergraphElements(document: DocumentNode): SupergraphElements {
  const features = featuresOf(document);
  const names = { tag: features.get('tag') ?? 'tag', inaccessible: features.get('inaccessible') ?? 'inaccessible' };
  const machinery = new Set([...features.values()].map((name) => `${name}__`));
  const own = (name: string): boolean => !machinery.has(/^.+?__/.exec(name)?.[0] ?? '');
  const types = new Map<string, TypeElement>();
  const ofDirectives: string[] = [];
  for (const node of document.definitions) {
    if (isType(node) && own(node.name.value)) types.set(node.name.value, typeElement(node, names));
    if (node.kind === Kind.DIRECTIVE_DEFINITION && own(node.name.value) && ![...features.values()].includes(node.name.value))
      ofDirectives.push(...(node.arguments ?? []).map(({ type }) => namedType(type)));
  }
  const inaccessible = features.get('inaccessible');
  return {
    types,
    roots: rootsOf(document).filter((name) => types.has(name)),
    ofDirectives,
    ...(inaccessible !== undefined && { inaccessible }),
    tags: [...new Set([...types.values()].flatMap(tagsWithin))].sort(),
  };
}

/** Each linked feature's name (`join`) and what it is called here. */
function featuresOf(document: DocumentNode): Map<string, string> {
  const features = new Map<string, string>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.SCHEMA_DEFINITION && node.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const directive of node.directives ?? []) {
      const url = argument(directive, 'url') ?? argument(directive, 'feature');
      const name = /\/([^/]+)\/v\d+\.\d+\/?$/.exec(url ?? '')?.[1];
      if (name !== undefined) features.set(name, argument(directive, 'as') ?? name);
    }
  }
  return features;
}

function rootsOf(document: DocumentNode): string[] {
  for (const node of document.definitions) {
    if (node.kind === Kind.SCHEMA_DEFINITION) return node.operationTypes.map(({ type }) => type.name.value);
  }
  return ['Query', 'Mutation', 'Subscription'];
}

interface Names {
  tag: string;
  inaccessible: string;
}

function typeElement(node: TypeDefinitionNode, names: Names): TypeElement {
  const self = element(node.name.value, node, names);
  const fieldsOf = node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION ? (node.fields ?? []) : [];
  return {
    ...self,
    kind: node.kind,
    fields: fieldsOf.map((field) => fieldElement(self, field, names)),
    inputFields:
      node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION
        ? (node.fields ?? []).map((field) => valueElement(`${self.coordinate}.${field.name.value}`, field, names))
        : [],
    values:
      node.kind === Kind.ENUM_TYPE_DEFINITION
        ? (node.values ?? []).map((value) => element(`${self.coordinate}.${value.name.value}`, value, names))
        : [],
    members: node.kind === Kind.UNION_TYPE_DEFINITION ? namesOf(node.types) : [],
    interfaces: node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION ? namesOf(node.interfaces) : [],
  };
}

function fieldElement(parent: Element, node: FieldDefinitionNode, names: Names): FieldElement {
  const coordinate = `${parent.coordinate}.${node.name.value}`;
  const self = element(coordinate, node, names);
  return {
    ...self,
    tags: new Set([...parent.tags, ...self.tags]),
    name: node.name.value,
    type: namedType(node.type),
    args: (node.arguments ?? []).map((arg) => valueElement(`${coordinate}(${arg.name.value}:)`, arg, names)),
  };
}

const valueElement = (coordinate: string, node: InputValueDefinitionNode, names: Names): ValueElement => ({
  ...element(coordinate, node, names),
  type: namedType(node.type),
});

const element = (
  coordinate: string,
  { directives = [] }: { directives?: readonly ConstDirectiveNode[] | undefined },
  names: Names,
): Element => ({
  coordinate,
  tags: new Set(directives.filter(({ name }) => name.value === names.tag).map((directive) => argument(directive, 'name') ?? '')),
  inaccessible: directives.some(({ name }) => name.value === names.inaccessible),
});

const tagsWithin = (type: TypeElement): string[] =>
  [type, ...type.fields, ...type.fields.flatMap(({ args }) => args), ...type.inputFields, ...type.values].flatMap(({ tags }) => [...tags]);

export const isType = (node: { kind: string }): node is TypeDefinitionNode =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION ||
  node.kind === Kind.INTERFACE_TYPE_DEFINITION ||
  node.kind === Kind.UNION_TYPE_DEFINITION ||
  node.kind === Kind.ENUM_TYPE_DEFINITION ||
  node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION ||
  node.kind === Kind.SCALAR_TYPE_DEFINITION;

const argument = (directive: ConstDirectiveNode, name: string): string | undefined => {
  const value = directive.arguments?.find((given) => given.name.value === name)?.value;
  return value === undefined ? undefined : String(valueFromASTUntyped(value));
};

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));

const namesOf = (types: readonly NamedTypeNode[] | undefined): string[] => (types ?? []).map(({ name }) => name.value);
