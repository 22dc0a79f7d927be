import { type ConstDirectiveNode, Kind, type TypeDefinitionNode, valueFromASTUntyped } from 'graphql';

/** One subgraph's definition of a type. */
export interface Join {
  graph: string;
  key?: string;
  resolvable: boolean;
}

/** The supergraph's names of subgraphs (an enum's values) to their own. */
export function subgraphNames(types: readonly TypeDefinitionNode[]): ReadonlyMap<string, string> {
  const graphs = types.find(({ name }) => name.value === 'join__Graph');
  const values = graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : [];
  return new Map(
    values.map(({ name, directives }) => {
      const given = argumentsOf(directives, 'join__graph')[0]?.['name'];
      return [name.value, typeof given === 'string' ? given : name.value];
    }),
  );
}

export const joinsOf = ({ directives }: TypeDefinitionNode, names: ReadonlyMap<string, string>): Join[] =>
  argumentsOf(directives, 'join__type').map(({ graph, key, resolvable }) => ({
    graph: names.get(String(graph)) ?? String(graph),
    ...(typeof key === 'string' && { key }),
    resolvable: resolvable !== false,
  }));

/** Who resolves a field. Without a join of its own that is every subgraph that defines its type. */
export function resolversOf(
  directives: readonly ConstDirectiveNode[] | undefined,
  subgraphs: readonly string[],
  names: ReadonlyMap<string, string>,
): string[] {
  const joins = argumentsOf(directives, 'join__field');
  if (joins.length === 0) return [...subgraphs];
  const own = joins.filter(({ graph, external, usedOverridden }) => graph !== undefined && external !== true && usedOverridden !== true);
  return sortedSet(own.map(({ graph }) => names.get(String(graph)) ?? String(graph)));
}

/** The selection of @requires a subgraph. */
export const requirementsOf = (directives: readonly ConstDirectiveNode[] | undefined, names: ReadonlyMap<string, string>) =>
  new Map(
    argumentsOf(directives, 'join__field').flatMap(({ graph, requires }): [string, string][] =>
      typeof requires === 'string' ? [[names.get(String(graph)) ?? '', requires]] : [],
    ),
  );

export const tagsOf = (directives: readonly ConstDirectiveNode[] | undefined): string[] =>
  sortedSet(argumentsOf(directives, 'tag').map(({ name }) => String(name)));

/** The arguments of each use of a directive. */
const argumentsOf = (directives: readonly ConstDirectiveNode[] = [], name: string): Record<string, unknown>[] =>
  directives
    .filter((directive) => directive.name.value === name)
    .map(({ arguments: args = [] }) => Object.fromEntries(args.map((arg) => [arg.name.value, valueFromASTUntyped(arg.value)])));

export const sortedSet = (values: readonly string[]): string[] => [...new Set(values)].sort();
