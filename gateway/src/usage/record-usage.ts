import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '#context';
import type { NoteUse } from '#usage/note-use';

/** Notes each operation that Apollo Server is about to carry out; questions about the schema alone are answered before. */
export const recordUsage = (noteUse: NoteUse): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async () => ({
    executionDidStart: async ({ schema, queryHash: hash, document, operation, request }) => {
      noteUse({ schema, hash, document, operation }, request.variables ?? {}, (name) => request.http?.headers.get(name));
    },
  }),
});
