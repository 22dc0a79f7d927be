import type { ApolloServerPlugin } from '@apollo/server';
import { clientError } from '@cartograph/kit/errors';
import type { Logger } from '@cartograph/kit/log';
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import type { GatewayContext } from '#context';
import { isFault } from '#errors';
import { completionFaults, errorsShown, requestSeconds } from '#metrics';

const refusals: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
]);

type End = (labels: { operation: string; outcome: 'ok' | 'partial' | 'refused' }) => void;

export const startAnswer = (): End => requestSeconds.startTimer();

interface Finished {
  result: FormattedExecutionResult;
  /** Values that were nulled because a room's answer did not fit the schema. */
  faults: readonly unknown[];
  operation: string;
  requestId: string;
  end: End;
  log: Logger;
}

/** What is due for every answer, whichever way it was made: faults get the request id, and all is counted. */
export function finishAnswer({ result, faults, operation, requestId, end, log }: Finished): void {
  if (faults.length > 0) {
    completionFaults.inc();
    log.warn({ valueCompletion: faults, requestId }, 'an answer of a room did not fit the schema');
  }
  if (result.errors) result.errors = result.errors.map((error) => withRequestId(error, requestId));
  for (const error of result.errors ?? []) errorsShown.inc({ code: String(error.extensions?.['code']) });
  end({ operation, outcome: !result.errors && faults.length === 0 ? 'ok' : result.data ? 'partial' : 'refused' });
}

/** Finishes the answers of Apollo Server: the planner's notes are stripped, the status suits the media type. */
export const reporting = (log: Logger): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async ({ contextValue: { requestId } }) => {
    const end = startAnswer();
    return {
      didResolveOperation: async ({ operation, request }) => {
        if (operation) return;
        const message = request.operationName
          ? 'The request contains no operation of the name that operationName gives.'
          : 'The request contains more than one operation: name one in operationName.';
        throw clientError('OPERATION_RESOLUTION_FAILURE', message, { http: { status: 400 } });
      },
      didEncounterErrors: async ({ errors, operationName }) => {
        for (const error of errors)
          if (isOurs(error))
            log.error({ err: error.originalError ?? error, path: error.path, operationName, requestId }, 'a request failed');
      },
      willSendResponse: async ({ response, request, operation }) => {
        if (response.body.kind !== 'single') return;
        const result = response.body.singleResult;
        finishAnswer({ result, faults: takeCompletionNotes(result), operation: operation?.operation ?? 'none', requestId, end, log });
        // GraphQL over HTTP: a well-formed request that GraphQL refuses is a 400 in the newer media type and a 200 in application/json.
        const newer = request.http?.headers.get('accept')?.includes('application/graphql-response+json') ?? false;
        if (response.http.status === 400 && !newer && result.errors?.every((error) => refusals.has(error.extensions?.['code'])))
          response.http.status = 200;
      },
    };
  },
});

/** Neither a refusal of the gateway nor what a room has said (rooms log their own faults under the same request id). */
const isOurs = (error: { extensions: Record<string, unknown> }): boolean => {
  const { code, serviceName, http } = error.extensions;
  return serviceName === undefined && http === undefined && (code === undefined || code === 'INTERNAL_SERVER_ERROR');
};

const withRequestId = (error: GraphQLFormattedError, requestId: string): GraphQLFormattedError =>
  isFault(error) ? { ...error, extensions: { ...error.extensions, requestId } } : error;

/** What the planner says of values that it nulled because a room's answer did not fit; not for clients. */
function takeCompletionNotes(result: FormattedExecutionResult): readonly unknown[] {
  if (!result.extensions || !('valueCompletion' in result.extensions)) return [];
  const { valueCompletion, ...extensions } = result.extensions;
  if (Object.keys(extensions).length > 0) result.extensions = extensions;
  else delete result.extensions;
  return Array.isArray(valueCompletion) ? valueCompletion : [valueCompletion];
}
