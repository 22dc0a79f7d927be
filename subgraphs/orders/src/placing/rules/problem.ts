import type { CurrencyCode } from '@cartograph/kit/money';
import { type FieldProblem, fieldProblem } from '@cartograph/kit/problems';

/** Money inside a stored problem: jsonb knows no bigint. */
export interface StoredMoney {
  minor: string;
  currency: CurrencyCode;
}

/** As it is kept: `fields` is missing in what was stored before it was told. */
export interface StoredInvalidInput {
  __typename: 'InvalidInput';
  code: 'INVALID_INPUT';
  message: string;
  path: string[];
  fields?: FieldProblem[];
}

export const fieldsOf = ({ fields, path, message }: StoredInvalidInput): FieldProblem[] => fields ?? [fieldProblem(path, message)];

/** A refusal as it is kept with a placement and answered again for its key, word for word. */
export type StoredProblem =
  | StoredInvalidInput
  | { __typename: 'NotFound'; code: 'NOT_FOUND'; message: string }
  | { __typename: 'ItemUnavailable'; code: 'ITEM_UNAVAILABLE'; message: string; sku: string }
  | { __typename: 'InsufficientStock'; code: 'INSUFFICIENT_STOCK'; message: string; shortages: Shortage[] }
  | { __typename: 'PriceChanged'; code: 'PRICE_CHANGED'; message: string; expected: StoredMoney; actual: StoredMoney }
  | { __typename: 'PaymentDeclined'; code: 'PAYMENT_DECLINED'; message: string; declineCode: string }
  | { __typename: 'InsufficientPoints'; code: 'INSUFFICIENT_POINTS'; message: string; requested: number; available: number }
  | { __typename: 'CouponRejected'; code: 'COUPON_REJECTED'; message: string; coupon: string; reason: CouponRejection }
  | { __typename: 'CartConflict'; code: 'CART_CONFLICT'; message: string; cartId: string }
  | { __typename: 'IdempotencyConflict'; code: 'IDEMPOTENCY_CONFLICT'; message: string }
  | { __typename: 'TooManyHolds'; code: TooManyHoldsCode; message: string; retryAfterMs: number; maxQuantity: number | null }
  | { __typename: 'TooManyAttempts'; code: 'TOO_MANY_ATTEMPTS'; message: string; retryAfterMs: number }
  | { __typename: 'PlacementFailed'; code: 'PLACEMENT_FAILED'; message: string };

/** A single order wants too many units, or too many payments wait at the bank. */
type TooManyHoldsCode = 'TOO_MANY_UNITS' | 'TOO_MANY_HOLDS';

export interface Shortage {
  sku: string;
  requested: number;
  available: number;
}

export type CouponRejection = 'UNKNOWN' | 'NOT_STARTED' | 'EXPIRED' | 'USED_UP' | 'HELD' | 'NOT_APPLICABLE';

export const itemUnavailable = (sku: string, why: string): Extract<StoredProblem, { __typename: 'ItemUnavailable' }> => ({
  __typename: 'ItemUnavailable',
  code: 'ITEM_UNAVAILABLE',
  message: `${sku} ${why}.`,
  sku,
});

export const insufficientStock = (shortages: Shortage[]): StoredProblem => ({
  __typename: 'InsufficientStock',
  code: 'INSUFFICIENT_STOCK',
  message: `Not enough in stock: ${shortages.map(({ sku, requested, available }) => `${sku} (${available} of ${requested})`).join(', ')}.`,
  shortages,
});

export const insufficientPoints = (requested: number, available: number): StoredProblem => ({
  __typename: 'InsufficientPoints',
  code: 'INSUFFICIENT_POINTS',
  message: `${requested} points were to be redeemed and ${available} are available.`,
  requested,
  available,
});

export const paymentDeclined = (declineCode: string): StoredProblem => ({
  __typename: 'PaymentDeclined',
  code: 'PAYMENT_DECLINED',
  message:
    declineCode === givenUp
      ? `The payment at the bank was given up before the bank was answered (${declineCode}).`
      : `The payment was declined (${declineCode}).`,
  declineCode,
});

/** What payments calls a challenge that was closed before anybody answered it. */
const givenUp = 'CHALLENGE_CANCELLED';

/** Was it the buyer who gave the payment up at the shop? */
export const wasGivenUp = (problems: readonly StoredProblem[] | null): boolean =>
  problems?.some((problem) => problem.__typename === 'PaymentDeclined' && problem.declineCode === givenUp) ?? false;

/** Did the bank say no to a card? A challenge that nobody answered in time is no card that was tried. */
export const wasDeclined = (problems: readonly StoredProblem[] | null): boolean =>
  problems?.some((problem) => problem.__typename === 'PaymentDeclined' && ![givenUp, 'CHALLENGE_EXPIRED'].includes(problem.declineCode)) ??
  false;

const tooManyAttempts = (what: string, retryAfterMs: number): StoredProblem => ({
  __typename: 'TooManyAttempts',
  code: 'TOO_MANY_ATTEMPTS',
  message: `${what}: try again in ${Math.ceil(retryAfterMs / 60_000)} min.`,
  retryAfterMs,
});

export const tooManyDeclines = (retryAfterMs: number): StoredProblem => tooManyAttempts('Too many cards were declined', retryAfterMs);

export const tooManyCoupons = (retryAfterMs: number): StoredProblem =>
  tooManyAttempts('Too many orders with coupons came from here without an account', retryAfterMs);

export const cartConflict = (cartId: string, message: string): StoredProblem => ({
  __typename: 'CartConflict',
  code: 'CART_CONFLICT',
  message,
  cartId,
});

export const tooManyUnits = (sku: string, maxQuantity: number): StoredProblem => ({
  __typename: 'TooManyHolds',
  code: 'TOO_MANY_UNITS',
  message: `An order may have at most ${maxQuantity} units of ${sku}: ask the shop for more.`,
  retryAfterMs: 0,
  maxQuantity,
});

export const tooManyHolds = (open: number, retryAfterMs: number): StoredProblem => ({
  __typename: 'TooManyHolds',
  code: 'TOO_MANY_HOLDS',
  message: `${open} payments wait at the bank already: answer or cancel one of them, or try again later with a new key.`,
  retryAfterMs,
  maxQuantity: null,
});

export const placementFailed = (): StoredProblem => ({
  __typename: 'PlacementFailed',
  code: 'PLACEMENT_FAILED',
  message: 'The order could not be placed for technical reasons; nothing is held or charged. Try again with a new key.',
});

/** May a new key succeed? Not when the request itself can never be accepted as it is. */
export function isRetryable(problems: readonly StoredProblem[]): boolean {
  return problems.every((problem) => {
    switch (problem.__typename) {
      case 'InvalidInput':
      case 'NotFound':
      case 'ItemUnavailable':
        return false;
      case 'CouponRejected':
        return problem.reason === 'HELD';
      case 'TooManyHolds':
        return problem.code === 'TOO_MANY_HOLDS';
      case 'InsufficientStock':
      case 'PriceChanged':
      case 'PaymentDeclined':
      case 'InsufficientPoints':
      case 'CartConflict':
      case 'IdempotencyConflict':
      case 'PlacementFailed':
      case 'TooManyAttempts':
        return true;
    }
  });
}
