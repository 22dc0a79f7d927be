import type { CurrencyCode } from '@cartograph/kit/money';

/** AUTHORIZING, CAPTURING and VOIDING are written before the provider is asked: a crash leaves what was meant. */
export type PaymentState =
  | 'AUTHORIZING'
  | 'AUTHORIZED'
  | 'CAPTURING'
  | 'CAPTURED'
  | 'VOIDING'
  | 'VOIDED'
  | 'DECLINED'
  | 'CHALLENGED'
  | 'UNKNOWN'
  | 'CAPTURE_REFUSED';

/** What a command answers. UNKNOWN: the provider's reply is lost, repeat the command. */
export type PaymentAnswer = 'AUTHORIZED' | 'DECLINED' | 'CAPTURED' | 'VOIDED' | 'UNKNOWN' | 'CHALLENGED' | 'CAPTURE_REFUSED';

export interface Payment {
  id: string;
  placementId: string;
  customerId: string | null;
  /** Null on a tombstone: a void or a close that came before its authorization. */
  amountMinor: bigint | null;
  currency: CurrencyCode | null;
  /** Null once the provider has decided. */
  token: string | null;
  /** Where the bank's page sends the buyer back to. */
  returnUrl: string | null;
  state: PaymentState;
  authorizedMinor: bigint;
  capturedMinor: bigint;
  refundedMinor: bigint;
  declineCode: string | null;
  providerReference: string | null;
  challengeId: string | null;
  challengeExpiresAt: Date | null;
  challengeAcceptedAt: Date | null;
  createdAt: Date;
}

/** A payment that somebody asked for: all but tombstones. */
export type AskedPayment = Payment & { amountMinor: bigint; currency: CurrencyCode };

export const wasAsked = (payment: Payment): payment is AskedPayment => payment.amountMinor !== null && payment.currency !== null;

/** What the provider said of a capture. UNKNOWN: the reply is lost, and the payment stays as it is. */
export interface CaptureOutcome {
  placementId: string;
  state: 'CAPTURED' | 'CAPTURE_REFUSED' | 'UNKNOWN';
}

/** Nothing final is known yet and no void came between: the provider may be asked, again with the same key. */
export const awaitsAuthorization = (payment: Payment): boolean => payment.state === 'AUTHORIZING' || payment.state === 'UNKNOWN';

/** To who wants it authorized. One that is being voided will never be authorized, and one in capture has been. */
export const authorizationAnswer = (state: PaymentState): PaymentAnswer => authorizationAnswers[state];

/** To who wants it captured or voided: what is under way is not final, so the caller repeats. */
export const settlementAnswer = (state: PaymentState): PaymentAnswer => settlementAnswers[state];

const settledStates = {
  AUTHORIZED: 'AUTHORIZED',
  CAPTURED: 'CAPTURED',
  VOIDED: 'VOIDED',
  DECLINED: 'DECLINED',
  CHALLENGED: 'CHALLENGED',
  UNKNOWN: 'UNKNOWN',
  CAPTURE_REFUSED: 'CAPTURE_REFUSED',
} as const;

const authorizationAnswers: Readonly<Record<PaymentState, PaymentAnswer>> = {
  ...settledStates,
  AUTHORIZING: 'UNKNOWN',
  CAPTURING: 'AUTHORIZED',
  VOIDING: 'VOIDED',
};

const settlementAnswers: Readonly<Record<PaymentState, PaymentAnswer>> = {
  ...settledStates,
  AUTHORIZING: 'UNKNOWN',
  CAPTURING: 'UNKNOWN',
  VOIDING: 'UNKNOWN',
};

export type PaymentStatus = 'AUTHORIZED' | 'CAPTURED' | 'DECLINED' | 'VOIDED' | 'PARTIALLY_REFUNDED' | 'REFUNDED' | 'UNKNOWN' | 'EXPIRED';

/** The decline of a challenge that nobody answered in time. */
export const challengeExpired = 'CHALLENGE_EXPIRED';

/** What buyers and staff see. Money counts as authorized until its capture is done, and as unknown while it is asked for or let go. */
export function statusOf({ state, capturedMinor, refundedMinor, declineCode }: Payment): PaymentStatus {
  switch (state) {
    case 'AUTHORIZED':
    case 'CAPTURING':
    case 'CAPTURE_REFUSED':
      return 'AUTHORIZED';
    case 'CAPTURED':
      if (refundedMinor === 0n) return 'CAPTURED';
      return refundedMinor === capturedMinor ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
    case 'DECLINED':
      return declineCode === challengeExpired ? 'EXPIRED' : 'DECLINED';
    case 'VOIDED':
      return 'VOIDED';
    case 'AUTHORIZING':
    case 'CHALLENGED':
    case 'UNKNOWN':
    case 'VOIDING':
      return 'UNKNOWN';
  }
}
