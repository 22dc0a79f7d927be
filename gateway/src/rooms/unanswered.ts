import { type ErrorCode, errorCodes } from '@cartograph/kit/errors';
import type { SubgraphRequest } from '@cartograph/kit/subgraph';
import { type GraphQLFormattedError, Kind, parse, type SelectionSetNode } from 'graphql';

/** Enough to name every field of a page; a list of hundreds needs no error for each. */
const maxErrors = 100;

type Path = (string | number)[];

/** One error for each field that a room did not answer, so that a client knows which nulls to believe. */
export function unanswered(request: SubgraphRequest, code: ErrorCode & ('TIMEOUT' | 'SUBGRAPH_UNAVAILABLE')): GraphQLFormattedError[] {
  const message = code === 'TIMEOUT' ? errorCodes.TIMEOUT : 'This part of the shop is not available right now.';
  return pathsOf(request)
    .slice(0, maxErrors)
    .map((path) => ({ message, path, extensions: { code } }));
}

function pathsOf({ query, variables }: SubgraphRequest): Path[] {
  const operation = parse(query, { noLocation: true }).definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const given = variables?.['representations'];
  const representations: readonly unknown[] = Array.isArray(given) ? given : [];
  return (operation?.selectionSet.selections ?? []).flatMap((selection): Path[] => {
    if (selection.kind !== Kind.FIELD) return [];
    if (selection.name.value !== '_entities') return [[(selection.alias ?? selection.name).value]];
    return representations.flatMap((representation, index) =>
      fieldsOf(selection.selectionSet, typenameOf(representation)).map((field) => ['_entities', index, field]),
    );
  });
}

const typenameOf = (representation: unknown): string | undefined =>
  typeof representation === 'object' && representation !== null && '__typename' in representation
    ? String(representation.__typename)
    : undefined;

function fieldsOf(set: SelectionSetNode | undefined, typename: string | undefined): string[] {
  return (set?.selections ?? []).flatMap((selection): string[] => {
    if (selection.kind === Kind.FIELD) return selection.name.value === '__typename' ? [] : [(selection.alias ?? selection.name).value];
    if (selection.kind !== Kind.INLINE_FRAGMENT) return [];
    const condition = selection.typeCondition?.name.value;
    return condition === undefined || condition === typename ? fieldsOf(selection.selectionSet, typename) : [];
  });
}
