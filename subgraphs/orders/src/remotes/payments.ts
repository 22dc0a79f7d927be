import type { CurrencyCode } from '@cartograph/kit/money';
import type { RemoteCall } from '@cartograph/kit/remote';
import { listVerb, readDocuments } from '#remotes/documents';

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

export interface RefundOutcome {
  placementId: string;
  refundId: string;
  state: 'REFUNDED' | 'REFUND_REFUSED' | 'UNKNOWN';
}

/** What orders asks of payments. UNKNOWN means: ask again with the same placement. */
export interface PaymentsRemote {
  authorizePayments: (commands: AuthorizePaymentCommand[]) => Promise<AuthorizePaymentOutcome[]>;
  capturePayments: (commands: { placementId: string }[]) => Promise<PaymentOutcome[]>;
  voidPayments: (commands: { placementId: string }[]) => Promise<PaymentOutcome[]>;
  refundPayments: (commands: { placementId: string; refundId: string; amountMinor: bigint | null }[]) => Promise<RefundOutcome[]>;
}

type WireOutcome = Omit<AuthorizePaymentOutcome, 'expiresAt'> & { expiresAt: string | null };
type WireAmount<Command extends { amountMinor: bigint | null }> = Omit<Command, 'amountMinor'> & { amountMinor: string | null };

const amountToWire = <Command extends { amountMinor: bigint | null }>(command: Command): WireAmount<Command> => ({
  ...command,
  amountMinor: command.amountMinor === null ? null : `${command.amountMinor}`,
});

/** Payments over HTTP, where minor units and times are text. */
export function paymentsOverHttp(call: RemoteCall): PaymentsRemote {
  const documents = readDocuments('payments.graphql');
  const authorize = listVerb<unknown, WireOutcome>(call, documents, 'OrdersAuthorizePayments');
  const refund = listVerb<unknown, RefundOutcome>(call, documents, 'OrdersRefundPayments');
  return {
    authorizePayments: async (commands) =>
      (await authorize(commands.map(amountToWire))).map((outcome) => ({
        ...outcome,
        expiresAt: outcome.expiresAt === null ? null : new Date(outcome.expiresAt),
      })),
    capturePayments: listVerb(call, documents, 'OrdersCapturePayments'),
    voidPayments: listVerb(call, documents, 'OrdersVoidPayments'),
    refundPayments: (commands) => refund(commands.map(amountToWire)),
  };
}
