import type { CurrencyCode } from '@cartograph/kit/money';

export type PaymentState = 'AUTHORIZED' | 'DECLINED' | 'CAPTURED' | 'VOIDED' | 'UNKNOWN' | 'CHALLENGED' | 'REFUNDED' | 'CAPTURE_REFUSED';

export interface AuthorizePaymentCommand {
  placementId: string;
  amountMinor: bigint;
  currency: CurrencyCode;
  token: string;
  customerId: string | null;
}

export interface AuthorizePaymentOutcome {
  placementId: string;
  state: PaymentState;
  declineCode: string | null;
  redirectUrl: string | null;
  expiresAt: Date | null;
}

export interface PaymentOutcome {
  placementId: string;
  state: PaymentState;
}

/** What orders asks of payments. UNKNOWN means: ask again with the same placement. */
export interface PaymentsRemote {
  authorizePayments: (commands: AuthorizePaymentCommand[]) => Promise<AuthorizePaymentOutcome[]>;
  capturePayments: (commands: { placementId: string }[]) => Promise<PaymentOutcome[]>;
  voidPayments: (commands: { placementId: string }[]) => Promise<PaymentOutcome[]>;
  refundPayments: (commands: { placementId: string; refundId: string; amountMinor: bigint | null }[]) => Promise<PaymentOutcome[]>;
}
