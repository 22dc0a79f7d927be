import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { GatewayContext } from '#context';

/** Of one code in the refusal of a request: who has five to mend needs no more, and a short text must not make a long answer. */
export const maxErrors = 5;

/** Answers with data keep all their errors: each belongs to a field. */
export const fewErrors: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response }) => {
      if (response.body.kind !== 'single') return;
      const result = response.body.singleResult;
      if (result.errors && result.data === undefined) result.errors = firstOfEach(result.errors);
    },
  }),
};

function firstOfEach(errors: readonly GraphQLFormattedError[]): GraphQLFormattedError[] {
  const counts = new Map<unknown, number>();
  return errors.filter(({ extensions }) => {
    const count = (counts.get(extensions?.['code']) ?? 0) + 1;
    counts.set(extensions?.['code'], count);
    return count <= maxErrors;
  });
}
