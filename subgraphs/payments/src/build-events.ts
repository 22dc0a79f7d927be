import type { CurrencyCode } from '@cartograph/kit/money';
import type { EventsOfRow } from '@cartograph/kit/numbered-events';
import { challengeResolved, paymentAuthorized, paymentCaptured, paymentFailed, paymentRefunded } from '#events';
import type { AuthorizationOutcome, AuthorizePaymentCommand } from '#rules/authorization';
import type { AskedPayment, CaptureOutcome } from '#rules/payment';
import type { Refund } from '#rules/refund';

/** For `insertPayments`: what is not asked of the provider is authorized at once. */
export const freePaymentEvents = (commands: readonly AuthorizePaymentCommand[]): EventsOfRow[] =>
  commands.filter(({ amountMinor }) => amountMinor === 0n).map((command) => [command.placementId, authorized(command)]);

const authorized = ({ placementId, amountMinor, currency }: Pick<AskedPayment, 'placementId' | 'amountMinor' | 'currency'>) =>
  paymentAuthorized.of(placementId, { currency, amountMinor: String(amountMinor), placementId });

const failed = (placementId: string, declineCode: string) => paymentFailed.of(placementId, { placementId, declineCode });

/** Where a row says by then that its challenge was answered: then it is also said to look again. */
export const afterChallenge = ' after its challenge';

/** For `updateAuthorizations`: nothing is said of what is not decided yet. */
export function authorizationEvents(payment: AskedPayment, { state, declineCode }: AuthorizationOutcome): EventsOfRow[] {
  const { placementId } = payment;
  if (state !== 'AUTHORIZED' && state !== 'DECLINED') return [];
  const decided = state === 'AUTHORIZED' ? authorized(payment) : failed(placementId, declineCode ?? 'UNKNOWN');
  return [
    [placementId, decided],
    [placementId + afterChallenge, decided, challengeResolved.of(placementId, { placementId })],
  ];
}

/** For a challenge that was refused or missed. */
export const challengeFailedEvents = (placementId: string, declineCode: string): EventsOfRow => [
  placementId,
  failed(placementId, declineCode),
  challengeResolved.of(placementId, { placementId }),
];

/** For `updateCaptures`. */
export function captureEvents({ placementId, authorizedMinor, currency }: AskedPayment, state: CaptureOutcome['state']): EventsOfRow[] {
  if (state === 'UNKNOWN') return [];
  const amountMinor = String(authorizedMinor);
  const captured = paymentCaptured.of(placementId, { placementId, amountMinor, currency });
  return [[placementId, state === 'CAPTURED' ? captured : failed(placementId, 'CAPTURE_REFUSED')]];
}

/** For `updateRefunds`, by refund. */
export const refundEvents = ({ placementId, refundId, amountMinor }: Refund, currency: CurrencyCode): EventsOfRow => [
  refundId,
  paymentRefunded.of(placementId, { placementId, refundId, amountMinor: String(amountMinor), currency }),
];
