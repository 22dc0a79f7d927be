import type { Caller } from '@cartograph/kit/caller';
import type { SubgraphExtensions } from '@cartograph/kit/subgraph';

/** Who asks, of the moment: after a sign-in the rest of the request is the customer's, after a sign-out a guest's. */
export interface Who {
  /** Rejects when a token cannot be checked right now: then nothing is known of who asks. */
  caller(): Promise<Caller>;
  /** What one of our rooms says of it; the newest counts. */
  take(told: SubgraphExtensions['session']): void;
}

/** A turn to plan an operation that was not planned before. */
export interface Planning {
  /** It is known now, and the next one may begin. */
  planned: () => void;
  /** The next one may begin, whatever became of this one. */
  over: () => void;
}

/** What one client request carries through the gateway. */
export interface GatewayContext {
  readonly who: Who;
  readonly requestId: string;
  /** Takes what a mutation costs out of the buckets of its client and account; throws when they have not enough. */
  take(takings: { mutation: number; password: number; placing: number }): void | Promise<void>;
  /** Aborts when the client leaves before its answer. */
  readonly left: AbortSignal;
  planning?: Planning | undefined;
}
