import type { Caller } from '@cartograph/kit/caller';
import type { Logger } from '@cartograph/kit/log';
import type { PlaceOrderInput } from '#generated/resolvers';
import { answers } from '#placing/figures';
import type { PlaceOrder } from '#placing/place-order';
import type { PlaceOrderOutcome } from '#placing/rules/outcome';

export type NotedPlaceOrder = (input: PlaceOrderInput, caller: Caller, requestId: string) => Promise<PlaceOrderOutcome>;

/** One line an answer at info, and a count: which request, which placement, what it came to. Nothing of the buyer. */
export const noted =
  (placeOrder: PlaceOrder, log: Logger): NotedPlaceOrder =>
  async (input, caller, requestId) => {
    const outcome = await placeOrder(input, caller);
    const answer = outcome.kind === 'placed' && outcome.replayed ? 'replayed' : outcome.kind;
    answers[answer] += 1;
    if (log.isLevelEnabled('info'))
      log.info({ requestId, placement: outcome.placement?.id, answer, ...codesOf(outcome) }, 'placeOrder answered');
    return outcome;
  };

const codesOf = (outcome: PlaceOrderOutcome) =>
  outcome.kind === 'rejected' ? { problems: outcome.problems.map(({ __typename }) => __typename) } : {};
