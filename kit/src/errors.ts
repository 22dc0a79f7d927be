import { GraphQLError } from 'graphql';

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
  FORBIDDEN: 'Signed in, but not allowed to do this; of a staff field `extensions.scope` names what is missing.',
  STEP_UP_REQUIRED: 'Signed in, but too long ago for this: prove who you are again, then repeat it with the same key.',
  NOT_FOUND: 'It does not exist, or is not yours.',
  TIMEOUT: 'A deadline passed; reading again is safe, a mutation is repeated with the same idempotency key.',
  SUBGRAPH_UNAVAILABLE: 'The room that answers this field is down, or its database is; the rest of the answer holds.',
  INTERNAL_SERVER_ERROR: 'A fault of ours; `extensions.requestId` finds it in the logs.',
} as const;

export type ErrorCode = keyof typeof errorCodes;

export const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(errorCodes, code);

/** What a client reads of a field whose room, or whose room's database, is away. */
export const away = 'This part of the shop is not available right now.';

/** An error that reaches the client as it stands: say nothing in it that a stranger may not read. */
export const clientError = (code: ErrorCode, message: string, extensions: Record<string, unknown> = {}): GraphQLError =>
  new GraphQLError(message, { extensions: { ...extensions, code } });

/** For queries: names the argument and what is allowed, as a list too where there is one. Mutations answer `InvalidInput` instead. */
export const badUserInput = (argumentName: string, message: string, allowed?: readonly string[]): GraphQLError =>
  clientError('BAD_USER_INPUT', message, { argumentName, ...(allowed ? { allowed } : {}) });

export const unauthenticated = (message = 'Sign in to do this.'): GraphQLError => clientError('UNAUTHENTICATED', message);
export const forbidden = (message = 'You are not allowed to do this.', extensions: Record<string, unknown> = {}): GraphQLError =>
  clientError('FORBIDDEN', message, extensions);
