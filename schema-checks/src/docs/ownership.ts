import { Kind, type ObjectTypeDefinitionNode, parse, type TypeDefinitionNode, type TypeNode } from 'graphql';
import { type Join, joinsOf, requirementsOf, resolversOf, sortedSet, subgraphNames, tagsOf } from './joins.ts';

/** A field as the supergraph joins it. */
export interface FieldOwnership {
  /** Subgraphs that resolve it, sorted. */
  resolvedBy: readonly string[];
  /** What each of them must be given of the type's other owners: the selection of its @requires. */
  requires: ReadonlyMap<string, string>;
  tags: readonly string[];
}

/** A type as the supergraph joins it. */
export interface TypeOwnership {
  /** Subgraphs that define it, sorted. */
  subgraphs: readonly string[];
  /** The one that it belongs to (`ownerOf`); undefined when it is shared by equals. */
  owner: string | undefined;
  /** Each key once, as written; the owner's keys when there is an owner. Empty unless it is an entity. */
  keys: readonly string[];
  fields: ReadonlyMap<string, FieldOwnership>;
  tags: readonly string[];
}

/** Who defines, owns and resolves what, read from the join directives of a supergraph. */
export function ownershipOf(supergraphSdl: string): ReadonlyMap<string, TypeOwnership> {
  const types = parse(supergraphSdl, { noLocation: true }).definitions.filter(
    (node): node is TypeDefinitionNode => 'name' in node && node.kind !== Kind.DIRECTIVE_DEFINITION && node.name !== undefined,
  );
  const names = subgraphNames(types);
  const joined = types.map((node) => ({ node, joins: joinsOf(node, names) })).filter(({ joins }) => joins.length > 0);
  const givers = giversOf(joined, names);
  const ownership = new Map(
    joined.map(({ node, joins }) => [node.name.value, typeOwnership(node, joins, names, givers.get(node.name.value) ?? [])]),
  );
  for (const node of types) if (node.kind === Kind.OBJECT_TYPE_DEFINITION) inheritResolvers(node, ownership);
  return ownership;
}

/** For each type the subgraphs that resolve a field of that type, once a field. */
function giversOf(joined: readonly { node: TypeDefinitionNode; joins: readonly Join[] }[], names: ReadonlyMap<string, string>) {
  const givers = new Map<string, string[]>();
  for (const { node, joins } of joined) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const subgraphs = joins.map(({ graph }) => graph);
    for (const { type, directives } of node.fields ?? []) {
      const known = givers.get(namedType(type)) ?? [];
      known.push(...resolversOf(directives, subgraphs, names));
      givers.set(namedType(type), known);
    }
  }
  return givers;
}

function typeOwnership(
  node: TypeDefinitionNode,
  joins: readonly Join[],
  names: ReadonlyMap<string, string>,
  givers: readonly string[],
): TypeOwnership {
  const subgraphs = sortedSet(joins.map(({ graph }) => graph));
  const keyFields = new Map(subgraphs.map((graph) => [graph, new Set(joins.filter((join) => join.graph === graph).flatMap(topFields))]));
  const isKey = (graph: string, field: string): boolean => keyFields.get(graph)?.has(field) ?? false;
  const nodes = ('fields' in node ? (node.fields ?? []) : []).map(({ name, directives }) => ({
    name: name.value,
    directives,
    resolvers: resolversOf(directives, subgraphs, names),
  }));
  const resolved = nodes.map(({ name, resolvers }) => resolvers.filter((graph) => !isKey(graph, name)));
  const owner = ownerOf(subgraphs, joins, resolved, givers);
  const fields = nodes.map(({ name, directives, resolvers }): [string, FieldOwnership] => {
    // Whoever refers to an entity knows its key; that says nothing of who resolves it.
    const own = resolvers.filter((graph) => graph === owner || !isKey(graph, name));
    const resolvedBy = own.length > 0 ? own : resolvers;
    return [name, { resolvedBy, requires: requirementsOf(directives, names), tags: tagsOf(directives) }];
  });
  const keys = joins.flatMap(({ graph, key }) => (key !== undefined && (owner === undefined || graph === owner) ? [key] : []));
  return { subgraphs, owner, keys: [...new Set(keys)], fields: new Map(fields), tags: tagsOf(node.directives) };
}

/**
 * Federation knows no owner of a type. Ours is the only subgraph that defines it, or else the one that alone resolves most of its
 * fields; among equals the one with more keys to be asked by, then the one that has more fields of that type.
 */
function ownerOf(
  subgraphs: readonly string[],
  joins: readonly Join[],
  resolved: readonly (readonly string[])[],
  givers: readonly string[],
): string | undefined {
  const alone = resolved.flatMap(([first, ...others]) => (first !== undefined && others.length === 0 ? [first] : []));
  const keyed = joins.flatMap(({ graph, key, resolvable }) => (key !== undefined && resolvable ? [graph] : []));
  const entity = keyed.length > 0;
  const leaders = [alone, keyed, ...(entity ? [givers] : [])].reduce<readonly string[]>(mostNamed, subgraphs);
  return leaders.length === 1 ? leaders[0] : undefined;
}

/** Those of the candidates that a list names most often. */
function mostNamed(candidates: readonly string[], list: readonly string[]): string[] {
  const counts = new Map(candidates.map((name) => [name, 0]));
  for (const name of list) if (counts.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return candidates.filter((name) => counts.get(name) === most);
}

/** What an @interfaceObject adds is resolved for every type of the interface by the subgraphs that add it there. */
function inheritResolvers({ name, interfaces = [] }: ObjectTypeDefinitionNode, ownership: Map<string, TypeOwnership>): void {
  const type = ownership.get(name.value);
  if (!type || interfaces.length === 0) return;
  const fields = [...type.fields].map(([field, own]): [string, FieldOwnership] => {
    const inherited = interfaces.flatMap((each) => ownership.get(each.name.value)?.fields.get(field)?.resolvedBy ?? []);
    return [field, own.resolvedBy.length > 0 ? own : { ...own, resolvedBy: sortedSet(inherited) }];
  });
  ownership.set(name.value, { ...type, fields: new Map(fields) });
}

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));

/** `id owner { id }` has id and owner. */
const topFields = ({ key = '' }: Join): string[] => {
  let rest = key;
  for (let before = ''; rest !== before; ) {
    before = rest;
    rest = rest.replaceAll(/\{[^{}]*\}/g, ' ');
  }
  return rest.trim().split(/\s+/);
};
