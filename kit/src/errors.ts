import { GraphQLError, type GraphQLFormattedError, isValueNode } from 'graphql';

/** Every code that a client can see in `errors[].extensions.code`. The table is closed; `docs/errors.md` explains each. */
export const errorCodes = {
  BAD_USER_INPUT: 'An argument or variable is not acceptable; `extensions.argumentName` names it, `allowed` lists what may stand there.',
  GRAPHQL_PARSE_FAILED: 'The operation is not GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The operation does not fit the schema.',
  OPERATION_RESOLUTION_FAILURE: 'The request names no operation that it contains.',
  BAD_REQUEST: 'The HTTP request is not a GraphQL request.',
  PERSISTED_QUERY_NOT_FOUND: 'The hash is not known yet: send it once with the operation.',
  PERSISTED_QUERY_NOT_SUPPORTED: 'Persisted queries are off.',
  RATE_LIMITED:
    'Too many requests of this kind from this client or account; `extensions.retryAfterMs` and `Retry-After` say when to go on.',
  UNAUTHENTICATED: 'Sign in first, or the access token is expired or not ours.',
  FORBIDDEN: 'Signed in, but not allowed to do this.',
  NOT_FOUND: 'It does not exist, or is not yours.',
  TIMEOUT: 'A deadline passed; reading again is safe, a mutation is repeated with the same idempotency key.',
  SUBGRAPH_UNAVAILABLE: 'The room that answers this field is down; the rest of the answer holds.',
  INTERNAL_SERVER_ERROR: 'A fault of ours; `extensions.requestId` finds it in the logs.',
} as const;

export type ErrorCode = keyof typeof errorCodes;

const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(errorCodes, code);

/** An error that reaches the client as it stands: say nothing in it that a stranger may not read. */
export const clientError = (code: ErrorCode, message: string, extensions: Record<string, unknown> = {}): GraphQLError =>
  new GraphQLError(message, { extensions: { ...extensions, code } });

/** For queries: names the argument and what is allowed, as a list too where there is one. Mutations answer `InvalidInput` instead. */
export const badUserInput = (argumentName: string, message: string, allowed?: readonly string[]): GraphQLError =>
  clientError('BAD_USER_INPUT', message, { argumentName, ...(allowed ? { allowed } : {}) });

export const unauthenticated = (message = 'Sign in to do this.'): GraphQLError => clientError('UNAUTHENTICATED', message);
export const forbidden = (message = 'You are not allowed to do this.'): GraphQLError => clientError('FORBIDDEN', message);

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
  return {
    shown: { message: 'Something went wrong on our side.', ...place, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } },
    fault: true,
  };
}

/** graphql-js names the value when a variable is null where none may be; what a resolver gave is never in the document. */
const isOfArgument = (error: Error): boolean =>
  error instanceof GraphQLError && error.originalError === undefined && error.nodes?.length === 1 && error.nodes.every(isValueNode);
