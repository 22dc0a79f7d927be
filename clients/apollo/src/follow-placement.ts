import type { ApolloClient } from '@apollo/client';
import { PlacementStatusDocument, type PlacementStatusQuery } from './generated/graphql.ts';

export type PlacementResult = NonNullable<NonNullable<PlacementStatusQuery['placement']>['result']>;

export interface FollowOptions {
  placementId: string;
  /** A guest's, of the answer that said it is pending. */
  accessToken?: string | null;
  pollAfterMs: number;
  /** Gives up then (default 60,000): the placement goes on by itself. */
  forMs?: number;
}

/** Asks how an order that is being placed ends, as often as the shop wants to be asked. Undefined when it is still pending at the end. */
export async function followPlacement(
  client: ApolloClient,
  { placementId, accessToken = null, pollAfterMs, forMs = 60_000 }: FollowOptions,
): Promise<PlacementResult | undefined> {
  const until = Date.now() + forMs;
  for (let pause = pollAfterMs; Date.now() + pause < until; ) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const variables = { id: placementId, accessToken };
    const { data } = await client.query({ query: PlacementStatusDocument, variables, fetchPolicy: 'network-only' });
    const result = data?.placement?.result;
    if (result && result.__typename !== 'OrderPending') return result;
    if (result?.__typename === 'OrderPending') pause = result.pollAfterMs;
  }
  return undefined;
}
