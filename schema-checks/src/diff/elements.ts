import {
  type ASTNode,
  type ConstDirectiveNode,
  type DocumentNode,
  isTypeDefinitionNode,
  isTypeExtensionNode,
  Kind,
  print,
  type TypeDefinitionNode,
  type TypeExtensionNode,
} from 'graphql';
import { parsedSdl, placeOf } from '../compose/sdl.ts';
import type { Place, SubgraphSource } from '../model.ts';
import { type Links, linksOf } from './links.ts';
import type { UsageSite } from './usages.ts';

type TypeNode = TypeDefinitionNode | TypeExtensionNode;
type Node = ASTNode & { directives?: readonly ConstDirectiveNode[] | undefined };

/** What stands at one coordinate of a document; a type's definition and its extensions are one element. */
export interface Element {
  coordinate: string;
  /** Absent of a directive's definition, which no directive is applied to. */
  site?: UsageSite;
  /** The type's coordinate, of what stands in a type. */
  parent?: string;
  nodes: ASTNode[];
  directives: ConstDirectiveNode[];
}

export interface Elements {
  document: DocumentNode;
  links: Links;
  /** By coordinate; the directives of the schema itself are under `schema`. */
  all: ReadonlyMap<string, Element>;
  /** Names of types => coordinates of their fields. */
  fields: ReadonlyMap<string, readonly string[]>;
  /** Root types that have other names than usual => the names that composition gives them. */
  roots: ReadonlyMap<string, string>;
}

const known = new WeakMap<object, Elements>();

/** The elements of a document, found once. */
export function elementsOf(source: Pick<SubgraphSource, 'sdl' | 'file'>): Elements {
  const found = known.get(source);
  if (found) return found;
  const elements = collect(parsedSdl(source));
  known.set(source, elements);
  return elements;
}

function collect(document: DocumentNode): Elements {
  const all = new Map<string, Element>();
  const fields = new Map<string, string[]>();
  const roots = rootNames(document);
  const add = (coordinate: string, site: UsageSite | undefined, node: Node, parent?: string) => {
    const known = all.get(coordinate);
    const directives = node.directives ?? [];
    if (known) {
      known.nodes.push(node);
      known.directives.push(...directives);
    } else {
      const optional = { ...(site === undefined ? {} : { site }), ...(parent === undefined ? {} : { parent }) };
      all.set(coordinate, { coordinate, nodes: [node], directives: [...directives], ...optional });
    }
  };
  for (const node of document.definitions) {
    if (node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION) add('schema', 'SCHEMA', node);
    if (node.kind === Kind.DIRECTIVE_DEFINITION) {
      add(`@${node.name.value}`, undefined, { ...node, arguments: [] });
      for (const arg of node.arguments ?? []) add(`@${node.name.value}(${arg.name.value}:)`, undefined, arg);
    }
    if (!isTypeDefinitionNode(node) && !isTypeExtensionNode(node)) continue;
    const type = roots.get(node.name.value) ?? node.name.value;
    add(type, sites[node.kind], node);
    if (node.kind === Kind.ENUM_TYPE_DEFINITION || node.kind === Kind.ENUM_TYPE_EXTENSION) {
      for (const value of node.values ?? []) add(`${type}.${value.name.value}`, 'ENUM_VALUE', value, type);
    }
    for (const field of 'fields' in node ? (node.fields ?? []) : []) {
      const coordinate = `${type}.${field.name.value}`;
      const ofType = fields.get(type);
      if (ofType) ofType.push(coordinate);
      else fields.set(type, [coordinate]);
      add(coordinate, field.kind === Kind.FIELD_DEFINITION ? 'FIELD_DEFINITION' : 'INPUT_FIELD_DEFINITION', field, type);
      if (field.kind !== Kind.FIELD_DEFINITION) continue;
      for (const arg of field.arguments ?? []) add(`${coordinate}(${arg.name.value}:)`, 'ARGUMENT_DEFINITION', arg, type);
    }
  }
  return { document, links: linksOf(document), all, fields, roots };
}

const sites: Record<TypeNode['kind'], UsageSite> = {
  [Kind.SCALAR_TYPE_DEFINITION]: 'SCALAR',
  [Kind.SCALAR_TYPE_EXTENSION]: 'SCALAR',
  [Kind.OBJECT_TYPE_DEFINITION]: 'OBJECT',
  [Kind.OBJECT_TYPE_EXTENSION]: 'OBJECT',
  [Kind.INTERFACE_TYPE_DEFINITION]: 'INTERFACE',
  [Kind.INTERFACE_TYPE_EXTENSION]: 'INTERFACE',
  [Kind.UNION_TYPE_DEFINITION]: 'UNION_MEMBER',
  [Kind.UNION_TYPE_EXTENSION]: 'UNION_MEMBER',
  [Kind.ENUM_TYPE_DEFINITION]: 'ENUM',
  [Kind.ENUM_TYPE_EXTENSION]: 'ENUM',
  [Kind.INPUT_OBJECT_TYPE_DEFINITION]: 'INPUT_OBJECT',
  [Kind.INPUT_OBJECT_TYPE_EXTENSION]: 'INPUT_OBJECT',
};

function rootNames(document: DocumentNode): Map<string, string> {
  const names = new Map<string, string>();
  const usual = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' };
  for (const node of document.definitions) {
    if (node.kind !== Kind.SCHEMA_DEFINITION && node.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const { operation, type } of node.operationTypes ?? []) {
      if (type.name.value !== usual[operation]) names.set(type.name.value, usual[operation]);
    }
  }
  return names;
}

export const placeOfElement = ({ nodes: [node] }: Element): Place | undefined => node && placeOf(node);

/** An element as text, without what stands in it under a coordinate of its own. */
export function printElement({ nodes }: Element): string {
  return nodes
    .map((node) => {
      if ('fields' in node) return print({ ...node, fields: [] } as ASTNode);
      if ('values' in node) return print({ ...node, values: [] } as ASTNode);
      return print(node);
    })
    .sort()
    .join('\n');
}
