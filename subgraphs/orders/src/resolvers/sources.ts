import type { CurrencyCode } from '@cartograph/kit/money';
import type { Cart, CartLine } from '#cart/rules/cart';
import type { CartNotice } from '#cart/rules/notice';
import type { OrderPage } from '#order/list-orders';
import type { Order, OrderLine } from '#order/rules/order';
import type { KeptDiscount, KeptTax } from '#order/rules/price-facts';
import type { PlacementPage } from '#placing/list-attention';
import type { CancelPlacementOutcome } from '#placing/rules/cancel-outcome';
import type { PlaceOrderOutcome } from '#placing/rules/outcome';
import type { Placement } from '#placing/rules/placement';
import type { StoredProblem } from '#placing/rules/problem';

// What stands behind a GraphQL type where it is not a type of the room's own.

type Answer<Kind extends PlaceOrderOutcome['kind'], Name extends string> = Extract<PlaceOrderOutcome, { kind: Kind }> & {
  __typename: Name;
};

export type PlacedAnswer = Answer<'placed', 'OrderPlaced'>;
export type PendingAnswer = Answer<'pending', 'OrderPending'>;
export type RejectedAnswer = Answer<'rejected', 'OrderRejected'>;
export type ActionAnswer = Answer<'action', 'PaymentActionRequired'>;
export type { OrderPage, PlacementPage };
export type OrderPageEdge = OrderPage['edges'][number];
export type PlacementPageEdge = PlacementPage['edges'][number];
export type DiscountOf = KeptDiscount & { currency: CurrencyCode };
export type TaxOf = KeptTax & { currency: CurrencyCode };
export type OrderLineOf = OrderLine & { currency: CurrencyCode };
export type PriceChangedProblem = Extract<StoredProblem, { __typename: 'PriceChanged' }>;

/** A line with what its cart says of it. */
export type CartLineOf = CartLine & { currency: CurrencyCode; beingOrdered: boolean };

export interface CartConflict {
  __typename: 'CartConflict';
  code: 'CART_CONFLICT';
  message: string;
  cartId: string;
}

export interface CartUpdated {
  __typename: 'CartUpdated';
  cart: Cart;
  notices: CartNotice[];
}

export interface CustomerReference {
  id: string;
}

export interface OrderHolder {
  __typename: 'OrderCancelled';
  order: Order;
}

export type CancelledAnswer = Extract<CancelPlacementOutcome, { __typename: 'PlacementCancelled' }>;
export type NotCancelledAnswer = Extract<CancelPlacementOutcome, { __typename: 'CannotCancelPlacement' }>;

export interface RetriedAnswer {
  __typename: 'PlacementRetried';
  placement: Placement;
}
