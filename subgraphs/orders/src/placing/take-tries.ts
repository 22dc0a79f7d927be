import { emailIdentity } from '@cartograph/kit/people/email';
import type { DriveDependencies } from '#placing/drive';
import { heldCoupons, usedUpUnlessInPlay } from '#placing/rules/held-coupons';
import type { Placement } from '#placing/rules/placement';
import { judgeTries, judgeVariants, type Verdict } from '#placing/rules/verdicts';
import { all } from '#placing/wait-for-all';

/** The three Tries side by side, once all lines are on sale, and the verdict on what they answered. */
export async function takeTries(
  { calls, readGround, couponsInPlay }: DriveDependencies,
  { id, request, facts }: Placement,
  reading = readGround(request),
): Promise<Verdict> {
  const { variants, groupCodes } = await reading;
  const sellable = judgeVariants(request, variants, facts, Date.now());
  if (sellable.kind !== 'go') return sellable;
  const { customerId, currency, email, lines, shippingAddress, couponCodes, redeemPoints, shippingOptionId = null } = request;
  const { country, region, postalCode } = shippingAddress;
  const priced = calls.pricing.freezeQuotes({
    placementId: id,
    currency,
    lines,
    destination: { country, region, postalCode },
    couponCodes,
    redeemPoints,
    customerId,
    groupCodes,
    buyerKey: emailIdentity(email) ?? null,
    shippingOptionId,
  });
  // No more points are taken than the frozen price takes off, so who redeems some waits for it.
  const hold = async (owner: string) => {
    const worth = redeemPoints === 0 ? 0 : ((await priced).quote?.pointsRedeemed ?? redeemPoints);
    return calls.customers.holdPoints({ placementId: id, customerId: owner, points: worth });
  };
  const [price, stock, points] = await all([
    priced,
    calls.inventory.reserveStock({ placementId: id, lines }),
    customerId === null ? null : hold(customerId),
  ]);
  const held = heldCoupons(price);
  const told = held.length === 0 ? price : usedUpUnlessInPlay(price, await couponsInPlay(id, held));
  return judgeTries(request, { price: told, stock, points }, sellable.facts, Date.now());
}
