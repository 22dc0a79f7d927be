import { away, type ErrorCode, errorCodes } from '@cartograph/kit/errors';
import type { SubgraphRequest } from '@cartograph/kit/subgraph';
import { type GraphQLFormattedError, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { isRecord } from '#is-record';
import { isLeftOut, valuesOf } from '#left-out';
import type { NullBecause } from '#rooms/null-because';
import { type IsOf, responseNames } from '#rooms/response-names';

/** Enough to name every field of a page; where more are null, one error more says how many. */
export const maxErrors = 100;

type Path = (string | number)[];

/**
 * One error for each field that a room did not answer, so that a client knows which nulls to believe; none for a field that is left out.
 */
export function unanswered(
  request: SubgraphRequest,
  code: ErrorCode & ('TIMEOUT' | 'SUBGRAPH_UNAVAILABLE'),
  isOf: IsOf,
  nullBecause: NullBecause = (_typename, names) => names,
): GraphQLFormattedError[] {
  const message = code === 'TIMEOUT' ? errorCodes.TIMEOUT : away;
  const paths = pathsOf(request, isOf, nullBecause);
  const errors = paths.slice(0, maxErrors).map((path): GraphQLFormattedError => ({ message, path, extensions: { code } }));
  const more = paths.length - errors.length;
  return more > 0 ? [...errors, { message: `${message} ${more} more fields are null for this reason.`, extensions: { code } }] : errors;
}

function pathsOf({ query, variables = {} }: SubgraphRequest, isOf: IsOf, nullBecause: NullBecause): Path[] {
  const { definitions } = parse(query, { noLocation: true });
  const operation = definitions.find((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) return [];
  const valueOf = valuesOf(operation, variables);
  const read = responseNames(definitions, (selection) => isLeftOut(selection, valueOf));
  const representations = variables['representations'];
  // Steps into entities have no other field at their root.
  const entities = operation.selectionSet.selections.find((node) => node.kind === Kind.FIELD && node.name.value === '_entities');
  if (entities?.kind !== Kind.FIELD || !Array.isArray(representations))
    return read(operation.selectionSet, () => true).map((name) => [name]);
  const namesOf = (typename: string): readonly string[] =>
    nullBecause(
      typename,
      read(entities.selectionSet, (condition) => isOf(typename, condition)),
    );
  const known = new Map<string, readonly string[]>();
  return representations.flatMap((representation: unknown, index) => {
    const typename = isRecord(representation) ? String(representation['__typename']) : '';
    const names = known.get(typename) ?? namesOf(typename);
    known.set(typename, names);
    return names.map((name): Path => ['_entities', index, name]);
  });
}
