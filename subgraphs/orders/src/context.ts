import type { Caller } from '@cartograph/kit/caller';
import type { Database } from '@cartograph/kit/db';
import type { Retryable } from '@cartograph/kit/work';
import type { CancelOrderDependencies } from '#cancelling/cancel-order';
import type { PlaceOrderInput } from '#generated/resolvers';
import type { Loaders } from '#loaders';
import type { AccessTokens } from '#order/issue-access-token';
import type { PlaceOrderOutcome } from '#placing/outcome';
import type { VariantSnapshot } from '#remotes/products';

/** What every resolver of this room is given. */
export interface RoomContext {
  caller: Caller;
  db: Database;
  loaders: Loaders;
  tokens: AccessTokens;
  placeOrder: (input: PlaceOrderInput, caller: Caller) => Promise<PlaceOrderOutcome>;
  cancellation: CancelOrderDependencies;
  work: { placements: Retryable; cancellations: Retryable };
  snapshotVariant: (sku: string) => Promise<VariantSnapshot | null>;
}
