import { failpoint } from '@cartograph/kit/failpoints';
import { type PlacementCommand, withStored } from '#capture-payments';
import { cancelChallenges } from '#challenge-store';
import type { Deps } from '#deps';
import { letGo } from '#expire-challenges';
import { authorizationAnswer, type PaymentAnswer } from '#rules/payment';

export interface ClosedChallenge {
  placementId: string;
  state: PaymentAnswer;
  declineCode: string | null;
}

/**
 * Closes challenges that nobody has answered, and refuses a placement that comes later. What the buyer accepted before stays as it is
 * and is answered as such. The provider is told afterwards: nothing is held until a challenge is passed, so a lost reply harms nobody.
 */
export async function closeChallenges(deps: Deps, commands: readonly PlacementCommand[]): Promise<ClosedChallenge[]> {
  const ids = [...new Set(commands.map(({ placementId }) => placementId))].sort();
  const closed = await cancelChallenges(deps.db, ids);
  failpoint('payments.close_challenges.after_commit');
  await letGo(deps, closed);
  const byPlacement = await withStored(deps, ids, closed);
  return commands.map(({ placementId }) => {
    const payment = byPlacement.get(placementId);
    if (!payment) throw new Error(`payment ${placementId} is not there after it was written`);
    return { placementId, state: authorizationAnswer(payment.state), declineCode: payment.declineCode };
  });
}
