import type { GraphQLDataSource } from '@apollo/gateway';
import type { GatewayContext } from '#context';
import type { AskRoom } from '#rooms/ask-room';
import type { NullBecause } from '#rooms/null-because';

/** What is null in a client's answer when a step of its plan fails; the request as Apollo's executor knows it. */
export type Because = (asked: object, path: readonly string[]) => NullBecause | undefined;

/** How Apollo's executor reaches one room. */
export const createRoomDataSource = (ask: AskRoom, because: Because): GraphQLDataSource<GatewayContext> => ({
  process: async (options) => {
    if (!('incomingRequestContext' in options)) throw new Error('Rooms answer the operations of clients only.');
    const { query = '', variables, operationName } = options.request;
    const mutation = options.incomingRequestContext.operation.operation === 'mutation';
    const { incomingRequestContext: asked, pathInIncomingRequest: path = [] } = options;
    return await ask({ query, variables, operationName }, mutation, options.context, () => because(asked, path.map(String)));
  },
});
