import type { ApolloServerPlugin } from '@apollo/server';
import { clientError } from '@cartograph/kit/errors';
import type { GatewayContext } from '#context';
import { costOf } from '#limits/cost';
import type { Prices } from '#limits/prices';

/**
 * A page of 100 orders with their lines, each counted as 200, and a page of 100 products with all that a card shows pass together. So many
 * fields are about two seconds of a processor (183,000 took 3.4 s), shared with everybody else.
 */
export const maxCost = 120_000;

/** Refuses before planning. By the operation and its variables, so that one sent as a hash is measured like any other. */
export const refuseCostly = (prices: Prices): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request }) => {
      if (!operation) return;
      const cost = costOf(schema, document, operation, request.variables ?? {}, prices);
      if (cost <= maxCost) return;
      const message = `The operation has a cost of ${cost}; at most ${maxCost} is allowed. Ask for smaller pages or fewer lists within lists.`;
      throw clientError('GRAPHQL_VALIDATION_FAILED', message, { http: { status: 400 } });
    },
  }),
});
