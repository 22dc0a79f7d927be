import type { ApolloServerPlugin } from '@apollo/server';
import { clientError } from '@cartograph/kit/errors';
import type { Logger } from '@cartograph/kit/log';
import type { FormattedExecutionResult, GraphQLError } from 'graphql';
import type { GatewayContext } from '#context';
import { isOwnFault, maskedFault, withRequestId } from '#errors';
import { answerTypeOf, isNewer } from '#media-type';
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
  // A null alone would say that nothing went wrong: of a command, that it was not carried out.
  if (!result.data && !result.errors) result.errors = [maskedFault];
  if (result.errors) result.errors = result.errors.map((error) => withRequestId(error, requestId));
  for (const error of result.errors ?? []) errorsShown.inc({ code: String(error.extensions?.['code']) });
  end({ operation, outcome: !result.errors && faults.length === 0 ? 'ok' : result.data ? 'partial' : 'refused' });
}

/**
 * Finishes the answers of Apollo Server: the planner's notes are stripped, the status suits the media type, and each fault that a client sees
 * nothing of has its line in the log.
 */
export const reporting = (log: Logger): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async ({ contextValue: { requestId }, request: asked }) => {
    const end = startAnswer();
    // By GET it cannot be left out in another way, and some clients send it so by POST.
    if (asked.operationName === '') delete asked.operationName;
    return {
      didResolveOperation: async ({ schema, operation, request }) => {
        if (!operation) throw noOperation(request.operationName);
        // Validation does not miss a root type that the schema lacks, and executing without one is a fault.
        if (schema.getRootType(operation.operation)) return;
        const message = `There are no ${operation.operation}s here.`;
        throw clientError('GRAPHQL_VALIDATION_FAILED', message, { http: { status: 400 } });
      },
      didEncounterErrors: async ({ errors, operationName }) => {
        for (const error of errors)
          if (isOwnFault(error))
            log.error({ err: error.originalError ?? error, path: error.path, operationName, requestId }, 'a request failed');
      },
      willSendResponse: async ({ response, request, operation }) => {
        if (response.body.kind !== 'single') return;
        const result = response.body.singleResult;
        finishAnswer({ result, faults: takeCompletionNotes(result), operation: operation?.operation ?? 'none', requestId, end, log });
        const newer = isNewer(answerTypeOf(request.http?.headers.get('accept')));
        if (response.http.status === 400 && !newer && result.errors?.every((error) => refusals.has(error.extensions?.['code'])))
          response.http.status = 200;
      },
    };
  },
  unexpectedErrorProcessingRequest: async ({ requestContext: { contextValue }, error }) => {
    log.error({ err: error, requestId: contextValue.requestId }, 'a request failed');
  },
});

function noOperation(name: string | undefined): GraphQLError {
  const message = name
    ? 'The request contains no operation of the name that operationName gives.'
    : 'The request contains more than one operation: name one in operationName.';
  return clientError('OPERATION_RESOLUTION_FAILURE', message, { http: { status: 400 } });
}

/** What the planner says of values that it nulled because a room's answer did not fit; not for clients. */
function takeCompletionNotes(result: FormattedExecutionResult): readonly unknown[] {
  if (!result.extensions || !('valueCompletion' in result.extensions)) return [];
  const { valueCompletion, ...extensions } = result.extensions;
  if (Object.keys(extensions).length > 0) result.extensions = extensions;
  else delete result.extensions;
  return Array.isArray(valueCompletion) ? valueCompletion : [valueCompletion];
}
