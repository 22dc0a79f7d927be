import type { Caller } from '@cartograph/kit/caller';
import { isUuid } from '@cartograph/kit/ids';
import { type NotFound, notFound } from '@cartograph/kit/problems';
import type { CancelPlacementInput } from '#generated/resolvers';
import { mayReadPlacement } from '#order/find-order';
import type { AccessTokens } from '#order/issue-access-token';
import { type GivingUp, giveUpChallenge } from '#placing/give-up-challenge';
import { type CancelPlacementOutcome, cancelOutcomeOf } from '#placing/rules/cancel-outcome';

export interface CancelPlacementDependencies extends GivingUp {
  tokens: AccessTokens;
}

/** How long a placement that is not at the bank may take to be decided, and what was given up to be let go. */
const patienceMs = 5_000;

export type CancelPlacement = (input: CancelPlacementInput, caller: Caller) => Promise<CancelPlacementOutcome | NotFound>;

/**
 * Gives up a payment at the bank, for the buyer, for staff, or for whoever shows the placement's token; when the bank was faster, the
 * placement says what became of it. Said again, it is answered the same.
 */
export const createCancelPlacement =
  (deps: CancelPlacementDependencies): CancelPlacement =>
  async ({ placementId, accessToken }, caller) => {
    const placement = isUuid(placementId) ? await deps.reads.byId(placementId.toLowerCase()) : undefined;
    if (!placement || !mayReadPlacement(deps.tokens, placement, caller, accessToken)) return notFound('There is no such placement.');
    return cancelOutcomeOf(await giveUpChallenge(deps, placement, Date.now() + patienceMs));
  };
