import { formatDecimal, money } from '@cartograph/kit/money';
import { invalidInput } from '@cartograph/kit/problems';
import { keepEvidence, paymentEvidence, type Tries, triesEvidence, variantsEvidence } from '#placing/rules/evidence';
import type { HoldsEvidence, PlacementFacts } from '#placing/rules/facts';
import {
  insufficientPoints,
  insufficientStock,
  itemUnavailable,
  paymentDeclined,
  placementFailed,
  type StoredProblem,
  tooManyHolds,
} from '#placing/rules/problem';
import type { PlacementRequest } from '#placing/rules/request';
import { storedQuote } from '#placing/rules/stored-quote';
import { type Tried, triedPoints, triedPrice, triedStock } from '#placing/rules/tried';
import type { HoldPointsOutcome } from '#remotes/customers';
import type { ReserveStockOutcome } from '#remotes/inventory';
import type { AuthorizePaymentOutcome, PaymentState } from '#remotes/payments';
import type { FreezeQuoteOutcome } from '#remotes/pricing';
import type { VariantSnapshot } from '#remotes/products';

// The verdicts of a placement: pure, from what is known and was answered to what is next. All waiting, calling and writing is in
// drive-placement.ts. Each keeps its evidence in the facts that it gives, with the time that it is told: ms since 1970.

/** `superseded`: a participant has let go already, so somebody else has decided; read the placement again. */
export type Verdict =
  | { kind: 'go'; facts: PlacementFacts }
  | { kind: 'abort'; facts: PlacementFacts; problems: StoredProblem[] }
  | { kind: 'wait'; facts: PlacementFacts }
  | { kind: 'again'; facts: PlacementFacts; why: string }
  | { kind: 'superseded' };

/** What products says of the SKUs: everything on sale, or a refusal a SKU. */
export function judgeVariants(
  request: PlacementRequest,
  snapshots: readonly (VariantSnapshot | null)[],
  before: PlacementFacts,
  at: number,
): Verdict {
  const problems = request.lines.flatMap(({ sku }, index) => {
    const snapshot = snapshots[index];
    if (!snapshot) return [itemUnavailable(sku, 'is not known')];
    return snapshot.sellable ? [] : [itemUnavailable(sku, 'is not on sale')];
  });
  if (problems.length > 0) return { kind: 'abort', facts: keepEvidence(before, variantsEvidence(request, snapshots, at)), problems };
  const variants = snapshots.filter((snapshot) => snapshot !== null).map(({ sku, title, variantId }) => ({ sku, title, variantId }));
  return { kind: 'go', facts: { ...before, variants } };
}

/** What the three Tries came to. All refusals are told at once, in the order price, stock, points, total. */
export function judgeTries(request: PlacementRequest, tries: Tries, before: PlacementFacts, at: number): Verdict {
  const { price, stock, points } = tries;
  const priced = triedPrice(price.state);
  const held = triedStock(stock.state);
  const redeemed = points ? triedPoints(points.state) : 'done';
  if ([priced, held, redeemed].includes('let go')) return { kind: 'superseded' };
  const facts: PlacementFacts = {
    ...keepEvidence(before, triesEvidence(tries, at)),
    price: stepOf(priced),
    stock: stepOf(held),
    points: stepOf(redeemed),
    tries: (before.tries ?? 0) + 1,
    ...(price.quote ? { quote: storedQuote(price.quote) } : {}),
  };
  const problems = [...priceProblems(price), ...stockProblems(stock), ...pointsProblems(request, points), ...totalProblems(request, price)];
  return problems.length > 0 ? { kind: 'abort', facts, problems } : { kind: 'go', facts };
}

const stepOf = (tried: Tried) => (tried === 'refused' ? 'REFUSED' : 'DONE');

function priceProblems({ state, unpricedSkus, rejectedCoupons, tooLarge, shippingProblem }: FreezeQuoteOutcome): StoredProblem[] {
  if (state !== 'REFUSED') return [];
  const problems: StoredProblem[] = [
    ...(tooLarge ? [invalidInput(['lines'], 'The order costs more than can be handled: order less at once.')] : []),
    ...shippingProblems(shippingProblem),
    ...unpricedSkus.map((sku) => itemUnavailable(sku, 'has no price in this currency')),
    ...rejectedCoupons.map(
      ({ coupon, reason, message }): StoredProblem => ({ __typename: 'CouponRejected', code: 'COUPON_REJECTED', message, coupon, reason }),
    ),
  ];
  return problems.length > 0 ? problems : [placementFailed()];
}

function shippingProblems(problem: FreezeQuoteOutcome['shippingProblem']): StoredProblem[] {
  switch (problem) {
    case 'UNKNOWN_OPTION':
      return [invalidInput(['shippingOptionId'], 'shippingOptionId must be one of the shippingOptions for these goods and this address.')];
    case 'UNDELIVERABLE':
      return [invalidInput(['shippingAddress', 'country'], 'country: nothing is sent there in this currency.')];
    case null:
    case undefined:
      return [];
  }
}

const stockProblems = ({ state, shortages }: ReserveStockOutcome): StoredProblem[] =>
  state === 'REFUSED' ? [insufficientStock(shortages.map(({ sku, requested, available }) => ({ sku, requested, available })))] : [];

function pointsProblems({ redeemPoints }: PlacementRequest, points: HoldPointsOutcome | null): StoredProblem[] {
  if (points?.state !== 'REFUSED') return [];
  switch (points.refusal) {
    case 'INSUFFICIENT_POINTS':
      return [insufficientPoints(redeemPoints, points.available)];
    case 'UNKNOWN_CUSTOMER':
    case null:
      return [placementFailed()];
  }
}

function totalProblems({ expectedTotalMinor, currency }: PlacementRequest, { quote }: FreezeQuoteOutcome): StoredProblem[] {
  if (expectedTotalMinor === null || !quote || BigInt(expectedTotalMinor) === quote.totalMinor) return [];
  const shown = (minor: bigint): string => `${formatDecimal(minor, currency)} ${currency}`;
  const stored = (minor: bigint) => ({ minor: `${minor}`, currency: money(minor, currency).currency });
  return [
    {
      __typename: 'PriceChanged',
      code: 'PRICE_CHANGED',
      message: `The total is ${shown(quote.totalMinor)}, not ${shown(BigInt(expectedTotalMinor))}.`,
      expected: stored(BigInt(expectedTotalMinor)),
      actual: stored(quote.totalMinor),
    },
  ];
}

/** Calls of authorize that may end unknown before the placement is given up (and the payment learned and voided). */
const maxUnknown = 3;

export function judgePayment(outcome: AuthorizePaymentOutcome, before: PlacementFacts, at: number): Verdict {
  // Asking whether the buyer is back from their bank is no attempt to authorize.
  const polled = outcome.state === 'CHALLENGED' && before.challenge !== undefined;
  const authorizations = (before.authorizations ?? 0) + (polled ? 0 : 1);
  const { challenge, ...rest } = keepEvidence(before, paymentEvidence(outcome, at));
  const facts: PlacementFacts = { ...rest, authorizations };
  switch (outcome.state) {
    case 'AUTHORIZED':
    case 'CAPTURED':
      return { kind: 'go', facts: { ...facts, payment: 'DONE' } };
    case 'DECLINED':
      return { kind: 'abort', facts: { ...facts, payment: 'REFUSED' }, problems: [paymentDeclined(outcome.declineCode ?? 'DECLINED')] };
    case 'CHALLENGED':
      return {
        kind: 'wait',
        facts: {
          ...facts,
          payment: 'PENDING',
          challenge: { redirectUrl: outcome.redirectUrl ?? '', expiresAt: (outcome.expiresAt ?? new Date(0)).toISOString() },
        },
      };
    case 'UNKNOWN':
      return authorizations < maxUnknown
        ? { kind: 'again', facts: { ...facts, ...(challenge ? { challenge } : {}), payment: 'PENDING' }, why: 'the payment is not known' }
        : { kind: 'abort', facts: { ...facts, payment: 'PENDING' }, problems: [placementFailed()] };
    case 'VOIDED':
    case 'REFUNDED':
    case 'REFUND_REFUSED':
    case 'CAPTURE_REFUSED':
      return { kind: 'superseded' };
  }
}

/** Told how many payments wait at the bank beside a new one: too many, and it is given up before anybody is sent there. */
export const judgeHolds = (found: Omit<HoldsEvidence, 'step' | 'at'>, before: PlacementFacts, at: number): Verdict => {
  const facts = keepEvidence(before, { step: 'holds', at, ...found });
  return found.open < found.limit
    ? { kind: 'wait', facts }
    : { kind: 'abort', facts, problems: [tooManyHolds(found.open, found.retryAfterMs)] };
};

/** After the end of a challenge, payments gets this long to notice it and say so itself. */
const graceMs = 60_000;

/** Given to a placement that is pending for too long: it is given up, unless the buyer may still come back from their bank. */
export function judgeLate(before: PlacementFacts, at: number): Extract<Verdict, { kind: 'abort' }> | undefined {
  const { challenge } = before;
  if (challenge && Date.parse(challenge.expiresAt) + graceMs >= at) return undefined;
  const problems = [challenge ? paymentDeclined('CHALLENGE_EXPIRED') : placementFailed()];
  return { kind: 'abort', facts: keepEvidence(before, { step: 'late', at }), problems };
}

/** What a capture came to: done, refused for good (a person must look), or to be asked again. */
export function judgeCapture(state: PaymentState): 'done' | 'refused' | 'again' {
  switch (state) {
    case 'CAPTURED':
    case 'REFUNDED':
      return 'done';
    case 'CAPTURE_REFUSED':
    case 'REFUND_REFUSED':
    case 'DECLINED':
    case 'VOIDED':
      return 'refused';
    case 'AUTHORIZED':
    case 'UNKNOWN':
    case 'CHALLENGED':
      return 'again';
  }
}

/** Is nothing authorized or captured any more? DECLINED never was. */
export const isLetGo = (state: PaymentState): boolean => state === 'VOIDED' || state === 'DECLINED';
