import type { ApolloServerPlugin } from '@apollo/server';
import { clientError } from '@cartograph/kit/errors';
import type { GatewayContext } from '#context';
import { costOf } from '#limits/cost';

/** A page of 100 products with all that a card shows and a page of 100 orders with their lines pass together, with as much to spare. */
export const maxCost = 50_000;

/** Refuses before planning. By the operation and its variables, so that one sent as a hash is measured like any other. */
export const refuseCostly: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request }) => {
      if (!operation) return;
      const cost = costOf(schema, document, operation, request.variables ?? {});
      if (cost <= maxCost) return;
      const message = `The operation has a cost of ${cost}; at most ${maxCost} is allowed. Ask for smaller pages or fewer lists within lists.`;
      throw clientError('GRAPHQL_VALIDATION_FAILED', message, { http: { status: 400 } });
    },
  }),
};
