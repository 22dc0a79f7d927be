import type { Customer } from '#accounts/rules/customer';

export interface Session {
  accessToken: string;
  refreshToken: string;
  /** Of the access token. */
  expiresAt: Date;
  customer: Customer;
}

export const accessTokenMinutes = 15;
/** From the newest refresh token on: who comes back within it stays signed in. */
export const refreshTokenDays = 30;

export const issuer = 'cartograph';
export const audience = 'cartograph';

/** 32 random bytes in base64url; what has another shape was never ours. */
export const isRefreshToken = (token: string): boolean => /^[\w-]{43}$/.test(token);
