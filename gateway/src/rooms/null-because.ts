import type { Experimental_DidResolveQueryPlanCallback } from '@apollo/gateway';
import { type FieldNode, Kind, parse, type SelectionSetNode } from 'graphql';
import { isLeftOut, type ValueOf, valuesOf } from '#left-out';
import { type IsOf, responseNames } from '#rooms/response-names';

type Resolved = Parameters<Experimental_DidResolveQueryPlanCallback>[0];
type Node = Exclude<Resolved['queryPlan']['node'], undefined>;
type Fetch = Extract<Node, { kind: 'Fetch' }>;
type Required = NonNullable<Fetch['requires']>;

/** Of an entity of a type, the fields that are null in the client's answer because those of `names` could not be had. */
export type NullBecause = (typename: string, names: readonly string[]) => readonly string[];

/**
 * A step may fetch what a later step needs and the client has not asked for. When it fails, the later one is never taken: what that
 * would have given is null for the same reason. `path` is where the step's entities stand, lists as "@".
 */
export function nullBecause({ queryPlan, requestContext }: Resolved, path: readonly string[], isOf: IsOf): NullBecause {
  const { operation, document, request } = requestContext;
  const valueOf = valuesOf(operation, request.variables ?? {});
  const later = fetchesAt(queryPlan.node, path.join('.'), '', valueOf);
  const asked = namesAskedAt(document.definitions, operation.selectionSet, path);
  return (typename, names) => {
    const lost = new Set(names);
    // Grows while it is walked.
    for (const name of lost)
      for (const { requires = [], operation: text } of later)
        if (requiresName(requires, typename, name, isOf)) for (const given of namesGiven(text, typename, isOf, valueOf)) lost.add(given);
    const told = [...lost].filter((name) => asked.has(name));
    return told.length > 0 ? told : names;
  };
}

/** The steps into the entities at one place, of those whose conditions are met. */
function fetchesAt(node: Node | undefined, path: string, at: string, valueOf: ValueOf): Fetch[] {
  switch (node?.kind) {
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap((each) => fetchesAt(each, path, at, valueOf));
    case 'Flatten':
      return fetchesAt(node.node, path, [...(at ? [at] : []), ...node.path].join('.'), valueOf);
    case 'Condition': {
      const met = valueOf({ kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: node.condition } }) === true;
      return fetchesAt(met ? node.ifClause : node.elseClause, path, at, valueOf);
    }
    case 'Fetch':
      return at === path ? [node] : [];
    // Nothing of this kind is planned here.
    case 'Defer':
    case 'Subscription':
    case undefined:
      return [];
  }
}

const requiresName = (required: Required, typename: string, name: string, isOf: IsOf): boolean =>
  required.some((each) =>
    each.kind === 'Field'
      ? (each.alias ?? each.name) === name
      : (each.typeCondition === undefined || isOf(typename, each.typeCondition)) && requiresName(each.selections, typename, name, isOf),
  );

function namesGiven(text: string, typename: string, isOf: IsOf, valueOf: ValueOf): string[] {
  const { definitions } = parse(text, { noLocation: true });
  const read = responseNames(definitions, (selection) => isLeftOut(selection, valueOf));
  const root = definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? node.selectionSet.selections : []));
  return root.flatMap((node) => (node.kind === Kind.FIELD ? read(node.selectionSet, (condition) => isOf(typename, condition)) : []));
}

/** Whatever the types: what else is asked for there does no harm. */
function namesAskedAt(
  definitions: Resolved['requestContext']['document']['definitions'],
  root: SelectionSetNode,
  path: readonly string[],
): ReadonlySet<string> {
  const fragments = new Map(definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])));
  const fieldsOf = ({ selections }: SelectionSetNode): FieldNode[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      const part = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      return part ? fieldsOf(part.selectionSet) : [];
    });
  const nameOf = ({ alias, name }: FieldNode): string => (alias ?? name).value;
  let fields = fieldsOf(root);
  for (const step of path.filter((each) => each !== '@'))
    fields = fields.filter((field) => nameOf(field) === step).flatMap(({ selectionSet }) => (selectionSet ? fieldsOf(selectionSet) : []));
  return new Set(fields.map(nameOf));
}
