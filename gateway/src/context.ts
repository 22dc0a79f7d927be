import type { Caller } from '@cartograph/kit/caller';

/** What one client request carries through the gateway. */
export interface GatewayContext {
  readonly caller: Caller;
  readonly requestId: string;
  /** Aborts when the client leaves before its answer. */
  readonly left: AbortSignal;
}
