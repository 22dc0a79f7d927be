import { Kind } from 'graphql';
import type { SupergraphElements, TypeElement } from './supergraph-elements.ts';

/**
 * Names of the types that a client of what is left can meet: from the root types, the arguments of directives, and what is tagged for
 * inclusion. Through an interface or union to its types; of an object's interfaces only themselves, not the other implementations.
 */
export function reachable(
  { types, roots, ofDirectives }: SupergraphElements,
  hidden: ReadonlyMap<string, string>,
  include: readonly string[],
): Set<string> {
  const implementations = implementationsOf(types, hidden);
  const met = new Set<string>();
  const expanded = new Set<string>();
  const asked = [...types.values()].filter(({ tags }) => include.some((tag) => tags.has(tag))).map(({ coordinate }) => coordinate);
  const open = [...roots, ...ofDirectives, ...asked];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const type = types.get(name);
    if (!type || hidden.has(name) || expanded.has(name)) continue;
    met.add(name);
    expanded.add(name);
    open.push(...namedIn(type, hidden), ...type.members, ...(implementations.get(name) ?? []));
    for (const each of interfacesOf(type, types, hidden)) {
      met.add(each.coordinate);
      open.push(...namedIn(each, hidden));
    }
  }
  return met;
}

/** The types of what is visible inside a type. */
function namedIn(type: TypeElement, hidden: ReadonlyMap<string, string>): string[] {
  const visible = ({ coordinate }: { coordinate: string }): boolean => !hidden.has(coordinate);
  const fields = type.fields.filter(visible);
  return [...fields, ...fields.flatMap(({ args }) => args.filter(visible)), ...type.inputFields.filter(visible)].map(
    (element) => element.type,
  );
}

const interfacesOf = (
  { interfaces }: TypeElement,
  types: SupergraphElements['types'],
  hidden: ReadonlyMap<string, string>,
): TypeElement[] => interfaces.flatMap((name) => (hidden.has(name) ? [] : (types.get(name) ?? [])));

function implementationsOf(types: SupergraphElements['types'], hidden: ReadonlyMap<string, string>): Map<string, string[]> {
  const implementations = new Map<string, string[]>();
  for (const type of types.values()) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    if (hidden.has(type.coordinate)) continue;
    for (const name of type.interfaces) implementations.set(name, [...(implementations.get(name) ?? []), type.coordinate]);
  }
  return implementations;
}
