import type { Customer } from '#accounts/rules/customer';
import type { CartNoticeCode } from '#generated/resolvers';

export interface Session {
  accessToken: string;
  refreshToken: string;
  /** Of the access token. */
  expiresAt: Date;
  /** When they signed in. */
  provedAt: Date;
  customer: Customer;
  /** As orders told when it took over what came along; null when it did not answer, undefined when nothing came along. */
  cart?: SessionCart | null;
}

/** The customer's one cart. */
export interface SessionCart {
  /** Null when they have none. */
  cartId: string | null;
  notices: { code: CartNoticeCode; message: string; sku: string | null; coupon: string | null }[];
}

export const accessTokenMinutes = 15;
/** From the newest refresh token on: who comes back within it stays signed in. */
export const refreshTokenDays = 30;

/**
 * How long the token that was just exchanged still gives the same successor: two tabs, or an answer that was lost on the way. Others give
 * 10 to 60 s.
 */
export const refreshGraceSeconds = 30;

export const issuer = 'cartograph';
export const audience = 'cartograph';

/** As tokens and callers tell a time. */
export const secondsOf = (time: Date): number => Math.floor(time.getTime() / 1_000);

/** 32 bytes in base64url; what has another shape was never ours. */
export const isRefreshToken = (token: string): boolean => /^[\w-]{43}$/.test(token);
