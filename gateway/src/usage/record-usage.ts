import type { ApolloServerPlugin } from '@apollo/server';
import { Kind, type OperationDefinitionNode } from 'graphql';
import type { GatewayContext } from '#context';
import type { NoteUse } from '#usage/note-use';

/** Notes each operation that Apollo Server is about to carry out. */
export const recordUsage = (noteUse: NoteUse): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async () => ({
    executionDidStart: async ({ schema, queryHash: hash, document, operation, request }) => {
      if (asksForTheSchema(operation)) return;
      noteUse({ schema, hash, document, operation }, request.variables ?? {}, (name) => request.http?.headers.get(name));
    },
  }),
});

const asksForTheSchema = ({ selectionSet }: OperationDefinitionNode): boolean =>
  selectionSet.selections.every((selection) => selection.kind === Kind.FIELD && selection.name.value.startsWith('__'));
