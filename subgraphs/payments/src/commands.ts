import { authorizePayments } from '#authorize-payments';
import { capturePayments, type PlacementCommand, type SettledPayment } from '#capture-payments';
import { type ClosedChallenge, closeChallenges } from '#close-challenges';
import type { Deps } from '#deps';
import { refundPayments } from '#refund-payments';
import type { AuthorizedPayment, AuthorizePaymentCommand } from '#rules/authorization';
import type { RefundedPayment, RefundPaymentCommand } from '#rules/refund';
import { voidPayments } from '#void-payments';

/** Between rooms: lists in, lists out in the same order, every verb idempotent. */
export interface Commands {
  authorizePayments(commands: readonly AuthorizePaymentCommand[]): Promise<AuthorizedPayment[]>;
  capturePayments(commands: readonly PlacementCommand[]): Promise<SettledPayment[]>;
  voidPayments(commands: readonly PlacementCommand[]): Promise<SettledPayment[]>;
  closeChallenges(commands: readonly PlacementCommand[]): Promise<ClosedChallenge[]>;
  refundPayments(commands: readonly RefundPaymentCommand[]): Promise<RefundedPayment[]>;
}

export const createCommands = (deps: Deps): Commands => ({
  authorizePayments: (list) => unlessEmpty(list, () => authorizePayments(deps, list)),
  capturePayments: (list) => unlessEmpty(list, () => capturePayments(deps, list)),
  voidPayments: (list) => unlessEmpty(list, () => voidPayments(deps, list)),
  closeChallenges: (list) => unlessEmpty(list, () => closeChallenges(deps, list)),
  refundPayments: (list) => unlessEmpty(list, () => refundPayments(deps, list)),
});

const unlessEmpty = async <Result>(list: readonly unknown[], work: () => Promise<Result[]>): Promise<Result[]> =>
  list.length === 0 ? [] : work();
