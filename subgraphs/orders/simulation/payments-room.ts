import type {
  AuthorizePaymentCommand,
  AuthorizePaymentOutcome,
  CloseChallengeOutcome,
  PaymentOutcome,
  PaymentState,
  RefundOutcome,
} from '#remotes/payments';
import { outside, type Time } from '#simulation/time';
import type { Witness } from '#simulation/witness';

export interface Payment {
  state: PaymentState | 'CAPTURING' | 'VOIDING';
  amountMinor: bigint;
  token: string;
  /** How often the provider's reply will still be lost, of an authorization and of a capture. */
  lostAuthorizations: number;
  lostCaptures: number;
  captureRefused: boolean;
  challenge: { expiresAt: number } | undefined;
  everDeclined: boolean;
  /** Given up at the shop before the bank was answered. */
  closed: boolean;
  unknownAnswers: number;
  /** At the provider: held money is released, or taken, once. */
  held: boolean;
  capturedMinor: bigint;
  refunds: Map<string, bigint>;
}

const challengeMs = 40_000;

/** The payments room and its provider. How a card behaves is in its token, such as `unknown:2` or `challenge:300:approve`. */
export function createPaymentsRoom(time: Time, witness: Witness) {
  const payments = new Map<string, Payment>();
  const answerers: ((id: string) => void)[] = [];

  const open = (id: string, { amountMinor, token }: AuthorizePaymentCommand): Payment => {
    const [behaviour, first, second] = token.split(':');
    const free = amountMinor === 0n;
    const payment: Payment = {
      ...nothing(free ? 'AUTHORIZED' : 'UNKNOWN'),
      amountMinor,
      token,
      lostAuthorizations: behaviour === 'unknown' ? Number(first) : 0,
      lostCaptures: behaviour === 'capture_unknown' ? Number(first) : 0,
      captureRefused: behaviour === 'capture_refused',
    };
    if (free) return payment;
    if (behaviour === 'declined') Object.assign(payment, { state: 'DECLINED', everDeclined: true });
    else if (behaviour === 'challenge') {
      Object.assign(payment, { state: 'CHALLENGED', challenge: { expiresAt: time.now() + challengeMs } });
      if (second !== 'never') time.after(Number(first), () => answerChallenge(id, second === 'approve'), outside);
      time.after(challengeMs, () => answerChallenge(id, false), outside);
    } else payment.held = true;
    return payment;
  };
  const answerChallenge = (id: string, approved: boolean): void => {
    const payment = payments.get(id);
    if (payment?.state !== 'CHALLENGED') return;
    Object.assign(payment, approved ? { state: 'AUTHORIZED', held: true } : { state: 'DECLINED', everDeclined: true });
    witness.note(() => `the bank ${approved ? 'approved' : 'refused'} the challenge of ${witness.name(id)}`);
    for (const tell of answerers) tell(id);
  };
  /** Asks the provider with the same key: it tells, unless its reply is lost once more. */
  const learn = (payment: Payment): boolean => {
    if (payment.lostAuthorizations > 0) {
      payment.lostAuthorizations -= 1;
      payment.unknownAnswers += 1;
      return false;
    }
    return true;
  };

  const authorize = (command: AuthorizePaymentCommand): AuthorizePaymentOutcome => {
    const { placementId } = command;
    let payment = payments.get(placementId);
    if (!payment) payments.set(placementId, (payment = open(placementId, command)));
    else if (payment.amountMinor !== command.amountMinor && payment.state !== 'VOIDED')
      witness.blame(`${command.amountMinor} is to be authorized after ${payment.amountMinor}: ${witness.name(placementId)}`);
    if (payment.state === 'UNKNOWN' && learn(payment)) payment.state = 'AUTHORIZED';
    const { state, challenge } = payment;
    const shown = state === 'CAPTURING' ? 'AUTHORIZED' : state === 'VOIDING' ? 'VOIDED' : state;
    const atBank = shown === 'CHALLENGED' && challenge;
    return {
      placementId,
      state: shown,
      declineCode: declineCodeOf(payment),
      redirectUrl: atBank ? 'https://bank.example/' : null,
      expiresAt: atBank ? new Date(Date.now() + challenge.expiresAt - time.now()) : null,
    };
  };
  const settlement = (placementId: string): PaymentOutcome => {
    const state = payments.get(placementId)?.state;
    if (state === undefined) throw new Error(`no payment for placement ${placementId}`);
    return { placementId, state: state === 'CAPTURING' || state === 'VOIDING' ? 'UNKNOWN' : state };
  };
  const driveCapture = (payment: Payment): void => {
    if (payment.state !== 'CAPTURING') return;
    if (payment.lostCaptures > 0) payment.lostCaptures -= 1;
    else if (payment.captureRefused) payment.state = 'CAPTURE_REFUSED';
    else Object.assign(payment, { state: 'CAPTURED', held: false, capturedMinor: payment.capturedMinor + payment.amountMinor });
  };
  const capture = ({ placementId }: { placementId: string }): PaymentOutcome => {
    const payment = payments.get(placementId);
    if (payment?.state === 'AUTHORIZED') payment.state = 'CAPTURING';
    if (payment) driveCapture(payment);
    return settlement(placementId);
  };
  /** A void that comes first stays behind, so that a late authorization is refused. */
  const letGo = ({ placementId }: { placementId: string }): PaymentOutcome => {
    const payment = payments.get(placementId) ?? nothing('VOIDED');
    payments.set(placementId, payment);
    if (payment.state === 'CAPTURING') driveCapture(payment);
    else if (voidable.has(payment.state)) {
      payment.state = 'VOIDING';
      if (learn(payment)) Object.assign(payment, { state: 'VOIDED', held: false });
    }
    return settlement(placementId);
  };
  /** Only a challenge that nobody answered, or, with a mark that stays behind, what was never asked for. */
  const close = ({ placementId }: { placementId: string }): CloseChallengeOutcome => {
    const payment = payments.get(placementId) ?? { ...nothing('DECLINED'), closed: true };
    payments.set(placementId, payment);
    if (payment.state === 'CHALLENGED') Object.assign(payment, { state: 'DECLINED', closed: true });
    const { state } = payment;
    return {
      placementId,
      state: state === 'CAPTURING' ? 'AUTHORIZED' : state === 'VOIDING' ? 'VOIDED' : state,
      declineCode: declineCodeOf(payment),
    };
  };
  const refund = ({
    placementId,
    refundId,
    amountMinor,
  }: {
    placementId: string;
    refundId: string;
    amountMinor: bigint | null;
  }): RefundOutcome => {
    const payment = payments.get(placementId);
    if (!payment) throw new Error(`no payment for placement ${placementId}`);
    const left = payment.capturedMinor - refunded(payment);
    if (!payment.refunds.has(refundId)) payment.refunds.set(refundId, amountMinor ?? left);
    if (payment.refunds.size > 1) witness.blame(`a cancellation is refunded under two ids: ${witness.name(placementId)}`);
    return { refundId, state: 'REFUNDED' };
  };

  return {
    authorize,
    capture,
    letGo,
    close,
    refund,
    find: (id: string) => payments.get(id),
    onAnswer: (tell: (id: string) => void) => void answerers.push(tell),
  };
}

const voidable: ReadonlySet<Payment['state']> = new Set(['UNKNOWN', 'CHALLENGED', 'AUTHORIZED', 'CAPTURE_REFUSED', 'VOIDING']);

const declineCodeOf = ({ state, closed }: Payment): string | null =>
  state !== 'DECLINED' ? null : closed ? 'CHALLENGE_CANCELLED' : 'CARD_DECLINED';

const nothing = (state: PaymentState): Payment => ({
  state,
  amountMinor: 0n,
  token: '',
  lostAuthorizations: 0,
  lostCaptures: 0,
  captureRefused: false,
  challenge: undefined,
  everDeclined: false,
  closed: false,
  unknownAnswers: 0,
  held: false,
  capturedMinor: 0n,
  refunds: new Map(),
});

export const refunded = ({ refunds }: Payment): bigint => [...refunds.values()].reduce((sum, minor) => sum + minor, 0n);
