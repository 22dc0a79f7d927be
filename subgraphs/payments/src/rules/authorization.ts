import type { CurrencyCode } from '@cartograph/kit/money';
import type { Charge } from '#rules/charge';
import type { Payment, PaymentAnswer } from '#rules/payment';
import { authorizationAnswer } from '#rules/payment';

export interface AuthorizePaymentCommand {
  placementId: string;
  amountMinor: bigint;
  currency: CurrencyCode;
  token: string;
  /** Null for a guest. */
  customerId: string | null;
  /** Where the bank's page sends the buyer back to; checked by orders. */
  returnUrl?: string | null | undefined;
}

export interface AuthorizedPayment {
  placementId: string;
  state: PaymentAnswer;
  declineCode: string | null;
  /** Where the buyer has to go; null unless CHALLENGED. */
  redirectUrl: string | null;
  expiresAt: Date | null;
}

/** What the provider's answer makes of a payment. */
export interface AuthorizationOutcome {
  placementId: string;
  state: 'AUTHORIZED' | 'DECLINED' | 'CHALLENGED' | 'UNKNOWN';
  reference: string | null;
  declineCode: string | null;
  challengeId: string | null;
}

/** `charge` undefined: every reply was lost. `challengeId` is fresh and used only when the provider wants a challenge. */
export function outcomeOf(placementId: string, charge: Charge | undefined, challengeId: string): AuthorizationOutcome {
  const nothing = { placementId, reference: charge?.reference ?? null, declineCode: null, challengeId: null };
  switch (charge?.kind) {
    case undefined:
      return { ...nothing, state: 'UNKNOWN' };
    case 'authorized':
    case 'captured':
      return { ...nothing, state: 'AUTHORIZED' };
    case 'declined':
      return { ...nothing, state: 'DECLINED', declineCode: charge.declineCode };
    case 'challenged':
      return { ...nothing, state: 'CHALLENGED', challengeId };
    // The provider let go of what we had not voided: nothing is held, and nothing will be under this key.
    case 'voided':
      return { ...nothing, state: 'DECLINED', declineCode: 'VOIDED_BY_PROVIDER' };
  }
}

export const challengeUrl = (publicUrl: string, challengeId: string): string =>
  `${publicUrl.replace(/\/$/, '')}/payments/challenge/${challengeId}`;

export function answerOf(payment: Payment, publicUrl: string): AuthorizedPayment {
  const challenged = payment.state === 'CHALLENGED' && payment.challengeId !== null;
  return {
    placementId: payment.placementId,
    state: authorizationAnswer(payment.state),
    declineCode: payment.declineCode,
    redirectUrl: challenged ? challengeUrl(publicUrl, payment.challengeId ?? '') : null,
    expiresAt: challenged ? payment.challengeExpiresAt : null,
  };
}
