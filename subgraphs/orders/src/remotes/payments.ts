import type { RemoteCall } from '@cartograph/kit/remote';
import { readVerbs } from '@cartograph/kit/remote-verbs';
import type { PaymentsState, Verbs } from '#generated/remotes/payments';

export type PaymentState = PaymentsState;
export type AuthorizePaymentCommand = Verbs['OrdersAuthorizePayments']['command'];
export type AuthorizePaymentOutcome = Verbs['OrdersAuthorizePayments']['outcome'];
export type PaymentOutcome = Verbs['OrdersCapturePayments' | 'OrdersVoidPayments']['outcome'];
export type CloseChallengeOutcome = Verbs['OrdersCloseChallenges']['outcome'];
export type RefundOutcome = Verbs['OrdersRefundPayments']['outcome'];

/** What orders asks of payments. UNKNOWN means: ask again with the same placement. */
export type PaymentsRemote = ReturnType<typeof paymentsOverHttp>;

/** Payments over HTTP. */
export function paymentsOverHttp(call: RemoteCall) {
  const verb = readVerbs<Verbs>(call, import.meta.url, './payments.graphql');
  return {
    authorizePayments: verb('OrdersAuthorizePayments', 'placementId'),
    capturePayments: verb('OrdersCapturePayments', 'placementId'),
    voidPayments: verb('OrdersVoidPayments', 'placementId'),
    closeChallenges: verb('OrdersCloseChallenges', 'placementId'),
    refundPayments: verb('OrdersRefundPayments', 'refundId'),
  };
}
