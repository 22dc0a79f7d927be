import type { CartOutcome } from '#cart/cart-outcome';
import type { ResolversTypes } from '#generated/resolvers';

/** The member of CartResult for what became of a change. */
export function answerCart(outcome: CartOutcome): Awaited<ResolversTypes['CartResult']> {
  switch (outcome.kind) {
    case 'updated':
      return { __typename: 'CartUpdated', cart: outcome.cart, notices: outcome.notices };
    case 'conflict':
      return { __typename: 'CartConflict', code: 'CART_CONFLICT', message: outcome.message, cartId: outcome.cartId };
    case 'problem':
      return outcome.problem;
  }
}
