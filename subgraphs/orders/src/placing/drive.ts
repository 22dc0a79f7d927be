import type { Progress } from '@cartograph/kit/work';
import type { Calls } from '#placing/calls';
import type { Journal } from '#placing/journal';
import type { AttentionReason, Placement } from '#placing/rules/placement';
import type { PlacementRequest } from '#placing/rules/request';
import type { ServerLife } from '#placing/server-life';
import type { Watch } from '#placing/watch';
import type { VariantSnapshot } from '#remotes/products';

/** What is read before the Tries: what products says of the lines, in their order, and the groups that customers says the buyer is in. */
export interface Ground {
  variants: (VariantSnapshot | null)[];
  /** null for a guest. */
  groupCodes: string[] | null;
}

export type ReadGround = (request: Pick<PlacementRequest, 'lines' | 'customerId'>) => Promise<Ground>;

/** A placement whose intent was written a moment ago, and what is known of it already. */
export interface Newborn {
  placement: Placement;
  ground: Promise<Ground>;
}

/** What a person is told of a placement that waits for one. */
export interface Flagged {
  id: string;
  reason: AttentionReason;
  error: string;
  delayMs: number;
  life: string;
}

export interface DriveDependencies {
  calls: Calls;
  readGround: ReadGround;
  /** Those of the coupons that another placement may still let go of. */
  couponsInPlay: (placementId: string, couponCodes: readonly string[]) => Promise<Set<string>>;
  journal: Journal;
  watch: Watch;
  life: ServerLife;
  /** Of the order, read just before capture: a cancelled one is not captured. */
  isCancelled: (orderId: string) => Promise<boolean>;
  /** Waits until placements may be ended together. */
  gathered: () => Promise<void>;
  /** Shows the placement to a person and gives its lease back until then; false when it has ended or the server has crashed since `life`. */
  flag: (flagged: Flagged) => Promise<boolean>;
}

/** What one state of a placement came to. Nothing: somebody else was first, or the server has crashed meanwhile. Read it again. */
export type Move = Promise<Progress | undefined>;

export const finished: Progress = { kind: 'finished' };
