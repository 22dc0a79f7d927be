import type { Caller } from '@cartograph/kit/caller';
import type { Execute, SubgraphRequest, SubgraphResponse } from '@cartograph/kit/subgraph';

/** Where a room answers: in this process, or at a URL such as http://inventory:4002. */
export type Source = { readonly execute: Execute } | { readonly url: string };

export interface RoomRequest extends SubgraphRequest {
  readonly caller: Caller;
  readonly requestId: string;
  /** Aborts at the deadline and, for queries, when the client leaves. */
  readonly signal: AbortSignal;
}

/** One operation on one room. Throws when nothing is known of what the room did. */
export type RoomCall = (request: RoomRequest) => Promise<SubgraphResponse>;
