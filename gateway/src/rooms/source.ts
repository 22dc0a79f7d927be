import type { Caller } from '@cartograph/kit/caller';
import type { Execute, SubgraphRequest, SubgraphResponse } from '@cartograph/kit/subgraph';

/**
 * Where a subgraph answers: a room in this process, a room at a URL such as http://inventory:4002, or one that is not ours at its GraphQL
 * endpoint.
 */
export type Source = { readonly execute: Execute } | { readonly url: string } | { readonly endpoint: string };

export interface RoomRequest extends SubgraphRequest {
  readonly caller: Caller;
  readonly requestId: string;
  /** Aborts at the deadline and, for queries, when the client leaves. */
  readonly signal: AbortSignal;
}

/** One operation on one room. Throws when nothing is known of what the room did. */
export type RoomCall = (request: RoomRequest) => Promise<SubgraphResponse>;
