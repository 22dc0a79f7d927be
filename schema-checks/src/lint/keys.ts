import { Kind, parse, type SelectionSetNode } from 'graphql';
import type { Applied, Key, Part } from './elements.ts';
import { stringOf } from './federation.ts';

export const keysOf = (directives: readonly Applied[]): Key[] =>
  directives
    .filter(({ name }) => name === 'key')
    .flatMap(({ node }): Key[] => {
      const selection = selectionOf(stringOf(node, 'fields') ?? '');
      const resolvable = node.arguments?.find(({ name }) => name.value === 'resolvable')?.value;
      if (!selection) return [];
      const fields = selection.selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : []));
      return [{ fields, selection, resolvable: !(resolvable?.kind === Kind.BOOLEAN && !resolvable.value) }];
    });

/** The fields that a `@key`, `@requires` or `@provides` names; undefined for text that composition refuses anyway. */
export function selectionOf(fields: string): SelectionSetNode | undefined {
  try {
    const [definition] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
    return definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The subgraph's part that an entity belongs to: the one that knows it by the most keys, and of those the one with the most fields of its
 * own, not counting keys and what it shares or takes from others. SDL does not say who owns a type; who gives it its names, and says most
 * of it, does.
 */
export function ownerOf(parts: readonly Part[]): Part | undefined {
  const entities = parts.filter(({ keys }) => keys.length > 0);
  let owner: Part | undefined;
  for (const part of entities) {
    const more = owner ? part.keys.length - owner.keys.length || ownFields(part).length - ownFields(owner).length : 1;
    if (more > 0) owner = part;
  }
  return owner;
}

/** What this subgraph alone answers of an entity. */
export const ownFields = (part: Part): Part['fields'] => {
  const keyed = new Set(part.keys.flatMap(({ fields }) => fields));
  const apart = (name: string) => name === 'external' || name === 'shareable';
  if (part.directives.some(({ name }) => apart(name))) return [];
  return part.fields.filter(({ name, directives }) => !keyed.has(name.value) && !directives.some((each) => apart(each.name)));
};
