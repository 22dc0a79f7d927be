import { GraphQLError, type GraphQLFormattedError, isValueNode } from 'graphql';
import { isDatabaseOutage } from './database-outage.ts';
import { away, isErrorCode } from './errors.ts';
import { RemoteUnavailable } from './remote.ts';

/** What a failed field shows a client: known codes pass with their own fields, all else is a fault with a request id. */
export function maskError(error: GraphQLError, requestId: string): { shown: GraphQLFormattedError; fault: boolean } {
  const place = { ...(error.locations ? { locations: error.locations } : {}), ...(error.path ? { path: error.path } : {}) };
  const code = error.extensions['code'];
  const known = isErrorCode(code) && code !== 'INTERNAL_SERVER_ERROR';
  const plain = error.originalError === undefined || error.originalError instanceof GraphQLError;
  if (known && plain) {
    const { stacktrace: _, ...extensions } = error.extensions;
    return { shown: { message: error.message, ...place, extensions }, fault: false };
  }
  if (!known && code === undefined && (error.originalError === undefined || isOfArgument(error.originalError))) {
    return { shown: { message: error.message, ...place, extensions: { code: 'BAD_USER_INPUT' } }, fault: false };
  }
  if (isAway(error.originalError)) {
    return { shown: { message: away, ...place, extensions: { code: 'SUBGRAPH_UNAVAILABLE', requestId } }, fault: true };
  }
  return {
    shown: { message: 'Something went wrong on our side.', ...place, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } },
    fault: true,
  };
}

/** graphql-js names the value when a variable is null where none may be; what a resolver gave is never in the document. */
const isOfArgument = (error: Error): boolean =>
  error instanceof GraphQLError && error.originalError === undefined && error.nodes?.length === 1 && error.nodes.every(isValueNode);

/** The database, or a room that was asked: whoever repeats the request may find it back, which is not so of a fault. */
const isAway = (error: Error | undefined): boolean => isDatabaseOutage(error) || (error instanceof RemoteUnavailable && error.unanswered);
