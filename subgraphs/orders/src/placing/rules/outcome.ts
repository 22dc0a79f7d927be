import type { Placement } from '#placing/rules/placement';
import { isRetryable, type StoredProblem } from '#placing/rules/problem';

export type PlaceOrderOutcome =
  | { kind: 'placed'; placement: Placement; replayed: boolean; accessToken: string | null }
  | { kind: 'pending'; placement: Placement; accessToken: string | null }
  | { kind: 'rejected'; problems: StoredProblem[]; retryable: boolean; placement: Placement | null }
  | { kind: 'action'; placement: Placement; redirectUrl: string; expiresAt: Date };

/** Nothing was placed, and nothing is kept of it: the key is still free. */
export const refused = (problems: StoredProblem[]): PlaceOrderOutcome => ({
  kind: 'rejected',
  problems,
  retryable: isRetryable(problems),
  placement: null,
});
