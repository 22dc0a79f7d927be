import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { GatewayContext } from '#context';

/** Answers with data keep all their errors: each belongs to a field. */
export const fewErrors = (most: number): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async () => ({
    willSendResponse: async ({ response }) => {
      if (response.body.kind !== 'single') return;
      const result = response.body.singleResult;
      if (result.errors && result.data === undefined) result.errors = firstOfEach(result.errors, most);
    },
  }),
});

function firstOfEach(errors: readonly GraphQLFormattedError[], most: number): GraphQLFormattedError[] {
  const counts = new Map<unknown, number>();
  return errors.filter(({ extensions }) => {
    const count = (counts.get(extensions?.['code']) ?? 0) + 1;
    counts.set(extensions?.['code'], count);
    return count <= most;
  });
}
