import type { Placement } from '#placing/rules/placement';
import { wasGivenUp } from '#placing/rules/problem';

export type CancelPlacementOutcome =
  | { __typename: 'PlacementCancelled'; placement: Placement }
  | { __typename: 'CannotCancelPlacement'; code: string; message: string; placement: Placement };

/** What giving up a placement came to, by where it stands. */
export function cancelOutcomeOf(placement: Placement): CancelPlacementOutcome {
  const cannot = (code: string, message: string): CancelPlacementOutcome => ({
    __typename: 'CannotCancelPlacement',
    code,
    message,
    placement,
  });
  switch (placement.state) {
    case 'pending':
      return cannot('STILL_RUNNING', 'The placement is being decided: look at it again, or ask again shortly.');
    case 'confirmed':
    case 'completed':
      return cannot('ALREADY_PLACED', 'The order is placed: cancelOrder can cancel it.');
    case 'aborting':
    case 'aborted':
      return wasGivenUp(placement.problems)
        ? { __typename: 'PlacementCancelled', placement }
        : cannot('ALREADY_REJECTED', 'The placement was rejected before: nothing is held or charged.');
  }
}
