import type { ApolloServerPlugin } from '@apollo/server';
import { takingsOf } from '#buckets/takings';
import type { GatewayContext } from '#context';

/** Takes what a mutation costs out of the buckets of its client and account, before it is planned. */
export const refuseFrequent: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, operation, contextValue }) => {
      const takings = operation && takingsOf(document, operation);
      if (takings) await contextValue.take(takings);
    },
  }),
};
