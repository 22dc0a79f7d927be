import type { DriveDependencies } from '#placing/drive';
import type { PlacementFacts } from '#placing/rules/facts';
import type { Placement } from '#placing/rules/placement';
import { all } from '#placing/wait-for-all';

/** An answer that comes within this time is written with the decision; a later one finds the facts of the Tries written already. */
const slowMs = 500;

/** Asks payments. What is known so far is written meanwhile when the answer is slow, or lost. */
export async function authorize({ calls, journal }: DriveDependencies, { id, request }: Placement, facts: PlacementFacts) {
  if (!facts.quote) throw new Error('a frozen price has no quote');
  if (request.paymentToken === undefined) throw new Error('an undecided placement has no payment token');
  const asked = calls.payments.authorizePayments({
    placementId: id,
    amountMinor: BigInt(facts.quote.totalMinor),
    currency: request.currency,
    token: request.paymentToken,
    customerId: request.customerId,
    returnUrl: request.returnUrl ?? null,
  });
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<'slow'>((resolve) => {
    timer = setTimeout(resolve, slowMs, 'slow');
  });
  try {
    const first = await Promise.race([asked, slow]);
    if (first !== 'slow') return first;
  } catch (error) {
    await journal.saveFacts(id, facts);
    throw error;
  } finally {
    clearTimeout(timer);
  }
  const [answer] = await all([asked, journal.saveFacts(id, facts)]);
  return answer;
}
