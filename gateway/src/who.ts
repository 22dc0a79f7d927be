import type { Caller } from '@cartograph/kit/caller';
import type { Logger } from '@cartograph/kit/log';
import { GraphQLError } from 'graphql';
import type { Who } from '#context';
import type { Identify } from '#identity';

/**
 * A token that a room hands over is checked like one in the Authorization header, and not before somebody has to be asked with it: most
 * sign-ins ask for nothing else. One that is not good is left out of account, and its sender is logged: the request stays who it was.
 */
export function createWho(first: Caller, identify: Identify, requestId: string, log: Logger): Who {
  let current: Promise<Caller> = Promise.resolve(first);
  let handedOver: { accessToken: string | null } | undefined;
  const settle = (before: Promise<Caller>, { accessToken }: { accessToken: string | null }): Promise<Caller> =>
    accessToken === null
      ? identify(undefined)
      : identify(`Bearer ${accessToken}`).catch((error: unknown) => {
          if (!(error instanceof GraphQLError) || error.extensions['code'] !== 'UNAUTHENTICATED') throw error;
          log.error({ err: error, requestId }, 'a room handed over a session that is none');
          return before;
        });
  return {
    caller: () => {
      if (handedOver) current = settle(current, handedOver);
      handedOver = undefined;
      return current;
    },
    take: (told) => {
      if (told) handedOver = told;
    },
  };
}
