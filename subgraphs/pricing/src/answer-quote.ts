import { badUserInput } from '@cartograph/kit/errors';
import { type Basket, problemOf } from '#rules/basket';
import type { PricedBasket, PriceOutcome } from '#rules/quote';

/**
 * The quote a client asked for. Throws BAD_USER_INPUT naming the argument ("input.lines.0.quantity"): `at` is the way to the basket's
 * fields among the arguments.
 */
export async function answerQuote(
  basket: Basket,
  at: readonly string[],
  quote: (basket: Basket) => Promise<PriceOutcome>,
): Promise<PricedBasket> {
  const refuse = (path: readonly string[], message: string) => badUserInput([...at, ...path].join('.'), message);
  const problem = problemOf(basket);
  if (problem) throw refuse(problem.path, problem.message);
  if (basket.customerId === null && basket.redeemPoints > 0) throw refuse(['redeemPoints'], 'redeemPoints needs a signed-in customer.');
  const outcome = await quote(basket);
  switch (outcome.kind) {
    case 'priced':
      return outcome;
    case 'unshippable': {
      const { id, country } = { id: basket.shippingOptionId, country: basket.destination?.country };
      if (outcome.problem === 'UNDELIVERABLE')
        throw refuse(['destination', 'country'], `country: nothing is sent to ${country} in ${basket.currency}.`);
      const allowed = outcome.shippingOptions.map((option) => option.id);
      throw badUserInput([...at, 'shippingOptionId'].join('.'), `shippingOptionId: ${id} is no way to send it there.`, allowed);
    }
    case 'too_large':
      throw refuse(['lines'], 'lines must come to less than 10^15 minor units.');
    case 'unpriced': {
      const [sku = ''] = outcome.skus;
      const index = basket.lines.findIndex((line) => line.sku === sku);
      throw refuse(['lines', String(index), 'sku'], `sku: ${sku} has no price in ${basket.currency}.`);
    }
  }
}
