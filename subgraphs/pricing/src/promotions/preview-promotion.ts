import type { Database } from '@cartograph/kit/db';
import { badUserInput } from '@cartograph/kit/errors';
import { uuidv7 } from '@cartograph/kit/ids';
import { answerQuote } from '#answer-quote';
import { loadShopCurrencies } from '#promotion-store';
import { type GivenPromotion, readPromotion } from '#promotions/rules/promotion-input';
import type { Basket } from '#rules/basket';
import type { Coupon } from '#rules/coupon';
import type { Promotion } from '#rules/promotion';
import { type PricedBasket, type PriceRules, priceBasket } from '#rules/quote';
import { loadRules } from '#rules-store';

/**
 * What a basket would cost with a promotion as if it were live: active, begun, not over, and with the coupon where it needs one. It stands in
 * place of the one of the same code. Nothing is stored; what is wrong is BAD_USER_INPUT.
 */
export async function previewPromotion(db: Database, given: GivenPromotion, basket: Basket): Promise<PricedBasket> {
  const read = readPromotion(given, await loadShopCurrencies(db));
  if (read.kind === 'wrong') {
    const [first] = read.fields;
    throw badUserInput(
      ['promotion', ...(first?.path ?? [])].join('.'),
      first?.message ?? 'promotion is wrong.',
      first?.allowed ?? undefined,
    );
  }
  const promotion = { ...read.promotion, id: uuidv7(), active: true, startsAt: null, endsAt: null };
  const tried = promotion.needsCoupon ? { ...basket, couponCodes: [...basket.couponCodes, promotion.code] } : basket;
  return answerQuote(tried, ['basket'], async (one) => priceBasket(one, withPromotion(await loadRules(db, [one], [], true), promotion)));
}

function withPromotion(rules: PriceRules, promotion: Promotion): PriceRules {
  const others = rules.promotions.filter(({ code }) => code !== promotion.code);
  if (!promotion.needsCoupon) return { ...rules, promotions: [...others, promotion] };
  const coupon: Coupon = { code: promotion.code, promotion, active: true, endsAt: null, usageLimit: null, uses: 0, heldUses: 0 };
  return { ...rules, promotions: others, coupons: new Map([...rules.coupons, [coupon.code, coupon]]) };
}
