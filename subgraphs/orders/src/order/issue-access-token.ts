import { createHmac } from 'node:crypto';
import { sameSecret } from '@cartograph/kit/ids';

/** Opens one guest's placement and order. Derived, so that a replay gives the same one and nothing is stored. */
export interface AccessTokens {
  issue(placementId: string): string;
  fits(placementId: string, token: string | null | undefined): boolean;
  /** Stands for something personal, such as an address, that only has to be the same again. */
  conceal(text: string): string;
}

export function createAccessTokens(secret: string): AccessTokens {
  const issue = (placementId: string): string => createHmac('sha256', secret).update(`placement ${placementId}`).digest('base64url');
  const conceal = (text: string): string => createHmac('sha256', secret).update(`concealed ${text}`).digest('base64url');
  return { issue, conceal, fits: (placementId, token) => token != null && sameSecret(issue(placementId), token) };
}
