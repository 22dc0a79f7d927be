import type { RemoteCall } from '@cartograph/kit/remote';
import { readVerbs } from '@cartograph/kit/remote-verbs';
import type { PricingQuoteState, Verbs } from '#generated/remotes/pricing';

export type QuoteState = PricingQuoteState;
export type FreezeQuoteCommand = Verbs['OrdersFreezeQuotes']['command'];
export type FreezeQuoteOutcome = Verbs['OrdersFreezeQuotes']['outcome'];
export type QuoteOutcome = Verbs['OrdersConfirmQuotes' | 'OrdersCancelQuotes' | 'OrdersReturnCoupons']['outcome'];

/** Amounts in minor units; total = subtotal - discount + shipping + tax. */
export type FrozenQuote = NonNullable<FreezeQuoteOutcome['quote']>;

/** What orders asks of pricing: freeze the price of a placement, keep it, or let go of it and its coupons. */
export type PricingRemote = ReturnType<typeof pricingOverHttp>;

/** Pricing over HTTP. */
export function pricingOverHttp(call: RemoteCall) {
  const verb = readVerbs<Verbs>(call, import.meta.url, './pricing.graphql');
  return {
    freezeQuotes: verb('OrdersFreezeQuotes', 'placementId'),
    confirmQuotes: verb('OrdersConfirmQuotes', 'placementId'),
    cancelQuotes: verb('OrdersCancelQuotes', 'placementId'),
    returnCoupons: verb('OrdersReturnCoupons', 'placementId'),
    /** What placements were frozen at, by earlier versions too; null for an unknown one. */
    frozenQuotes: verb('OrdersFrozenQuotes', 'placementId'),
  };
}

/** What orders reads of pricing to show a cart. */
export type PriceReads = ReturnType<typeof priceReadsOverHttp>;

/** The same over HTTP. */
export function priceReadsOverHttp(call: RemoteCall) {
  const verb = readVerbs<Verbs>(call, import.meta.url, './pricing.graphql');
  return {
    /** At most 200. */
    readCurrencies: verb('OrdersReadCurrencies', 'sku'),
  };
}
