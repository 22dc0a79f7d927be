import type { ApolloServerPlugin } from '@apollo/server';
import type { Logger } from '@cartograph/kit/log';
import { Kind, type OperationDefinitionNode } from 'graphql';
import type { GatewayContext } from '#context';
import { blankLiterals } from '#usage/blank-literals';
import { countVariables } from '#usage/count-variables';
import type { UsageLog } from '#usage/usage-log';

/** Notes each operation that is about to be carried out: who sends it, how often, and what its variables are made of. */
export const recordUsage = (usage: UsageLog, log: Logger): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async () => ({
    executionDidStart: async ({ schema, queryHash, document, operation, request }) => {
      if (asksForTheSchema(operation)) return;
      const headers = request.http?.headers;
      try {
        usage.note({
          hash: queryHash,
          client: nameIn(headers?.get('apollographql-client-name')) ?? 'unnamed',
          clientVersion: nameIn(headers?.get('apollographql-client-version')),
          operation: operation.name?.value,
          count: (variables) => countVariables(variables, schema, operation, request.variables ?? {}),
          text: () => blankLiterals(document),
        });
      } catch (error) {
        // A client is owed its answer whatever becomes of our statistics.
        log.warn({ err: error }, 'the use of an operation could not be recorded');
      }
    },
  }),
});

/** What a client calls itself goes into a file: at most 64 printable characters of ASCII. */
const nameIn = (header: string | undefined): string | undefined =>
  header !== undefined && /^[ -~]{1,64}$/.test(header) ? header : undefined;

const asksForTheSchema = ({ selectionSet }: OperationDefinitionNode): boolean =>
  selectionSet.selections.every((selection) => selection.kind === Kind.FIELD && selection.name.value.startsWith('__'));
