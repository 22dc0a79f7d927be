import type { GraphQLDataSource } from '@apollo/gateway';
import type { GatewayContext } from '#context';
import type { AskRoom } from '#rooms/ask-room';

/** How Apollo's executor reaches one room. */
export const createRoomDataSource = (ask: AskRoom): GraphQLDataSource<GatewayContext> => ({
  process: async (options) => {
    if (!('incomingRequestContext' in options)) throw new Error('Rooms answer the operations of clients only.');
    const { query = '', variables, operationName } = options.request;
    const mutation = options.incomingRequestContext.operation.operation === 'mutation';
    return await ask({ query, variables, operationName }, mutation, options.context);
  },
});
