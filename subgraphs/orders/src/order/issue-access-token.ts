import { createHmac } from 'node:crypto';
import { sameSecret } from '@cartograph/kit/ids';

/** Opens one guest's placement and order. Derived, so that a replay gives the same one and nothing is stored. */
export interface AccessTokens {
  issue(placementId: string): string;
  fits(placementId: string, token: string | null | undefined): boolean;
}

export function createAccessTokens(secret: string): AccessTokens {
  const issue = (placementId: string): string => createHmac('sha256', secret).update(`placement ${placementId}`).digest('base64url');
  return { issue, fits: (placementId, token) => token != null && sameSecret(issue(placementId), token) };
}
