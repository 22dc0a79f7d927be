import type { ApolloLink } from '@apollo/client';
import { ServerError } from '@apollo/client/errors';
import { Kind, OperationTypeNode } from 'graphql';
import { keyedMutations } from './generated/schema.ts';

type Operation = Pick<ApolloLink.Operation, 'query' | 'variables'>;

const keyed = new Set(keyedMutations);

/**
 * Whether sending the operation twice is the same as sending it once: every query; a mutation that takes no key, since it sets what shall stand; and one
 * whose input has its key. The key is looked for in the variables, which is where operations of this package have it.
 */
export function isRepeatable({ query, variables }: Operation): boolean {
  const operation = query.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation?.operation !== OperationTypeNode.MUTATION) return true;
  const fields = operation.selectionSet.selections.flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : ['']));
  return fields.every((field) => !keyed.has(field) || keyIn(variables) !== undefined);
}

function keyIn(variables: Readonly<Record<string, unknown>>): string | undefined {
  const { input } = variables;
  const key = typeof input === 'object' && input !== null && 'idempotencyKey' in input ? input.idempotencyKey : undefined;
  return typeof key === 'string' && key !== '' ? key : undefined;
}

/** Nobody answered, or somebody on the way who may do better the next time. What the shop itself said is final. */
export const mayPass = (error: unknown): boolean =>
  ServerError.is(error) ? [408, 429, 502, 503, 504].includes(error.statusCode) : error instanceof TypeError;
