import { type DefinitionNode, type FragmentDefinitionNode, Kind, parse, type SelectionNode, type SelectionSetNode } from 'graphql';

/** Is an object of the type `typename` one of `condition`, an object type, interface or union? */
export type IsOf = (typename: string, condition: string) => boolean;

/** By the supergraph, where rooms' own types stand beside those of the API. */
export function readIsOf(supergraphSdl: string): IsOf {
  const members = new Map<string, Set<string>>();
  const join = (whole: string, part: string): void => void members.set(whole, (members.get(whole) ?? new Set()).add(part));
  for (const node of parse(supergraphSdl, { noLocation: true }).definitions) {
    if (node.kind === Kind.UNION_TYPE_DEFINITION) for (const { name } of node.types ?? []) join(node.name.value, name.value);
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION) for (const { name } of node.interfaces ?? []) join(name.value, node.name.value);
  }
  return (typename, condition) => typename === condition || (members.get(condition)?.has(typename) ?? false);
}

type Read = (set: SelectionSetNode | undefined, applies: (condition: string) => boolean) => string[];

/** The names under which an object answers a set of selections, each once, by the fragments that apply and without what is left out. */
export function responseNames(definitions: readonly DefinitionNode[], leftOut: (selection: SelectionNode) => boolean): Read {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  return (set, applies) => {
    const names = new Set<string>();
    const gather = (selections: readonly SelectionNode[]): void => {
      for (const selection of selections) {
        if (leftOut(selection)) continue;
        if (selection.kind === Kind.FIELD) {
          if (selection.name.value !== '__typename') names.add((selection.alias ?? selection.name).value);
          continue;
        }
        const part = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        const condition = part?.typeCondition?.name.value;
        if (part && (condition === undefined || applies(condition))) gather(part.selectionSet.selections);
      }
    };
    gather(set?.selections ?? []);
    return [...names];
  };
}
