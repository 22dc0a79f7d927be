import { Kind } from 'graphql';
import { reachable } from './reachable.ts';
import type { Element, FieldElement, SupergraphElements, TypeElement } from './supergraph-elements.ts';

/** What decides of each element whether a variant of the API shows it. */
export interface Filter {
  include: readonly string[];
  exclude: readonly string[];
  hideUnreachableTypes: boolean;
}

/** Of what no client sees, whatever the contract. */
export const alreadyHidden = 'it is @inaccessible';

/** Why a coordinate is not in a contract. */
export type Hidden = ReadonlyMap<string, string>;

/**
 * What a contract hides, by the rules that GraphOS documents (Contract Reference): an excluded tag hides whatever carries it and wins
 * over an included one; with included tags, fields and unions that carry none of them are hidden; a type without a visible field and a
 * union without a visible member go, and then, if asked for, whatever cannot be reached from the root types.
 */
export function hiddenBy(elements: SupergraphElements, filter: Filter): Hidden {
  const hidden = new Map<string, string>();
  for (const type of elements.types.values()) hideByTag(type, filter, hidden);
  hideEmpty(elements, hidden);
  if (filter.hideUnreachableTypes) {
    const kept = reachable(elements, hidden, filter.include);
    for (const name of elements.types.keys()) if (!kept.has(name) && !hidden.has(name)) hidden.set(name, 'it cannot be reached');
  }
  return hidden;
}

function hideByTag(type: TypeElement, filter: Filter, hidden: Map<string, string>): void {
  const judge = (element: Element, needsInclusion: boolean): void => {
    const why = reason(element, filter, needsInclusion);
    if (why !== undefined) hidden.set(element.coordinate, why);
  };
  judge(type, type.kind === Kind.UNION_TYPE_DEFINITION);
  for (const field of type.fields) {
    judge(field, true);
    for (const arg of field.args) judge(arg, false);
  }
  for (const element of [...type.inputFields, ...type.values]) judge(element, false);
}

function reason({ tags, inaccessible }: Element, { include, exclude }: Filter, needsInclusion: boolean): string | undefined {
  if (inaccessible) return alreadyHidden;
  const excluded = exclude.find((tag) => tags.has(tag));
  if (excluded !== undefined) return `it is tagged ${excluded}`;
  if (needsInclusion && include.length > 0 && !include.some((tag) => tags.has(tag))) return `it is not tagged ${include.join(' or ')}`;
  return undefined;
}

/** Hiding one thing may empty another, which may empty a third: until nothing more goes. */
function hideEmpty({ types }: SupergraphElements, hidden: Map<string, string>): void {
  const implementations = implementationsOf(types);
  for (let before = -1; before < hidden.size; ) {
    before = hidden.size;
    for (const type of types.values()) {
      if (hidden.has(type.coordinate)) continue;
      for (const field of type.fields) hideUnanswered(type, field, implementations.get(type.coordinate) ?? [], hidden);
      const parts = type.fields.length > 0 ? type.fields.map(({ coordinate }) => coordinate) : type.members;
      if (parts.length > 0 && parts.every((part) => hidden.has(part)))
        hidden.set(type.coordinate, type.fields.length > 0 ? 'all its fields are hidden' : 'all its types are hidden');
    }
  }
}

/** An interface's field goes when every implementation that is left hides it. */
function hideUnanswered(type: TypeElement, field: FieldElement, implementations: readonly string[], hidden: Map<string, string>): void {
  if (type.kind !== Kind.INTERFACE_TYPE_DEFINITION || hidden.has(field.coordinate)) return;
  const left = implementations.filter((name) => !hidden.has(name));
  if (left.length > 0 && left.every((name) => hidden.has(`${name}.${field.name}`)))
    hidden.set(field.coordinate, 'every type that implements it hides it');
}

function implementationsOf(types: SupergraphElements['types']): Map<string, string[]> {
  const implementations = new Map<string, string[]>();
  for (const type of types.values()) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const name of type.interfaces) implementations.set(name, [...(implementations.get(name) ?? []), type.coordinate]);
  }
  return implementations;
}
