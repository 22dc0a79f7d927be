import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  isTypeDefinitionNode,
  isTypeExtensionNode,
  Kind,
  type NameNode,
  parse,
  type TypeDefinitionNode,
  type TypeExtensionNode,
} from 'graphql';
import type { Snapshot } from '../model.ts';
import type { Applied, Directive, EnumValue, Field, Graph, Part, TypeKind, Value } from './elements.ts';
import { type Canonical, canonicalNames, isMachinery, isOwnDirective } from './federation.ts';
import { keysOf } from './keys.ts';

/** SDL texts that are parsed already; two moments of a project share most of theirs. */
export type Parsed = Map<string, DocumentNode>;

type Source = Graph['sources'][number];
type Node = DocumentNode['definitions'][number];
type TypeNode = TypeDefinitionNode | TypeExtensionNode;

const nothing: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };

const kinds: Record<TypeNode['kind'], TypeKind> = {
  [Kind.OBJECT_TYPE_DEFINITION]: 'object',
  [Kind.OBJECT_TYPE_EXTENSION]: 'object',
  [Kind.INTERFACE_TYPE_DEFINITION]: 'interface',
  [Kind.INTERFACE_TYPE_EXTENSION]: 'interface',
  [Kind.UNION_TYPE_DEFINITION]: 'union',
  [Kind.UNION_TYPE_EXTENSION]: 'union',
  [Kind.ENUM_TYPE_DEFINITION]: 'enum',
  [Kind.ENUM_TYPE_EXTENSION]: 'enum',
  [Kind.INPUT_OBJECT_TYPE_DEFINITION]: 'input',
  [Kind.INPUT_OBJECT_TYPE_EXTENSION]: 'input',
  [Kind.SCALAR_TYPE_DEFINITION]: 'scalar',
  [Kind.SCALAR_TYPE_EXTENSION]: 'scalar',
};

/** All that the subgraphs of a snapshot declare, as flat lists; of a plain API schema, its one SDL. */
export function readGraph({ subgraphs, api, label }: Snapshot, parsed: Parsed = new Map()): Graph {
  const sources: { name?: string; file: string; sdl: string }[] = subgraphs.length > 0 ? [...subgraphs] : [{ file: label, sdl: api ?? '' }];
  const parts = new Map<string, Part>();
  const directives: Directive[] = [];
  const graph = { sources: [] as Source[], hidden: new Set<string>(), described: new Set<string>() };
  for (const { name, file, sdl } of sources) {
    const document = parsed.get(sdl) ?? (sdl.trim() === '' ? nothing : parse(sdl));
    parsed.set(sdl, document);
    const source: Source = { ...(name !== undefined && { name }), file, canonical: canonicalNames(document) };
    graph.sources.push(source);
    const roots = rootsOf(document);
    for (const node of document.definitions) {
      if (node.kind === Kind.DIRECTIVE_DEFINITION) {
        const { name: own } = node;
        if (!isOwnDirective(source.canonical(own.value))) continue;
        const path = `@${own.value}`;
        const args = (node.arguments ?? []).map((argument): Value => valueOf(source, argument, `${path}(${argument.name.value}:)`, path));
        directives.push({ source, path, name: own, node, args });
      } else addPart(parts, source, node, roots);
    }
  }
  return complete(graph, [...parts.values()], directives);
}

function addPart(parts: Map<string, Part>, source: Source, node: Node, roots: ReadonlyMap<string, NonNullable<Part['root']>>): void {
  if (!isTypeDefinitionNode(node) && !isTypeExtensionNode(node)) return;
  const kind = kinds[node.kind];
  if (isMachinery(node.name.value)) return;
  const path = node.name.value;
  const id = `${source.name ?? ''} ${path}`;
  const root = roots.get(path);
  const part = parts.get(id) ?? emptyPart(source, node.name, kind, root);
  parts.set(id, part);
  part.nodes.push(node);
  part.directives.push(...directivesOf(source.canonical, node.directives));
  if ('interfaces' in node) part.interfaces.push(...(node.interfaces ?? []).map(({ name }) => name.value));
  if ('types' in node) part.members.push(...(node.types ?? []).map(({ name }) => name.value));
  if ('values' in node) part.values.push(...(node.values ?? []).map((value) => enumValue(source, value, path)));
  for (const field of 'fields' in node ? (node.fields ?? []) : []) {
    if (field.kind === Kind.FIELD_DEFINITION) part.fields.push(fieldOf(source, field, part));
    else part.inputFields.push(valueOf(source, field, `${path}.${field.name.value}`, path));
  }
  part.keys = keysOf(part.directives);
}

const emptyPart = (source: Source, name: NameNode, kind: TypeKind, root: Part['root']): Part => ({
  source,
  path: name.value,
  name,
  kind,
  ...(root && { root }),
  nodes: [],
  directives: [],
  fields: [],
  inputFields: [],
  values: [],
  members: [],
  interfaces: [],
  keys: [],
});

const fieldOf = (source: Source, node: FieldDefinitionNode, parent: Part): Field => {
  const path = `${parent.path}.${node.name.value}`;
  const args = (node.arguments ?? []).map((argument) => valueOf(source, argument, `${path}(${argument.name.value}:)`, path));
  return { source, path, parent, name: node.name, node, args, directives: directivesOf(source.canonical, node.directives) };
};

const valueOf = (source: Source, node: Value['node'], path: string, parent: string): Value => ({
  source,
  path,
  parent,
  name: node.name,
  node,
  directives: directivesOf(source.canonical, node.directives),
});

const enumValue = (source: Source, node: EnumValue['node'], parent: string): EnumValue => ({
  source,
  path: `${parent}.${node.name.value}`,
  parent,
  name: node.name,
  node,
  directives: directivesOf(source.canonical, node.directives),
});

const none: readonly Applied[] = [];

const directivesOf = (canonical: Canonical, directives: readonly ConstDirectiveNode[] = []): readonly Applied[] =>
  directives.length === 0 ? none : directives.map((node) => ({ name: canonical(node.name.value), node }));

/** The names of the root types; GraphQL's own unless the schema says otherwise. */
function rootsOf(document: DocumentNode): ReadonlyMap<string, NonNullable<Part['root']>> {
  const roots = new Map<string, NonNullable<Part['root']>>([
    ['Query', 'query'],
    ['Mutation', 'mutation'],
    ['Subscription', 'subscription'],
  ]);
  for (const node of document.definitions) {
    if (node.kind !== Kind.SCHEMA_DEFINITION && node.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const { operation, type } of node.operationTypes ?? []) roots.set(type.name.value, operation);
  }
  return roots;
}

function complete(
  graph: Pick<Graph, 'sources'> & { hidden: Set<string>; described: Set<string> },
  types: Part[],
  directives: Directive[],
): Graph {
  const byName = Map.groupBy(types, ({ path }) => path);
  const fields = types.flatMap((part) => part.fields);
  const args = fields.flatMap((field) => field.args);
  const inputFields = types.flatMap((part) => part.inputFields);
  const values = types.flatMap((part) => part.values);
  const whole: Graph = {
    ...graph,
    types,
    byName,
    fields,
    args,
    inputFields,
    typed: [...fields, ...args, ...inputFields],
    values,
    directives,
  };
  for (const elements of [types, whole.typed, values])
    for (const { path, directives: applied } of elements) if (applied.some(({ name }) => name === 'inaccessible')) graph.hidden.add(path);
  for (const elements of [whole.typed, values, directives, directives.flatMap((each) => each.args)])
    for (const { path, node } of elements) if (node.description?.value.trim()) graph.described.add(path);
  for (const { path, nodes } of types)
    if (nodes.some((node) => 'description' in node && node.description?.value.trim())) graph.described.add(path);
  return whole;
}
