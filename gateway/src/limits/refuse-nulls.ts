import type { ApolloServerPlugin } from '@apollo/server';
import { clientError } from '@cartograph/kit/errors';
import type { GatewayContext } from '#context';
import { wrongNull } from '#limits/nulls';

/**
 * Clients send null for what they leave out. Where a default would have filled the place this is their mistake, and is said before the first
 * step: a condition deep in a command's answer would otherwise fail when the command is carried out.
 */
export const refuseNulls: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request }) => {
      const name = operation && wrongNull(schema, document, operation, request.variables ?? {});
      if (name === undefined) return;
      const message = `Variable "$${name}" is null, and null may not stand where it is used: give it a value, or leave it out.`;
      throw clientError('BAD_USER_INPUT', message, { http: { status: 400 } });
    },
  }),
};
