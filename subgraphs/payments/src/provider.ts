import type { CurrencyCode } from '@cartograph/kit/money';
import type { Charge, ChargeCapture, ChargeRefund, ChargeVoid } from '#rules/charge';

/** Every call ends by this signal; the provider may have done it all the same. */
export interface CallOptions {
  signal: AbortSignal;
}

/**
 * The port to a payment provider. Every verb is idempotent by `key` (one a placement; a refund has its own), as Stripe's are.
 * Throws ProviderTimeout when the reply is lost: nothing is known then, and the same call is made again.
 */
export interface PaymentProvider {
  authorize(charge: { key: string; amountMinor: bigint; currency: CurrencyCode; token: string }, options: CallOptions): Promise<Charge>;
  /** The buyer passed the challenge. */
  confirm(charge: { key: string; reference: string | null }, options: CallOptions): Promise<Charge>;
  capture(charge: { key: string; reference: string | null; amountMinor: bigint }, options: CallOptions): Promise<ChargeCapture>;
  /** With `reference` null it also makes sure that nothing is charged under the key later. */
  void(charge: { key: string; reference: string | null }, options: CallOptions): Promise<ChargeVoid>;
  /** `key` is the refund's own. */
  refund(refund: { key: string; reference: string; amountMinor: bigint }, options: CallOptions): Promise<ChargeRefund>;
  /** What the provider knows of a key; null when it never heard of it. */
  find(charge: { key: string }, options: CallOptions): Promise<Charge | null>;
}

/** The provider's reply is lost or late: it may have done what was asked, or not. */
export class ProviderTimeout extends Error {
  override name = 'ProviderTimeout';
}
